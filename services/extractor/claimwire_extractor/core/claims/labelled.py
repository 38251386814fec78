"""Speakers set off by a colon: headlines and transcripts."""

from collections.abc import Iterator, Sequence

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.reading import Paragraph
from claimwire_extractor.core.token import Token

_LONGEST_LABEL = 4
_SHORTEST_CONTENT = 4
_OPENING = frozenset({'"', "\u201c"})


def labelled_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find paragraphs that begin with a speaker and a colon: "Mayor: ...", "SMITH: ..."."""
    if ":" not in analysis.reading.text:
        return
    names = frozenset(
        token.lower
        for token in analysis.reading.tokens
        if token.pos == "PROPN" and token.dep in ("nsubj", "appos", "pobj", "poss")
    )
    for paragraph in analysis.reading.paragraphs:
        found = _attribution(analysis, paragraph, names)
        if found is not None:
            yield found


def _attribution(analysis: Analysis, paragraph: Paragraph, names: frozenset[str]) -> Attribution | None:
    tokens = analysis.reading.tokens
    start = paragraph.sentences[0].tokens[0].index
    end = paragraph.sentences[-1].tokens[-1].index + 1
    if tokens[start].text in _OPENING:
        start += 1
    colon = next((i for i in range(start + 1, min(start + _LONGEST_LABEL + 1, end)) if tokens[i].text == ":"), None)
    if colon is None or end - colon <= _SHORTEST_CONTENT:
        return None
    label = tokens[start:colon]
    head = label[-1]
    quoted = head.pos == "PROPN" and tokens[colon + 1].text in _OPENING
    if not (_is_titled(analysis, label) and (quoted or _speaks(analysis, head, names))):
        return None
    quote = analysis.quotes.at(tokens[colon + 1].end) if quoted else None
    if quote is not None:
        # What stands behind a closed quotation is the narrator's.
        end = next((i for i in range(colon + 1, end) if tokens[i].start >= quote.end), end)
    content = analysis.trimmed((colon + 1, end))
    return Attribution(
        source=(start, colon),
        head=head,
        cue=(colon, colon + 1),
        anchor=tokens[colon],
        lemma=":",
        act=ClaimAct.SAY,
        content=(content,),
        reasons=(
            analysis.reason("source.label", (start, colon)),
            analysis.reason("cue.colon", (colon, colon + 1)),
            analysis.reason("content.behind-colon", content),
        ),
    )


def _is_titled(analysis: Analysis, label: Sequence[Token]) -> bool:
    """Tell "Mayor Petrenko" and "Syria's health ministry" from "a word of warning"."""
    if all(token.text[:1].isupper() for token in label):
        return True
    known = label[-1].lower in analysis.lexicon.organisations or label[-1].lower in analysis.lexicon.roles
    return known and label[0].pos in ("PROPN", "ADJ") and label[0].text[:1].isupper()


def _speaks(analysis: Analysis, head: Token, names: frozenset[str]) -> bool:
    lexicon = analysis.lexicon
    nouns = (lexicon.documents, lexicon.organisations, lexicon.roles, lexicon.surnames)
    return head.lower in names or head.text in lexicon.capitals or any(head.lower in known for known in nouns)
