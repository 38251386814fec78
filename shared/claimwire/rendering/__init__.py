"""How articles, claims and strikes are shown to people: marked text, words for values, the look of a page."""
