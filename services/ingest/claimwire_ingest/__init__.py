"""The wire -> article events."""
