"""The lexicon files of this package."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from claimwire.errors import MisuseError
from claimwire_extractor.adapters.place_tables import table_rows
from claimwire_extractor.core.claims.lexicon import ClaimLexicon, parse_claim_lexicon
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.rule_book import RuleBook, parse_rule_book
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon, parse_strike_lexicon


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """Turn a mistake in a data file, which people edit who do not program, into a sentence with the file's name."""
    try:
        yield
    except ValueError as error:
        for file in (files("claimwire_extractor") / "data").iterdir():
            if file.name.endswith(".toml"):
                try:
                    tomllib.loads(file.read_text(encoding="utf-8"))
                except ValueError as mistake:
                    raise MisuseError(f"the word list data/{file.name} cannot be read: {mistake}") from error
        raise MisuseError(f"a word list in the extractor's data folder is wrong: {error}") from error


@cache
@_mistakes_told()
def load_claim_lexicon() -> ClaimLexicon:
    """Read the data files of the claim rules; they are read once in a process."""
    data = files("claimwire_extractor") / "data"

    def read(name: str) -> str:
        return (data / f"{name}.toml").read_text(encoding="utf-8")

    return parse_claim_lexicon(
        cues=read("cues"),
        speakers=read("speakers"),
        channels=read("channels"),
        verification=read("verification"),
        boilerplate=read("boilerplate"),
        confidence=read("confidence"),
    )


@cache
@_mistakes_told()
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
        places=load_place_words(),
        targets=read("targets.toml"),
        dates=read("dates.toml"),
        confidence=read("confidence.toml"),
    )


@cache
@_mistakes_told()
def load_place_words() -> PlaceWords:
    """Read the words around names of places; they are read once in a process."""
    data = files("claimwire_extractor") / "data"
    return PlaceWords.parse((data / "places.toml").read_text(encoding="utf-8"), table_rows("countries.csv"))


@cache
@_mistakes_told()
def load_rule_book() -> RuleBook:
    """Read what the names of rules mean and what they weigh."""
    data = files("claimwire_extractor") / "data"
    return parse_rule_book(*((data / f"{name}.toml").read_text(encoding="utf-8") for name in ("rules", "confidence")))


@cache
@_mistakes_told()
def load_lemmas() -> Mapping[str, Mapping[str, str]]:
    """Read the lemmas that the model gets wrong, by form and part of speech; they are read once in a process."""
    listed = tomllib.loads((files("claimwire_extractor") / "data" / "lemmas.toml").read_text(encoding="utf-8"))
    right: dict[str, dict[str, str]] = {}
    for pos, lemmas in listed.items():
        for lemma, forms in lemmas.items():
            for form in forms:
                right.setdefault(form, {})[pos] = lemma
    return right
