"""What the names of rules mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a field comes by its value."""

    name: str
    """Stable: the field, a dot, and what tells it from the field's other rules."""
    says: str
    """What the rule goes by, to be read after "because"."""
    example: str
    """A text in which it applies."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule by its name."""

    claims: Mapping[str, Rule]
    """Rules for the fields of ``claim.reported``."""
    strikes: Mapping[str, Rule]
    """Rules for the fields of ``strike.reported``."""

    def __getitem__(self, name: str) -> Rule:
        """Look a rule up.

        Raises:
            KeyError: no rule has this name.
        """
        return self.claims[name] if name in self.claims else self.strikes[name]


def parse_rule_book(text: str) -> RuleBook:
    """Read ``data/rules.toml``, in which a table for each field holds its rules."""
    tables = tomllib.loads(text)
    return RuleBook(*(_rules(tables[fact]) for fact in ("claim", "strike")))


def _rules(fields: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, Rule]:
    rules = (Rule(name=f"{field}.{own}", **told) for field, entries in fields.items() for own, told in entries.items())
    return {rule.name: rule for rule in rules}
