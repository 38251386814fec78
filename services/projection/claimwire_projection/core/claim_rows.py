"""Rows of a claim."""

from claimwire.events import ClaimReported
from claimwire.events.ids import normalised
from claimwire_projection.core.row import Row


def claim_rows(claim: ClaimReported) -> tuple[Row, ...]:
    """The claim, then its verification notes in the text's order."""
    key: dict[str, object] = {
        "article_id": claim.article_id,
        "revision": claim.revision,
        "generation": claim.generation,
        "claim_id": claim.claim_id,
    }
    speaker, channel, content = claim.source, claim.channel, claim.content[0]
    row = Row(
        "claims",
        {
            **key,
            "speaker_name": speaker.name,
            "speaker_key": normalised(speaker.name),
            "speaker_role": speaker.role,
            "speaker_affiliation": speaker.affiliation,
            "speaker_kind": speaker.kind.value,
            "channel_text": channel.text if channel else None,
            "channel_key": normalised(channel.text) if channel else None,
            "channel_kind": channel.kind.value if channel else None,
            "act": claim.act.value,
            "quotation": claim.quotation.value,
            "content_text": content.text,
            "content_start": content.start,
            "body": claim,
        },
    )
    statuses = (
        Row(
            "claim_statuses",
            {**key, "ordinal": ordinal, "status": note.status.value, "by_text": note.by.text if note.by else None},
        )
        for ordinal, note in enumerate(claim.verification)
    )
    return (row, *statuses)
