"""Why each field has its value, for people and for programs."""

import json
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from claimwire.events import ClaimReported, Place, Span, StrikeReported, type_of
from claimwire_extractor.adapters.shortened import shortened
from claimwire_extractor.core.explained import Explained
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.rule_book import RuleBook


def explanation_lines(explained: Explained, rules: RuleBook) -> Iterator[str]:
    """Give a JSON object for each claim and strike: its article, type and id, its reasons, and what weighs how much."""
    for fact, identity in _facts(explained):
        reasons = [
            {"field": reason.field, "rule": reason.rule, "words": _words(reason, explained.article.text)}
            for reason in explained.reasons[identity]
        ]
        weights = rules.weights_for(fact)
        told = {
            "article_id": fact.article_id,
            "type": type_of(fact).name,
            "id": identity,
            "reasons": reasons,
            "confidence": fact.confidence,
            "weights": {"start": weights.start, **weights.weighed(explained.reasons[identity])},
        }
        yield json.dumps(told, ensure_ascii=False)


def explanation_text(explained: Explained, rules: RuleBook) -> str:
    """Tell of each claim and strike what its fields are and because of what, in paragraphs to be read."""
    told = [
        "\n".join(_fact(fact, explained.reasons[identity], explained.article.text, rules))
        for fact, identity in _facts(explained)
    ]
    article = explained.extraction.completed
    told.insert(0, f"{article.article_id}: {_counted(article.claims, 'claim')}, {_counted(article.strikes, 'strike')}")
    return "\n\n".join(told)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _facts(explained: Explained) -> Iterator[tuple[ClaimReported | StrikeReported, str]]:
    yield from ((claim, claim.claim_id) for claim in explained.extraction.claims)
    yield from ((strike, strike.strike_id) for strike in explained.extraction.strikes)


def _words(reason: Reason, text: str) -> dict[str, str | int] | None:
    if reason.words is None:
        return None
    start, end = reason.words
    return {"text": text[start:end], "start": start, "end": end}


def _fact(fact: ClaimReported | StrikeReported, reasons: Sequence[Reason], text: str, rules: RuleBook) -> Iterator[str]:
    yield f"Claim {fact.claim_id}" if isinstance(fact, ClaimReported) else f"Strike {fact.strike_id}"
    by_field: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_field.setdefault(reason.field, []).append(reason)
    for field in type(fact).model_fields:
        if field not in by_field:
            continue
        yield f"  {field}: {_value(getattr(fact, field))}"
        for reason in by_field[field]:
            says = rules.rules_for(fact)[reason.rule].says
            words = "" if reason.words is None else f": {_quoted(text, *reason.words)}"
            yield f"    {reason.rule}  {says}{words}"
    yield f"  confidence: {fact.confidence}"
    yield f"    {rules.weights_for(fact).told(reasons)}"


def _value(value: object) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return "; ".join(_value(one) for one in value)
    if isinstance(value, BaseModel):
        return ", ".join(_parts(value))
    return str(value)


def _parts(value: BaseModel) -> Iterator[str]:
    """The words first, then what they were read as; offsets stand with the reasons."""
    skipped = {"start", "end", "claim_id", *(("latitude", "longitude") if isinstance(value, Place) else ())}
    for name in type(value).model_fields:
        own = getattr(value, name)
        if name in skipped or own is None or own is False:
            continue
        if name == "text":
            yield f"“{shortened(own)}”"
        elif isinstance(own, BaseModel) and not isinstance(own, Span):
            yield _value(own)
        else:
            yield f"{name} {_value(own)}"


def _quoted(text: str, start: int, end: int) -> str:
    return f"“{shortened(text[start:end])}” [{start}:{end}]"
