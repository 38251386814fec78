"""The words the claim rules know."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimwire.events import ChannelKind, ClaimAct, StatusKind
from claimwire_extractor.core.claims.boilerplate import Boilerplate
from claimwire_extractor.core.claims.lettered_pattern import LetteredPattern
from claimwire_extractor.core.claims.letters import Letters
from claimwire_extractor.core.claims.note_patterns import NotePatterns
from claimwire_extractor.core.confidence import Confidence
from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class CueVerb:
    """A verb that attributes, and where its content stands."""

    act: ClaimAct
    clause: bool
    """Takes a clause or a quotation."""
    infinitive: bool
    """Takes an infinitive as content."""
    object: bool
    """Takes a noun phrase as content."""
    prepositions: frozenset[str]
    """Prepositions that introduce its content."""
    quotation_only: bool
    """A clause alone is no claim; a quotation is."""
    addresses: bool = False
    """Its object is the hearer: "reminded residents of the danger"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLexicon:
    """Everything the claim rules look words up in; keys are lower-case lemmas unless said otherwise."""

    verbs: Mapping[str, CueVerb]
    speaking: frozenset[str]
    """The verbs that take a clause or a quotation."""
    phrasal: Mapping[tuple[str, str], CueVerb]
    """Verb and particle: "rule out"."""
    retorting: Mapping[tuple[str, str], CueVerb]
    """Verb and adverb that quote: "shot back"."""
    verbal: frozenset[str]
    """Every verb that may attribute: those above and ``perceiving``."""
    perceiving: frozenset[str]
    """Verbs with which those in ``observers`` tell what they saw: "a photographer saw two bodies"."""
    observers: frozenset[str]
    counting: frozenset[str]
    """Verbs that report where their object is one of ``tolls``: "put the toll at nine"."""
    tolls: frozenset[str]
    blows: frozenset[str]
    """Verbs that are also deeds: they are claims where a person does them or words are quoted."""
    deeds: Mapping[str, frozenset[str]]
    """Objects with which a cue verb is a deed: "claimed 20 lives"."""
    refusing: frozenset[str]
    """Verbs and adjectives whose infinitive did not come to pass."""
    asking: frozenset[str]
    """Verbs whose "if" opens a question, not a condition."""
    closing: frozenset[str]
    """Verbs that end a sentence behind their speaker, without a comma where a text has lost its commas."""
    going_on: frozenset[str]
    """Verbs whose participle goes on behind such a cue: "a medic said adding that ..."."""
    nouns: Mapping[str, ClaimAct]
    noun_prepositions: Mapping[str, frozenset[str]]
    """Prepositions that introduce what a noun tells."""
    light: frozenset[str]
    """Verbs that lend a noun a speaker: "voiced concern"."""
    adjectives: Mapping[str, ClaimAct]
    """Printed adjectives and participles that tell what somebody holds."""
    linking: frozenset[str]
    """Verbs that link an adjective to its subject."""
    made: frozenset[str]
    """Adjectives that "make" tells something with."""
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    """Prepositional cues as lower-case words, by their first."""
    openers: frozenset[str]
    """Words that open a sentence for the narrator."""
    opener_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases that do so, by their first word."""
    days: frozenset[str]
    """Words for days that stand between a cue and its content."""
    reticence_nouns: frozenset[str]
    reticence_verbs: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    unnamed: frozenset[str]
    particles: frozenset[str]
    """Lower-case parts of names: "al", "van"."""
    areas: frozenset[str]
    """Nouns for places, which open no phrase for a speaker: "the town residents said"."""
    plural_modifiers: frozenset[str]
    """Plurals before the noun for a body: "a human rights monitor"."""
    capitals: frozenset[str]
    """Printed names of capitals that speak for governments."""
    surname_endings: tuple[str, ...]
    """Of names that people have, and hardly a body."""
    surnames: frozenset[str]
    """Family names that are told by no ending."""
    no_surnames: frozenset[str]
    """Lower-case names of bodies and towns that end like a surname."""
    channels: Mapping[tuple[str, ...], ChannelKind]
    """Lower-case words of a channel's name and its kind."""
    notes: NotePatterns
    telling_nothing: frozenset[str]
    """Nouns by which a verdict points back to a claim: "any responsibility"."""
    happening: frozenset[str]
    """Words that only say that it happened: "denied carrying out the strike"."""
    pledges: frozenset[str]
    """What is confirmed without confirming a claim: "their support"."""
    conceding: frozenset[str]
    """Verbs that grant judgements as well as facts."""
    views: frozenset[str]
    """Judgements that are granted: "the risk"."""
    boilerplate: Boilerplate
    letters: Letters
    """Those without which no pattern of notes or boilerplate matches."""
    confidence: Confidence

    def cue_verb(self, verb: Token) -> CueVerb | None:
        """Look a verb up, with its particle where it has one."""
        for child in verb.rights:
            if child.index == verb.index + 1 and (verb.lemma, child.lower) in self.retorting:
                return self.retorting[verb.lemma, child.lower]
            if child.dep == "prt":
                return self.phrasal.get((verb.lemma, child.lower)) or self.verbs.get(verb.lemma)
        return self.verbs.get(verb.lemma)


