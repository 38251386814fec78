"""What is current of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimwire.client.change import Change, Fact
from claimwire.events import ClaimReported, ExtractionCompleted

_NOTHING = Change()


@dataclass(slots=True)
class ArticleFacts:
    """Keeps only what may still be or become current; repeats change nothing."""

    current: dict[str, Fact] = field(default_factory=dict)
    """The facts that hold, by id."""
    _extraction: tuple[int, int] = (0, 0)
    _listed: frozenset[str] = frozenset()
    _waiting: dict[tuple[int, int], dict[str, Fact]] = field(default_factory=dict)
    _withdrawn: int = 0
    _redacted: bool = False

    def reported(self, fact: Fact) -> Change:
        """A fact of one extraction holds when the extraction does and lists it, whichever comes first."""
        extraction, name = (fact.revision, fact.generation), _id(fact)
        if self._is_past(extraction):
            return _NOTHING
        if extraction > self._extraction:
            self._waiting.setdefault(extraction, {}).setdefault(name, fact)
            return _NOTHING
        if name not in self._listed or name in self.current:
            return _NOTHING
        return self._hold({**self.current, name: fact})

    def completed(self, statement: ExtractionCompleted) -> Change:
        """The statement with the greatest (revision, generation) holds."""
        extraction = statement.revision, statement.generation
        if self._is_past(extraction) or extraction == self._extraction:
            return _NOTHING
        self._extraction = extraction
        self._listed = frozenset((*statement.claim_ids, *statement.strike_ids))
        reported = self._waiting.get(extraction, {})
        self._forget_waiting()
        return self._hold({name: fact for name, fact in reported.items() if name in self._listed})

    def withdrawn(self, revision: int) -> Change:
        """Nothing of this revision or an earlier one holds any more."""
        self._withdrawn = max(self._withdrawn, revision)
        self._forget_waiting()
        return self._hold({}) if self._extraction[0] <= self._withdrawn else _NOTHING

    def redacted(self) -> Change:
        """Nothing of the article holds any more, for ever."""
        self._redacted = True
        self._forget_waiting()
        return self._hold({})

    def _is_past(self, extraction: tuple[int, int]) -> bool:
        return self._redacted or extraction < self._extraction or extraction[0] <= self._withdrawn

    def _forget_waiting(self) -> None:
        self._waiting = {
            extraction: facts
            for extraction, facts in self._waiting.items()
            if extraction != self._extraction and not self._is_past(extraction)
        }

    def _hold(self, facts: Mapping[str, Fact]) -> Change:
        before, self.current = self.current, dict(facts)
        return Change(
            tuple(fact for name, fact in facts.items() if before.get(name) is not fact),
            tuple(fact for name, fact in before.items() if name not in facts),
        )


def _id(fact: Fact) -> str:
    return fact.claim_id if isinstance(fact, ClaimReported) else fact.strike_id
