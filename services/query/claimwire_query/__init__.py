"""Read models -> HTTP."""
