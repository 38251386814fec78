"""The claim and strike rules with their data."""

from datetime import date
from pathlib import Path

from claimwire_extractor.adapters.gazetteer import open_gazetteer
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_strike_lexicon
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.claims.verification import too_long_for_notes
from claimwire_extractor.core.findings import Findings, Rules
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.find_strikes import find_strikes
from claimwire_extractor.core.strikes.read_tokens import not_read


def load_rules(gazetteer: Path | None = None, places: Path | None = None) -> Rules:
    """Load the lexicons and the gazetteer, the default one unless given a path, with changes to its places."""
    claim_lexicon, strike_lexicon = load_claim_lexicon(), load_strike_lexicon()
    known = open_gazetteer(gazetteer, places)

    def rules(reading: Reading, published: date | None) -> Findings:
        claims = find_claims(reading, claim_lexicon)
        strikes = find_strikes(reading, claims, published=published, lexicon=strike_lexicon, gazetteer=known)
        cuts = (*too_long_for_notes(reading), *not_read(reading, strike_lexicon))
        return Findings(claims, strikes, cuts)

    return rules
