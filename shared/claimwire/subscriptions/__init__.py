"""Reading the log: consumer groups that lose nothing, and checkpointed readers."""