def parse_claim_lexicon(
    *, cues: str, speakers: str, channels: str, verification: str, boilerplate: str, confidence: str
) -> ClaimLexicon:
    """Build the lexicon from the texts of its TOML files.

    Raises:
        ValueError: a verb stands under two acts, or a file lacks a table (also ``KeyError``).
        tomllib.TOMLDecodeError: a text is not TOML.
    """
    cue = tomllib.loads(cues)
    speaker = tomllib.loads(speakers)
    notes = tomllib.loads(verification)
    letters, granted = notes.pop("letters"), notes.pop("granted")
    in_speech, speech_letters = notes.pop("in_speech"), notes.pop("in_speech_letters")
    phrases = {
        tuple(name.split()): ChannelKind(kind) for kind, names in tomllib.loads(channels).items() for name in names
    }
    verbs, phrasal, retorting = _verbs(cue), _phrasal(cue), _retorting(cue)
    patterns = NotePatterns.of(_patterns(notes, letters), _patterns(in_speech, speech_letters))
    lines = Boilerplate.parse(boilerplate)
    return ClaimLexicon(
        verbs=verbs,
        speaking=frozenset(lemma for lemma, entry in verbs.items() if entry.clause),
        phrasal=phrasal,
        retorting=retorting,
        verbal=frozenset(
            {
                *verbs,
                *(verb for verb, _ in (*phrasal, *retorting)),
                *cue["perceiving"]["verbs"],
                *cue["counting"]["verbs"],
            }
        ),
        perceiving=frozenset(cue["perceiving"]["verbs"]),
        observers=frozenset(cue["perceiving"]["observers"]),
        counting=frozenset(cue["counting"]["verbs"]),
        tolls=frozenset(cue["counting"]["tolls"]),
        blows=frozenset(cue["blows"]["verbs"]),
        deeds={verb: frozenset(objects) for verb, objects in cue["deeds"].items()},
        refusing=frozenset(cue["refusing"]["words"]),
        asking=frozenset(cue["asking"]["verbs"]),
        closing=frozenset(cue["closing"]["verbs"]),
        going_on=frozenset(cue["closing"]["going_on"]),
        nouns={noun: ClaimAct(act) for act, nouns in cue["nouns"].items() for noun in nouns},
        noun_prepositions={noun: frozenset(words) for noun, words in cue["noun_prepositions"].items()},
        light=frozenset(cue["light"]["verbs"]),
        adjectives={word: ClaimAct(act) for act, words in cue["adjectives"].items() for word in words},
        linking=frozenset(cue["linking"]["verbs"]),
        made=frozenset(cue["made"]["adjectives"]),
        according=_by_first_word(_phrases(cue["according"]["phrases"])),
        openers=frozenset(cue["openers"]["words"]),
        opener_phrases=_by_first_word(_phrases(cue["openers"]["phrases"])),
        days=frozenset(cue["openers"]["days"]),
        reticence_nouns=frozenset(cue["reticence"]["nouns"]),
        reticence_verbs=frozenset(cue["reticence"]["verbs"]),
        roles=frozenset(speaker["roles"]),
        titles=frozenset(speaker["titles"]),
        organisations=frozenset(speaker["organisations"]),
        documents=frozenset(speaker["documents"]),
        unnamed=frozenset(speaker["unnamed"]),
        particles=frozenset(speaker["particles"]),
        areas=frozenset(speaker["areas"]),
        plural_modifiers=frozenset(speaker["plural_modifiers"]),
        capitals=frozenset(speaker["capitals"]),
        surname_endings=tuple(speaker["surname_endings"]),
        surnames=frozenset(speaker["surnames"]),
        no_surnames=frozenset(speaker["no_surnames"]),
        channels=phrases,
        notes=patterns,
        telling_nothing=frozenset(granted["nothing"]),
        happening=frozenset(granted["happening"]),
        pledges=frozenset(granted["pledges"]),
        conceding=frozenset(granted["verbs"]),
        views=frozenset(granted["views"]),
        boilerplate=lines,
        letters=Letters.of(patterns.letters | lines.anywhere.letters),
        confidence=Confidence.parse(confidence, "claim"),
    )


