"""The row of an article that is taken down."""

from claimwire.events import Redact
from claimwire_projection.core.row import Row


def redaction_row(redact: Redact) -> Row:
    """That it was, by whom and why: all that the read models keep of it."""
    return Row("redactions", {"article_id": redact.article_id, "operator": redact.operator, "reason": redact.reason})
