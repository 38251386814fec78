"""The event log: one order, nothing lost, nothing doubled."""
