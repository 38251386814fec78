from tests.eval.attribution import Attribution
from tests.eval.claim_scores import claim_scores
from tests.eval.gold import GoldClaim
from tests.eval.located import located
from tests.eval.offsets import Offsets
from tests.eval.share import Share
from tests.eval.tally import Tally
from tests.unit.eval.found import claim

TEXT = "The mayor said the bridge was gone. “It burned,” a guard told reporters, and the harbour is shut, clerks warn."


def at(*words: str) -> tuple[Offsets, ...]:
    return tuple((TEXT.index(phrase), TEXT.index(phrase) + len(phrase)) for phrase in words)


LABELS = [
    Attribution(at("The mayor"), at("said"), at("the bridge was gone")),
    Attribution(at("a guard"), at("told"), at("“It burned,”")),
    Attribution(at("clerks"), at("warn"), at("the harbour is shut")),
]


def test_a_claim_found_to_the_word_is_strict() -> None:
    scores, pairs = claim_scores("a", TEXT, LABELS[:1], [claim(TEXT, "The mayor", "said", "the bridge was gone.")])

    assert pairs == [(0, 0)]
    assert scores.tallies["relation strict"] == Tally(1, 1, 1)
    assert scores.misses == []


def test_one_word_of_each_part_makes_a_relation_overlap() -> None:
    scores, _ = claim_scores("a", TEXT, LABELS[:1], [claim(TEXT, "mayor", "said", "bridge was gone. “It burned")])

    assert scores.tallies["relation overlap"] == Tally(1, 1, 1)
    assert scores.tallies["relation strict"] == Tally(0, 1, 1)
    assert scores.tallies["source exact"] == Tally(0, 1, 1)
    assert scores.tallies["source overlap"] == Tally(1, 1, 1)
    assert scores.tallies["content words"] == Tally(3, 5, 4)


def test_the_wrong_source_is_no_relation() -> None:
    scores, _ = claim_scores("a", TEXT, LABELS, [claim(TEXT, "reporters", "told", "It burned")])

    assert scores.tallies["relation overlap"] == Tally(0, 1, 3)
    assert scores.shares["right source"] == Share(0, 1)
    assert [miss.figure for miss in scores.misses] == ["claim missed", "claim missed", "claim source"]


def test_another_cue_still_finds_the_claim_by_its_content() -> None:
    scores, pairs = claim_scores("a", TEXT, LABELS, [claim(TEXT, "a guard", "reporters", "It burned")])

    assert pairs == [(1, 0)]
    assert scores.tallies["relation overlap"].hits == 0
    assert scores.shares["right source"] == Share(1, 1)


def test_another_cue_and_other_content_are_another_claim() -> None:
    scores, pairs = claim_scores("a", TEXT, LABELS[:1], [claim(TEXT, "The mayor", "burned", "the harbour is shut")])

    assert pairs == []
    assert [miss.figure for miss in scores.misses] == ["claim missed", "claim too many"]


def test_a_label_without_a_source_asks_for_none() -> None:
    label = Attribution((), at("warn"), at("the harbour is shut"))

    scores, _ = claim_scores("a", TEXT, [label], [claim(TEXT, "clerks", "warn", "the harbour is shut")])

    assert scores.tallies["relation overlap"] == Tally(1, 1, 1)
    assert scores.tallies["relation strict"] == Tally(0, 1, 1)
    assert scores.shares["right source"] == Share()


def test_words_of_a_labelled_claim_are_those_nearest_to_its_content() -> None:
    text = "He said no. He left. He said the well was dry. He said more."

    found = located(text, GoldClaim(content=("the well was dry",), cue="said", source="He"))

    assert found == Attribution(((21, 23),), ((24, 28),), ((29, 45),))


def test_one_who_is_spoken_of_is_not_the_speaker() -> None:
    text = "The colonel very angrily said a colonel had fled."

    found = located(text, GoldClaim(content=("a colonel had fled",), cue="said", source="colonel"))

    assert found.source == ((4, 11),)


def test_a_source_is_right_or_wrong_only_if_the_content_was_found() -> None:
    scores, pairs = claim_scores("a", TEXT, LABELS[:1], [claim(TEXT, "The mayor", "said", "the harbour is shut")])

    assert pairs == [(0, 0)]
    assert scores.shares["right source"] == Share()
