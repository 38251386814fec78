"""The read models over HTTP."""
