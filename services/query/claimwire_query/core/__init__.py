"""Values in, events out: no clock, no randomness, no I/O."""
