"""Claims about what a strike left behind, which do not name it."""

from collections.abc import Sequence

from claimwire.events import ClaimAct
from claimwire_extractor.core.found import FoundClaim
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.reference import is_known
from claimwire_extractor.core.strikes.telling import told_in
from claimwire_extractor.core.token import Token


def aftermath_claims(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[list[int]]:
    """List for each strike the claims behind its mentions that speak of the hurt or the damage ("he said two had died").

    Claims that tell of a strike themselves are left out.
    """
    found: list[list[int]] = [[] for _ in groups]
    mentioning = {index for group in groups for mention in group for index in mention.claims}
    telling = {index for group in groups for mention in group for index in told_in(background, mention)}
    for index, claim in enumerate(background.claims.claims):
        strike = None if index in telling else _strike_of(background, aftermath, claim, named=index in mentioning)
        if strike is not None:
            found[strike].append(index)
    return found


def _strike_of(background: Background, aftermath: Aftermath, claim: FoundClaim, *, named: bool) -> int | None:
    tokens = [token for span in claim.content for token in background.reading.tokens_between(span.start, span.end)]
    if any(token.lemma in background.lexicon.people.whole_wars for token in tokens):
        return None
    telling = next((token for token in tokens if _speaks_of_it(background, token, named=named)), None)
    if telling is None and claim.act is ClaimAct.CONFIRM:
        # "The ministry confirmed the reports."
        said = background.lexicon.modality.deniable_said
        telling = next((token for token in tokens if token.lemma in said and is_known(token)), None)
    return aftermath.strike_at(telling) if telling else None


def _speaks_of_it(background: Background, token: Token, *, named: bool) -> bool:
    """Tell a word for what a strike did; where the claim takes the strike for granted, for what came of it."""
    words, people = background.lexicon.modality, background.lexicon.people
    if token.lemma in {"explode", "detonate"} and token.pos == "VERB":
        return True
    if token.lemma in words.strike_nouns and token.pos == "NOUN":
        return not named and is_known(token)
    return (
        token.lemma in words.outcomes
        or token.lemma in people.killed_verbs
        or token.lemma in people.dying_verbs
        or token.lemma in people.wounded_verbs
    )
