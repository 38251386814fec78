"""The row of a dead letter."""

from claimwire.events import DeadLetterParked
from claimwire_projection.core.row import Row


def dead_letter_row(subject: str, letter: DeadLetterParked) -> Row:
    """What a consumer group gave up on; ``subject`` is that of the original event where it was readable."""
    return Row(
        "dead_letters",
        {
            "subject": subject,
            "stream": letter.stream,
            "entry_id": letter.entry_id,
            "consumer_group": letter.group,
            "error": letter.error,
            "attempts": letter.attempts,
            "body": letter,
        },
    )
