"""What the names of rules mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from claimwire.events import ClaimReported, StrikeReported
from claimwire_extractor.core.confidence import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a field comes by its value."""

    name: str
    """Stable: the field, a dot, and what tells it from the field's other rules."""
    says: str
    """What the rule goes by, to be read after "because"."""
    example: str
    """A text in which it applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Every rule by its name, and what it weighs."""

    claims: Mapping[str, Rule]
    """Rules for the fields of ``claim.reported``."""
    strikes: Mapping[str, Rule]
    """Rules for the fields of ``strike.reported``."""
    claim_weights: Confidence
    """What they weigh together."""
    strike_weights: Confidence
    """What they weigh together."""

    def weights_for(self, fact: ClaimReported | StrikeReported) -> Confidence:
        """What the rules for this sort of fact weigh."""
        return self.claim_weights if isinstance(fact, ClaimReported) else self.strike_weights

    def rules_for(self, fact: ClaimReported | StrikeReported) -> Mapping[str, Rule]:
        """The rules for the fields of this sort of fact."""
        return self.claims if isinstance(fact, ClaimReported) else self.strikes


def parse_rule_book(rules: str, confidence: str) -> RuleBook:
    """Read the texts of ``data/rules.toml``, in which a table for each field holds its rules, and of ``data/confidence.toml``."""
    tables = tomllib.loads(rules)
    return RuleBook(
        claims=_rules(tables["claim"]),
        strikes=_rules(tables["strike"]),
        claim_weights=Confidence.parse(confidence, "claim"),
        strike_weights=Confidence.parse(confidence, "strike"),
    )


def _rules(fields: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, Rule]:
    rules = (Rule(name=f"{field}.{own}", **told) for field, entries in fields.items() for own, told in entries.items())
    return {rule.name: rule for rule in rules}
