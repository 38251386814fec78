"""Senders that give up on nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.e2e.chaos.news import News, sequence
from tests.e2e.sending import send

_THREADS: Final = 6
_PATIENCE_S: Final = 300.0


class Senders:
    """Send articles over HTTP, several at a time, each until it is acknowledged."""

    def __init__(self, url: str) -> None:
        """``url`` is ingest's."""
        self._url = url
        self._turn = threading.Condition()
        self._allowed = 0
        self.acknowledged = 0

    def send(self, articles: int) -> None:
        """Send all that there is to say of so many articles, no faster than is allowed."""
        with ThreadPoolExecutor(_THREADS) as pool:
            for done in [pool.submit(self._send_one, number) for number in range(articles)]:
                done.result()

    def allow(self, articles: int) -> None:
        """Let them send the articles below this number."""
        with self._turn:
            self._allowed = articles
            self._turn.notify_all()

    def wait_for(self, articles: int) -> None:
        """Wait until so many have been acknowledged."""
        with self._turn:
            assert self._turn.wait_for(lambda: self.acknowledged >= articles, _PATIENCE_S), "nothing is taken any more"

    def _send_one(self, number: int) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._allowed > number)
        for news in sequence(number):
            self._until_acknowledged(news)
        with self._turn:
            self.acknowledged += 1
            self._turn.notify_all()

    def _until_acknowledged(self, news: News) -> None:
        path, body = ("/articles", news.body())
        if news.withdrawn:
            path, body = (f"/articles/{news.article_id}/withdrawal", {"reason": "published by mistake"})
        send(self._url + path, body)
