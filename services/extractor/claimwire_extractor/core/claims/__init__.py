"""Rules that find attributed claims."""
