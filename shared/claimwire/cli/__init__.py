"""The `claimwire` command."""
