"""The log -> immutable segments; then the log is trimmed."""
