"""The lexicon files of this package."""

from functools import cache
from importlib.resources import files

from claimwire_extractor.core.claims.lexicon import ClaimLexicon, parse_claim_lexicon
from claimwire_extractor.core.rule_book import RuleBook, parse_rule_book
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon, parse_strike_lexicon


@cache
def load_claim_lexicon() -> ClaimLexicon:
    """Read the data files of the claim rules; they are read once in a process."""
    data = files("claimwire_extractor") / "data"

    def read(name: str) -> str:
        return (data / f"{name}.toml").read_text(encoding="utf-8")

    return parse_claim_lexicon(
        read("cues"), read("speakers"), read("channels"), read("verification"), read("boilerplate")
    )


@cache
def load_strike_lexicon() -> StrikeLexicon:
    """Read the data files of the strike rules; they are read once in a process."""
    data = files("claimwire_extractor") / "data"

    def read(name: str) -> str:
        return (data / name).read_text(encoding="utf-8")

    return parse_strike_lexicon(
        triggers=read("triggers.toml"),
        weapons=read("weapons.csv"),
        sides=read("sides.toml"),
        modality=read("modality.toml"),
        people=read("people.toml"),
        places=read("places.toml"),
        targets=read("targets.toml"),
        dates=read("dates.toml"),
    )


@cache
def load_rule_book() -> RuleBook:
    """Read what the names of rules mean."""
    return parse_rule_book((files("claimwire_extractor") / "data" / "rules.toml").read_text(encoding="utf-8"))
