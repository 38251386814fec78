"""Numbers as news gives them."""
