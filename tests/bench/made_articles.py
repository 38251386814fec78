"""Invented news of an even length, the same in every run."""

import hashlib
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from claimwire.events import ArticlePublished, ArticleSource, Event, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, Head, HeadMove

SEED: Final = 20_240_506
_LENGTH: Final = 3_000
_START: Final = datetime(2031, 3, 4, 6, tzinfo=UTC)

_TOWNS: Final = ("Izmail", "Kalyna", "Brovary", "Lindenfold", "Poltava", "Tarn Bridge", "Kramatorsk", "Voznesensk")
_PEOPLE: Final = ("Oksana Hrytsenko", "Petro Lysenko", "Anna Holt", "Omar Haddad", "Ivan Brandt", "Iryna Bondar")
_ROLES: Final = ("the mayor", "the regional governor", "a police spokesman", "the head of the rescue service")
_WEAPONS: Final = ("Two rockets", "Three missiles", "Several drones", "Artillery shells", "Mortar rounds", "Four bombs")
_SITES: Final = ("a grain depot", "a school", "the railway station", "an apartment building", "a substation")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Saturday")

_SENTENCES: Final = (
    "{weapon} hit {site} in {town} on {day}, {role}, {person}, said.",
    '"We have not slept since {day}," said {person}, {role} of {town}.',
    "{person} said on Telegram that {weapon_low} had struck {site} near {town}.",
    "According to {person}, {number} people were wounded and nobody was killed.",
    "The report could not be independently confirmed.",
    "The defence ministry denied that its forces had shelled {town}.",
    "Trains between {town} and {other} were running again by the evening, with delays of up to {number} minutes.",
    "Volunteers swept broken glass from the pavement while engineers looked at the roof of the market hall.",
    "The council of {other} is to vote next month on money for new shelters, a plan that was first drawn up last winter.",
    "Prices of bread and fuel have risen by {number} per cent since the harvest began.",
    "{person} warned that the attack on {site} would not be the last.",
    "Schools in {town} stayed closed, and lessons went on over the telephone for those who had a connection.",
    "A resident who gave her name as {first} said she had heard {number} explosions before dawn.",
    "The river port has loaded ships every night this week, although insurance has become hard to find.",
)


def articles(count: int, *, first: int = 0, salt: str = "") -> list[Event]:
    """Make articles of some 3,000 code points; another ``salt`` makes other ids with the same texts."""
    return [_article(number, salt) for number in range(first, first + count)]


def publication(article: Event) -> Append:
    """The append that ingest would make of a first revision."""
    body = article.data
    assert isinstance(body, ArticlePublished)
    return Append(
        event=article,
        move=HeadMove(article_id=body.article_id, expected=None, head=Head(body.revision, body.content_hash)),
    )


def text(number: int) -> str:
    """The text of one article: paragraphs of one to three sentences under a headline."""
    random = Random(SEED + number)
    paragraphs = [f"{random.choice(_WEAPONS)} hit {random.choice(_TOWNS)}"]
    while sum(map(len, paragraphs)) < _LENGTH:
        paragraphs.append(" ".join(_sentence(random) for _ in range(random.randint(1, 3))))
    return "\n\n".join(paragraphs)


def _sentence(random: Random) -> str:
    weapon, person = random.choice(_WEAPONS), random.choice(_PEOPLE)
    return random.choice(_SENTENCES).format(
        weapon=weapon,
        weapon_low=weapon.lower(),
        site=random.choice(_SITES),
        town=random.choice(_TOWNS),
        other=random.choice(_TOWNS),
        day=random.choice(_DAYS),
        person=person,
        first=person.split()[0],
        role=random.choice(_ROLES),
        number=random.randint(2, 40),
    )


def _article(number: int, salt: str) -> Event:
    words = text(number)
    said_at = _START + timedelta(minutes=number)
    article_id = f"bench{salt}-{number}"
    body = ArticlePublished(
        article_id=article_id,
        revision=1,
        url=f"https://courier.example/2031/03/04/{article_id}",
        publisher="The Courier",
        headline=words.partition("\n")[0],
        language="en",
        published_at=said_at,
        retrieved_at=said_at,
        text=words,
        content_hash=hashlib.sha256(words.encode()).hexdigest(),
        source=ArticleSource.API,
    )
    identity = event_id(type_of(body).name, article_id, 1)
    return new_event(body, id=identity, subject=article_id, source="claimwire/ingest", time=said_at)
