"""The read models, asked in SQL."""
