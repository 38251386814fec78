"""The headline as the text's first paragraph."""

from claimwire.events.ids import normalised


def with_headline(text: str, headline: str | None) -> str:
    """Put the headline before the text, unless the text opens with it.

    Case, width and punctuation do not count when the two are compared. An empty line parts the
    headline from the rest.
    """
    words = normalised(headline or "")
    if not headline or not words:
        return text
    first_paragraph = text.split("\n\n", 1)[0]
    first_line = text.split("\n", 1)[0]
    if words in {normalised(first_paragraph), normalised(first_line)}:
        return text
    return f"{headline}\n\n{text}"
