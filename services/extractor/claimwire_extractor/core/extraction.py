"""What the extractor says about one revision of an article."""

from dataclasses import dataclass, replace

from claimwire.events import ClaimReported, ContractModel, ExtractionCompleted, StrikeReported


@dataclass(frozen=True, slots=True)
class Extraction:
    """A complete statement: every claim and strike of the revision, and the list of them."""

    claims: tuple[ClaimReported, ...]
    strikes: tuple[StrikeReported, ...]
    completed: ExtractionCompleted

    @property
    def bodies(self) -> tuple[ContractModel, ...]:
        """All bodies in the order in which they are said: the facts, then ``completed``."""
        return (*self.claims, *self.strikes, self.completed)

    def requested_by(self, command: str | None) -> "Extraction":
        """Say which command asked for it, by its event's id; null for none.

        Raises:
            ValueError: that is no id of an event.
        """
        said = {**dict(self.completed), "requested_by": command}
        return replace(self, completed=ExtractionCompleted.model_validate(said))
