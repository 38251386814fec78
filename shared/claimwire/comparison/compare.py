"""One revision, read by two generations."""

from collections.abc import Mapping
from typing import Any, Final

from claimwire.comparison.difference import Difference, FactKind
from claimwire.comparison.extracted import Body, Extracted
from claimwire.comparison.field_changes import field_changes
from claimwire.comparison.match_facts import match_facts

_IDENTITY: Final = frozenset({"article_id", "revision", "generation", "claim_id", "strike_id"})
"""What says which fact it is, not what it says."""


def compare(a: Extracted, b: Extracted) -> list[Difference]:
    """Say what differs, claims first, in the order of the text.

    A claim that names a strike, or a strike that names a claim, is the same where both mean the same
    fact, though its id may have changed.
    """
    claims = match_facts(FactKind.CLAIM, a.claims, b.claims)
    strikes = match_facts(FactKind.STRIKE, a.strikes, b.strikes)
    renamed = {other: one for pairs in (claims, strikes) for one, other in pairs.items()}
    return [
        *_differences(FactKind.CLAIM, a.claims, b.claims, claims, renamed),
        *_differences(FactKind.STRIKE, a.strikes, b.strikes, strikes, renamed),
    ]


def _differences(
    kind: FactKind,
    a: Mapping[str, Body],
    b: Mapping[str, Body],
    pairs: Mapping[str, str],
    renamed: Mapping[str, str],
) -> list[Difference]:
    found = [Difference(kind, body, None) for fact, body in a.items() if fact not in pairs]
    matched = set(pairs.values())
    found += [Difference(kind, None, body) for fact, body in b.items() if fact not in matched]
    for one, other in pairs.items():
        changes = tuple(field_changes(_said(a[one], {}), _said(b[other], renamed)))
        if changes:
            found.append(Difference(kind, a[one], b[other], changes))
    return sorted(found, key=_place)


def _said(body: Body, renamed: Mapping[str, str]) -> dict[str, Any]:
    said = {name: value for name, value in body.items() if name not in _IDENTITY}
    if "strikes" in said:
        said["strikes"] = sorted(renamed.get(strike, strike) for strike in said["strikes"])
    if "attribution" in said:
        said["attribution"] = [
            {**name, "claim_id": renamed.get(name["claim_id"], name["claim_id"])} for name in said["attribution"]
        ]
    return said


def _place(difference: Difference) -> tuple[int, bool]:
    body = difference.a or difference.b or {}
    return body[difference.kind.words][0]["start"], difference.a is None
