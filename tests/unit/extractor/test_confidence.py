import pytest

from claimwire_extractor.core.confidence import Confidence
from claimwire_extractor.core.reason import Reason

WEIGHED = Confidence.parse(
    """
[claim]
start = 9
[claim.weights]
[strike]
start = 0.5
[strike.weights]
"evidence.far" = -1.5
"places" = 1
"places.near" = 0.25
""",
    "strike",
)


@pytest.mark.parametrize(
    ("rules", "confidence"),
    [
        ([], 0.62),  # 1 / (1 + e^-0.5)
        (["kind.weapon"], 0.62),
        (["evidence.far"], 0.27),  # 1 / (1 + e^1)
        (["places.hit"], 0.82),  # 1 / (1 + e^-1.5)
        (["places.hit", "places.near"], 0.85),  # 1 / (1 + e^-1.75)
        (["places.hit", "places.hit", "places.near", "places.near"], 0.85),
        (["places.near", "evidence.far"], 0.56),  # 1 / (1 + e^-0.25)
    ],
)
def test_each_rule_and_each_field_is_weighed_once(rules: list[str], confidence: float) -> None:
    assert WEIGHED.of([Reason(rule, (0, position + 1)) for position, rule in enumerate(rules)]) == confidence


def test_a_file_without_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        Confidence.parse("[claim]\nstart = 1\n[claim.weights]\n", "strike")
