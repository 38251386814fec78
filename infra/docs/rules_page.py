"""Write ``docs/rules.md`` from the rule book; ``--check`` only says whether it is current."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from generated_file import GeneratedFile

from claimwire_extractor.adapters.lexicons import load_rule_book
from claimwire_extractor.core.confidence import Confidence
from claimwire_extractor.core.rule_book import Rule

INTRODUCTION: Final = """\
# The rules of extraction

Written by `make docs` from `services/extractor/claimwire_extractor/data/rules.toml`; edit that file, not this page.

Every value of a claim or a strike has its reasons: the rule that found it, and the words it went by. `claimwire extract --explain article.txt` tells them
to people, with `--jsonl` to programs, an object for each claim and strike:

```json
{"article_id": "pier.txt", "type": "claimwire.strike.reported", "id": "5f0c8a86-0a35-5d0a-9a0e-0e6c4a1f3f5b",
 "reasons": [{"field": "weapon", "rule": "weapon.named", "words": {"text": "rockets", "start": 4, "end": 11}}],
 "confidence": 0.68, "weights": {"start": 0.5, "weapon": 0.25}}
```

`id` is the `claim_id` or `strike_id`; `words` is null where a rule goes by what the text does not say. A rule's name does not change its meaning. Reasons are no part of
the events. Each rule has an example, which a test reads (`tests/integration/extractor/test_rules.py::test_the_example_of_a_rule_shows_it`).

`claimwire extract --html page.html article.txt` (or `--jsonl --html page.html articles.jsonl`) marks claims, speakers, channels, strikes, places and verification notes in
the text and lists them beside it, each with its reasons, which lead to their words. The page is one file: it loads nothing, runs no script and follows the reader's light or dark
setting; articles cannot put anything into it but text.
"""


CONFIDENCE: Final = """
## Confidence

1 / (1 + e^-x), where x is the start and the weight of each rule or field that has a reason, once ([ADR 0009](adr/0009-claims-carry-a-confidence.md)). Edit
`services/extractor/claimwire_extractor/data/confidence.toml`. How well it holds: [evaluation](evaluation.md#confidence).
"""


def page() -> str:
    """Compute the whole page."""
    book = load_rule_book()
    claims, strikes = "".join(_tables(book.claims.values())), "".join(_tables(book.strikes.values()))
    weights = _weights("Claims", book.claim_weights) + _weights("Strikes", book.strike_weights)
    return f"{INTRODUCTION}\n## Claims\n{claims}\n## Strikes\n{strikes}{CONFIDENCE}{weights}"


def _weights(facts: str, confidence: Confidence) -> str:
    rows = "".join(f"| `{name}` | {weight:+.2f} |\n" for name, weight in confidence.weights.items())
    return f"\n### {facts}\n\n| rule or field | weight |\n|---|---|\n| start | {confidence.start:+.2f} |\n{rows}"


def _tables(rules: Iterable[Rule]) -> Iterator[str]:
    for field, group in groupby(rules, key=lambda rule: rule.name.partition(".")[0]):
        yield f"\n### {field}\n\n| rule | the value is there because | for example |\n|---|---|---|\n"
        for rule in group:
            example = rule.example.replace("\n", " / ")
            yield f"| `{rule.name}` | {rule.says} | {example} |\n"


if __name__ == "__main__":
    sys.exit(GeneratedFile("rules.md", page).main(sys.argv[1:]))
