"""Rows of an extraction."""

from claimwire.events import ExtractionCompleted
from claimwire_projection.core.row import Row


def extraction_rows(extraction: ExtractionCompleted) -> tuple[Row, ...]:
    """The complete statement, then every fact it lists."""
    key: dict[str, object] = {
        "article_id": extraction.article_id,
        "revision": extraction.revision,
        "generation": extraction.generation,
    }
    columns = ("extractor", "claim_ids", "strike_ids", "statuses", "cuts", "sentences", "elapsed_ms")
    listed = dict.fromkeys((*extraction.claim_ids, *extraction.strike_ids))
    return (
        Row("extractions", {**key, **{name: getattr(extraction, name) for name in columns}}),
        *(Row("listed_facts", {**key, "fact_id": fact}) for fact in listed),
    )
