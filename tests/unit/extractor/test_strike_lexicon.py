"""The strike rules' data files."""

from claimwire.events import Side, StrikeKind
from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, WeaponClass


def test_the_files_parse_into_one_lexicon() -> None:
    lexicon = load_strike_lexicon()
    [shell] = lexicon.triggers["shell", "VERB"]
    assert (shell.kind, shell.frame, shell.needs) == (StrikeKind.ARTILLERY, Frame.HITS, ())
    assert {Need.WEAPON} in lexicon.triggers["launch", "VERB"][0].needs
    assert lexicon.places.demonyms["ukrainian"] == "UA"


def test_longer_names_come_before_shorter_ones() -> None:
    lexicon = load_strike_lexicon()
    weapons = [[len(name.words) for name in names] for names in lexicon.weapons.values()]
    sides = [[len(name.words) for name in names] for names in lexicon.side_names.values()]
    for lengths in (*weapons, *sides):
        assert lengths == sorted(lengths, reverse=True)


def test_every_weapon_is_written_in_lower_case_singular_words() -> None:
    for weapons in load_strike_lexicon().weapons.values():
        for weapon in weapons:
            assert all(word and word == word.lower() for word in weapon.words)
            assert isinstance(weapon.sort, WeaponClass)


def test_a_name_means_one_side_in_one_context() -> None:
    seen: dict[tuple[tuple[str, ...], str | None], Side] = {}
    for names in load_strike_lexicon().side_names.values():
        for name in names:
            assert seen.setdefault((name.words, name.context), name.side) is name.side


def test_needs_joined_by_a_plus_are_met_only_together() -> None:
    [target] = load_strike_lexicon().triggers["target", "VERB"]
    assert target.met_by(frozenset({Need.FORCE})) is None
    assert target.met_by(frozenset({Need.FORCE, Need.SITE})) == frozenset({Need.FORCE, Need.SITE})


def test_a_word_without_needs_tells_by_itself() -> None:
    [shell] = load_strike_lexicon().triggers["shell", "VERB"]
    assert shell.met_by(frozenset()) == frozenset()