def _patterns(notes: Mapping[str, list[str]], letters: Mapping[str, list[str]]) -> dict[StatusKind, LetteredPattern]:
    return {StatusKind(kind): LetteredPattern.of(found, letters[kind]) for kind, found in notes.items()}


def _verbs(cue: Mapping[str, Any]) -> dict[str, CueVerb]:
    quotation_only = frozenset(cue["quotation_only"]["verbs"])
    addressing = frozenset(cue["addressing"]["verbs"])
    found: dict[str, CueVerb] = {}
    for act, frames in cue["acts"].items():
        for lemma in {lemma for lemmas in frames.values() for lemma in lemmas}:
            known = found.get(lemma)
            if known is not None and not _disjoint(known, frames, lemma):
                raise ValueError(f"the verb {lemma!r} takes one frame under two acts, {known.act} and {act}: keep one")
            found[lemma] = CueVerb(
                act=known.act if known else ClaimAct(act),
                clause=lemma in frames["clause"] or (known is not None and known.clause),
                infinitive=lemma in frames["infinitive"] or (known is not None and known.infinitive),
                object=lemma in frames["object"] or (known is not None and known.object),
                prepositions=frozenset(cue["prepositions"].get(lemma, ())),
                quotation_only=lemma in quotation_only,
                addresses=lemma in addressing,
            )
    for lemma in cue["prepositions"]:
        if lemma not in found:
            found[lemma] = CueVerb(
                act=ClaimAct.OTHER,
                clause=False,
                infinitive=False,
                object=False,
                prepositions=frozenset(cue["prepositions"][lemma]),
                quotation_only=False,
            )
    return found


def _phrasal(cue: Mapping[str, Any]) -> dict[tuple[str, str], CueVerb]:
    return {
        (verb, particle): CueVerb(
            act=ClaimAct(act),
            clause=True,
            infinitive=False,
            object=True,
            prepositions=frozenset(cue["prepositions"].get(verb, ())),
            quotation_only=False,
        )
        for act, phrases in cue["phrasal"].items()
        for verb, _, particle in (phrase.partition(" ") for phrase in phrases)
    }


def _retorting(cue: Mapping[str, Any]) -> dict[tuple[str, str], CueVerb]:
    entry = CueVerb(
        act=ClaimAct.SAY, clause=True, infinitive=False, object=False, prepositions=frozenset(), quotation_only=True
    )
    return {
        (verb, adverb): entry for verb, _, adverb in (phrase.partition(" ") for phrase in cue["retorting"]["verbs"])
    }


def _disjoint(known: CueVerb, frames: Mapping[str, list[str]], lemma: str) -> bool:
    return not any(getattr(known, frame) and lemma in lemmas for frame, lemmas in frames.items())


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)
