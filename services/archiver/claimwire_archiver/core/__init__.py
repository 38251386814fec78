"""Values in, decisions out: no clock, no I/O."""
