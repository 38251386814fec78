"""What was struck, by what, where, when, and on whose word."""
