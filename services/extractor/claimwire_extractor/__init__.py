"""Article -> claim and strike events."""
