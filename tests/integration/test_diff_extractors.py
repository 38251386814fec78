"""``claimwire diff-extractors`` on read models, whatever database holds them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimwire.cli.diff_extractors import diff_extractors
from claimwire.comparison import compare
from claimwire.comparison.read_revisions import Choice, count_unread, read_revisions
from claimwire.log import Entry
from claimwire.testing.made_news import MadeNews, fact_id, made_claim, made_strike
from claimwire.views import SqliteBuilds, ViewDatabase
from claimwire_projection.adapters.view_store import ViewStore

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
TEXT = "Shells fell on Verba, the mayor said. “Nobody was hurt,” he added. Drones came later, a neighbour said."


class News:
    """Made news, written into read models at the end."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.made = MadeNews(self.entries.append)

    def article(self, article: str, revision: int = 1) -> None:
        self.made.article(article, TEXT, MORNING, revision, headline=f"Shells \x1b[31m on Verba {article}")

    def write(self, database: ViewDatabase) -> None:
        store = ViewStore(database)
        store.open("epoch", 0)
        store.apply(self.entries)
        store.close()


@pytest.fixture
def news() -> News:
    """Four revisions: read by both alike, read by both differently, read by each alone."""
    news = News()
    fell, hurt, came = (
        made_claim("the mayor", "Shells fell on Verba"),
        made_claim("he", "Nobody was hurt"),
        made_claim("a neighbour", "Drones came later"),
    )
    for article in ("alike", "differs", "only 1", "only 2"):
        news.article(article)
    news.made.extraction("alike", claims={"fell": fell})
    news.made.extraction(
        "differs", claims={"fell": fell, "hurt": hurt}, strikes={"s": made_strike("Shells fell on Verba")}
    )
    news.made.extraction("only 1", claims={"fell": fell})
    news.made.extraction("alike", claims={"fell": fell}, generation=2)
    news.made.extraction(
        "differs",
        claims={"fell": {**fell, "act": "claim"}, "came": came},
        strikes={"s": made_strike("Shells fell on Verba", kind="artillery")},
        generation=2,
    )
    news.made.extraction("only 2", claims={"fell": fell}, generation=2)
    return news


@pytest.fixture
def data_dir(news: News, tmp_path: Path) -> Path:
    builds = SqliteBuilds(tmp_path)
    news.write(builds.database(builds.live()))
    return tmp_path


def run(data_dir: Path, *arguments: str) -> Result:
    return CliRunner().invoke(diff_extractors, [*arguments, "--data-dir", str(data_dir)], standalone_mode=False)


def told(result: Result) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, result.stdout.splitlines())


def test_revisions_that_both_have_read_come_in_the_order_of_the_log(news: News, views: ViewDatabase) -> None:
    for number in range(120):
        news.article(f"a{number}")
        for generation in (1, 2):
            news.made.extraction(f"a{number}", generation=generation)
    news.write(views)
    engine = views.reader()
    choice = Choice(1, 2)
    with engine.begin() as connection:
        found = list(read_revisions(connection, choice))
        first = list(read_revisions(connection, choice, limit=101))
        named = list(read_revisions(connection, Choice(2, 1, ["differs", "only 1", "a7"])))
        late = list(read_revisions(connection, Choice(1, 2, since=news.made.recorded_at)))
        unread = count_unread(connection, choice, by=1), count_unread(connection, choice, by=2)
    engine.dispose()

    names = ["alike", "differs", *(f"a{number}" for number in range(120))]
    assert [one.article_id for one in found] == names
    assert [one.article_id for one in first] == names[:101]
    assert [one.article_id for one in named] == ["differs", "a7"]
    assert late == []
    assert unread == (1, 1)
    assert set(found[1].a.claims) == {fact_id("fell"), fact_id("hurt")}
    assert set(found[1].b.claims) == {fact_id("fell"), fact_id("came")}
    assert set(found[1].a.strikes) == set(found[1].b.strikes) == {fact_id("s")}
    assert compare(found[0].a, found[0].b) == compare(found[2].a, found[2].b) == []


def test_a_fact_that_is_not_listed_does_not_count(views: ViewDatabase) -> None:
    news = News()
    news.article("a")
    news.made.extraction("a", claims={"fell": made_claim("the mayor", "Shells fell on Verba")})
    news.made.extraction("a", generation=2)
    # A claim of generation 2 that its extraction, which is whole, does not list.
    stray = News()
    stray.article("a")
    stray.made.extraction("a", claims={"fell": made_claim("the mayor", "Shells fell on Verba")}, generation=2)
    news.entries.append(stray.entries[1])
    news.write(views)
    engine = views.reader()
    with engine.begin() as connection:
        [one] = read_revisions(connection, Choice(1, 2))
    engine.dispose()

    assert (len(one.a.claims), len(one.b.claims)) == (1, 0)


def test_a_terminal_is_told_each_fact_and_the_totals(data_dir: Path) -> None:
    result = run(data_dir, "1", "2")

    assert result.return_value == 0
    assert result.stdout.splitlines() == [
        "differs revision 1  Shells  [31m on Verba differs",
        "  ~ claim   the mayor: Shells fell on Verba",
        "      act: say -> claim",
        "  - claim   he: Nobody was hurt",
        "  + claim   a neighbour: Drones came later",
        "  ~ strike  unspecified: Shells fell on Verba",
        "      kind: unspecified -> artillery",
        "             same  changed   only 1   only 2   fields that changed",
        "claims          1        1        1        1   act 1",
        "strikes         0        1        0        0   kind 1",
        "compared 2 revisions, 1 alike",
        "not read by generation 1: 1 (claimwire reprocess --generation 1)",
        "not read by generation 2: 1 (claimwire reprocess --generation 2)",
    ]


def test_a_program_is_told_a_line_for_each_revision_that_differs_and_the_totals(data_dir: Path) -> None:
    revision, totals = told(run(data_dir, "2", "1", "--json"))

    assert (revision["article_id"], revision["revision"]) == ("differs", 1)
    kinds = [(one["kind"], one["a"] is not None, one["b"] is not None) for one in revision["differences"]]
    assert kinds == [
        ("claim", True, True),
        ("claim", False, True),
        ("claim", True, False),
        ("strike", True, True),
    ]
    assert revision["differences"][0]["changes"] == [{"field": "act", "a": "claim", "b": "say"}]
    assert totals["totals"]["claims"] == {"same": 1, "changed": 1, "only_a": 1, "only_b": 1, "fields": {"act": 1}}
    assert (totals["totals"]["revisions"], totals["unread"]) == (2, {"2": 1, "1": 1})


def test_nothing_to_compare_is_said(data_dir: Path) -> None:
    result = run(data_dir, "1", "3")

    assert result.return_value == 1
    assert result.stderr == "nothing to compare: no such revision has been read by generation 1 and by 3\n"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["1", "1"], "A and B are the same generation"),
        (["0", "1"], "0 is not in the range"),
        (["1", "2", "--since", "1999"], "'1999' is no time"),
    ],
)
def test_bad_input_is_a_usage_error_of_the_comparison(tmp_path: Path, arguments: list[str], problem: str) -> None:
    result = CliRunner().invoke(diff_extractors, [*arguments, "--data-dir", str(tmp_path)])

    assert result.exit_code == 2
    assert problem in result.output
