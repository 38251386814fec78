"""Events -> read models."""
