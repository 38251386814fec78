"""The log on Redis Streams (Redis >= 7.0 or Valkey)."""
