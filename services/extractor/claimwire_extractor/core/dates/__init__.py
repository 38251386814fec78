"""Dates as news gives them."""
