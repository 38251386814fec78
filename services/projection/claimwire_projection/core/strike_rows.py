"""Rows of a strike."""

from claimwire.events import Place, StrikeReported
from claimwire.events.ids import normalised
from claimwire_projection.core.row import Row


def strike_rows(strike: StrikeReported) -> tuple[Row, ...]:
    """The strike, then the places where it landed and those it came from."""
    key: dict[str, object] = {
        "article_id": strike.article_id,
        "revision": strike.revision,
        "generation": strike.generation,
        "strike_id": strike.strike_id,
    }
    occurred, evidence = strike.occurred, strike.evidence[0]
    row = Row(
        "strikes",
        {
            **key,
            "kind": strike.kind.value,
            "weapon_text": strike.weapon.text if strike.weapon else None,
            "side": strike.actor.side.value,
            "factuality": strike.factuality.value,
            "verification_status": strike.verification.status.value if strike.verification else None,
            "occurred_from": occurred.date_from if occurred else None,
            "occurred_to": occurred.date_to if occurred else None,
            "occurred_precision": occurred.precision.value if occurred else None,
            "confidence": strike.confidence,
            "evidence_text": evidence.text,
            "evidence_start": evidence.start,
            "body": strike,
        },
    )
    landed = (_place_row(key, "place", ordinal, place) for ordinal, place in enumerate(strike.places))
    launched = (_place_row(key, "origin", ordinal, place) for ordinal, place in enumerate(strike.origins))
    return (row, *landed, *launched)


def _place_row(key: dict[str, object], role: str, ordinal: int, place: Place) -> Row:
    return Row(
        "strike_places",
        {
            **key,
            "role": role,
            "ordinal": ordinal,
            "text": place.text,
            "name": place.name,
            "name_key": normalised(place.name),
            "country": place.country,
            "admin1": place.admin1,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames_id": place.geonames_id,
            "precision": place.precision.value,
        },
    )
