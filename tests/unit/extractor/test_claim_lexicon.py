import re

import pytest

from claimwire.events import ChannelKind, ClaimAct, StatusKind
from claimwire_extractor.adapters.lexicons import load_claim_lexicon
from claimwire_extractor.core.claims.lexicon import ClaimLexicon, parse_claim_lexicon

CUES = """
[acts.say]
clause = ["say", "announce"]
object = ["announce"]
infinitive = []
[acts.warn]
clause = ["warn"]
object = []
infinitive = ["warn"]
[prepositions]
warn = ["of"]
speak = ["about"]
[quotation_only]
verbs = []
[blows]
verbs = ["attack"]
[counting]
verbs = ["put"]
tolls = ["toll"]
[perceiving]
verbs = ["see"]
observers = ["witness"]
[deeds]
claim = ["life"]
[phrasal]
deny = ["rule out"]
[retorting]
verbs = ["shoot back"]
[addressing]
verbs = ["warn"]
[refusing]
words = ["refuse"]
[closing]
verbs = ["say"]
going_on = ["add"]

[asking]
verbs = ["ask"]
[adjectives]
believe = ["sure"]
[linking]
verbs = ["be"]
[made]
adjectives = ["clear"]
[noun_prepositions]
claim = ["of"]
[light]
verbs = ["make"]
[nouns]
claim = ["claim"]
[according]
phrases = ["according to"]
[openers]
words = ["meanwhile"]
phrases = ["in a separate"]
days = ["monday"]
[reticence]
nouns = ["mention"]
verbs = ["make"]
"""
SPEAKERS = "\n".join(
    f'{table} = ["{word}"]'
    for table, word in {
        "roles": "mayor",
        "titles": "mr",
        "organisations": "ministry",
        "documents": "report",
        "unnamed": "source",
        "particles": "van",
        "areas": "town",
        "plural_modifiers": "rights",
        "capitals": "Paris",
        "surname_endings": "enko",
        "surnames": "putin",
        "no_surnames": "azov",
    }.items()
)
CHANNELS = 'social = ["telegram"]\ncall = ["phone call"]'
VERIFICATION = (
    "unverified = ['unverified']\nno_comment = ['no comment']\ndenied = ['denied']\nverified = ['confirmed']\n"
    "[in_speech]\ndenied = ['a lie']\n[in_speech_letters]\ndenied = ['lie']\n[granted]\npledges = ['support']\nverbs = ['admit']\nviews = ['risk']\nnothing = ['blame']\nhappening = ['occur']\n"
)
LETTERS = (
    "[letters]\nunverified = ['verified']\nno_comment = ['comment']\ndenied = ['denied']\nverified = ['confirmed']"
)
CONFIDENCE = "[claim]\nstart = 1\n[claim.weights]\n"
BOILERPLATE = "opening = ['sign up']\nanywhere = ['newsletter$']\nletters = ['newsletter']"


def parsed(cues: str = CUES) -> ClaimLexicon:
    return parse_claim_lexicon(
        cues=cues,
        speakers=SPEAKERS,
        channels=CHANNELS,
        verification=VERIFICATION + LETTERS,
        boilerplate=BOILERPLATE,
        confidence=CONFIDENCE,
    )


def test_a_verb_keeps_its_act_and_the_places_of_its_content() -> None:
    warn = parsed().verbs["warn"]

    assert (warn.act, warn.clause, warn.infinitive, warn.object) == (ClaimAct.WARN, True, True, False)
    assert warn.prepositions == {"of"}


def test_a_verb_with_a_preposition_only_is_of_no_named_act() -> None:
    assert parsed().verbs["speak"].act is ClaimAct.OTHER


def test_one_frame_of_a_verb_belongs_to_one_act() -> None:
    with pytest.raises(ValueError, match="'say'"):
        parsed(CUES.replace('clause = ["warn"]', 'clause = ["warn", "say"]'))


def test_channels_are_looked_up_by_their_words() -> None:
    assert parsed().channels == {("telegram",): ChannelKind.SOCIAL, ("phone", "call"): ChannelKind.CALL}


def test_boilerplate_disregards_case() -> None:
    lexicon = parsed()

    assert lexicon.boilerplate.has("SIGN UP here")
    assert not lexicon.boilerplate.has("They sign up here")


def test_patterns_of_notes_are_for_text_in_lower_case() -> None:
    notes = load_claim_lexicon().notes
    patterns = [lettered.pattern.pattern for lettered in (*notes.narrated.values(), *notes.spoken.values())]

    assert parsed().notes.narrated[StatusKind.DENIED].pattern.search("denied by the army")
    assert all(re.sub(r"\\.", "", pattern).islower() for pattern in patterns)


def test_the_shipped_lexicon_covers_every_act_and_status() -> None:
    lexicon = load_claim_lexicon()

    assert {verb.act for verb in lexicon.verbs.values()} == set(ClaimAct)
    assert set(lexicon.notes.narrated) == set(StatusKind)
    assert set(lexicon.channels.values()) == set(ChannelKind)
    assert len(lexicon.verbs) >= 170


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (StatusKind.UNVERIFIED, "The figures could not be independently verified."),
        (StatusKind.UNVERIFIED, "It was not possible: we were unable to verify the footage."),
        (StatusKind.UNVERIFIED, "He blamed rebels without providing any evidence."),
        (StatusKind.UNVERIFIED, "There was no independent confirmation."),
        (StatusKind.NO_COMMENT, "There was no immediate comment from the army."),
        (StatusKind.NO_COMMENT, "The army declined to comment."),
        (StatusKind.NO_COMMENT, "The army did not respond to questions."),
        (StatusKind.NO_COMMENT, "The army has not yet commented."),
        (StatusKind.DENIED, "The army denies this."),
        (StatusKind.DENIED, "The army dismissed the allegations."),
        (StatusKind.VERIFIED, "The army confirmed the losses."),
        (StatusKind.VERIFIED, "The army acknowledged the losses."),
    ],
)
def test_the_shipped_patterns_read_notes(kind: StatusKind, words: str) -> None:
    assert load_claim_lexicon().notes.narrated[kind].pattern.search(words)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our free morning newsletter",
        "Three agencies contributed to this report",
        "Additional reporting by two stringers",
        "Photograph: a stringer/an agency",
        "Read more: what we know",
        "All rights reserved.",
    ],
)
def test_the_shipped_patterns_know_the_publishers_lines(line: str) -> None:
    assert load_claim_lexicon().boilerplate.has(line)


@pytest.mark.parametrize(
    "line",
    [
        "Readers were told that the port was closed.",
        "The army contributed two battalions.",
        "Watchmen saw the fire first.",
    ],
)
def test_the_shipped_patterns_leave_the_article_alone(line: str) -> None:
    assert not load_claim_lexicon().boilerplate.has(line)
