"""What stands where an entry stood whose article was taken down."""

from claimwire.events.article import ArticleId
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel


class EntryRedacted(ContractModel):
    """The tombstone of an entry: position, stream and article stay, text and quotes are gone."""

    article_id: ArticleId
    """The article that was taken down."""
    original_id: str | None
    """Id of the event that stood here; null where the entry was not one of our events."""
    original_type: str | None
    """Its type; null likewise."""
    redaction: FactId
    """Id of the ``control.redact`` event that asked for it and says why."""
