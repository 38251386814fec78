"""What an article has told of one strike so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimwire.events import Place, PlacePrecision, Quantity, Side, StrikeKind
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.mention import Mention

_TELLING = 40
"""First mentions of a strike by which others are compared with it."""
_WORDINGS = 4
_SMALLEST = frozenset({PlacePrecision.UNRESOLVED, PlacePrecision.DISTRICT, PlacePrecision.EXACT})


@dataclass(slots=True, eq=False)
class ToldStrike:
    """The mentions of a strike, and what they have said that tells it from others; all of bounded size to compare."""

    mentions: list[Mention] = field(default_factory=list)
    spots: dict[str, Place] = field(default_factory=dict)
    """Places smaller than a region, by name."""
    leading: set[str] = field(default_factory=set)
    """The most exact name that each mention gives."""
    names: set[str] = field(default_factory=set)
    """Names of places and regions, as printed: a region is often called like its capital."""
    regions: set[str] = field(default_factory=set)
    """Regions named as such."""
    countries: set[str] = field(default_factory=set)
    """Countries named as such."""
    quarters: set[str] = field(default_factory=set)
    """Those of the most exact names that may be parts of towns."""
    targets: set[str] = field(default_factory=set)
    """Words for what was hit."""
    kinds: set[StrikeKind] = field(default_factory=set)
    sides: set[Side] = field(default_factory=set)
    chemical: bool = False
    """Whether a mention says that it delivered poison."""
    wordings: list[frozenset[str]] = field(default_factory=list)
    """The words of its first mentions: headlines and captions are printed again."""
    numbers: set[tuple[str, int]] = field(default_factory=set)
    """Numbers of killed, wounded and munitions that are not small."""

    @classmethod
    def of(cls, *mentions: Mention) -> "ToldStrike":
        """Begin with these mentions."""
        told = cls()
        for mention in mentions:
            told.add(mention)
        return told

    @property
    def last_sentence(self) -> int:
        """Index of the sentence that spoke of it last."""
        return self.mentions[-1].trigger.sentence

    @property
    def is_bare(self) -> bool:
        """Whether nothing tells it from other strikes."""
        return not (self.spots or self.regions or self.countries or self.targets)

    def tells_beside(self, later: "ToldStrike") -> bool:
        """Tell whether mentions that name only other places stand behind those that name this one among others.

        A lead that tells of strikes on X, Y and Z is told again place by place, and so are their dead.
        """
        spots = later.spots.keys() or later.names
        if not spots:
            return False
        named = [_small(mention.places) for mention in self.mentions[:_TELLING]]
        sharing = [index for index, names in enumerate(named) if names & spots]
        alone = any(names and not names & spots for names in named[sharing[-1] + 1 :]) if sharing else False
        return alone and all(named[index] - spots for index in sharing)

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)
        if len(self.mentions) > _TELLING:
            # What later mentions add is not compared, or long texts would take quadratic time.
            return
        for place in mention.places:
            self._locate(place)
        exact = next((place for place in mention.places if place.precision is not PlacePrecision.COUNTRY), None)
        if exact:
            name = _key(exact)
            self.leading.add(name)
            if exact.precision in _SMALLEST:
                self.quarters.add(name)
        self.targets.update(mention.target_words)
        self.chemical = self.chemical or mention.chemical
        if mention.kind is not StrikeKind.UNSPECIFIED:
            self.kinds.add(mention.kind)
        if mention.side is not Side.UNKNOWN:
            self.sides.add(mention.side)
        self.numbers.update(_numbers(mention))
        if len(self.wordings) < _WORDINGS:
            self.wordings.append(mention.words)

    def take_in(self, other: "ToldStrike") -> None:
        """Take in the mentions of what has turned out to be the same strike, in the order of the text."""
        for mention in other.mentions:
            self.add(mention)
        self.mentions.sort(key=lambda mention: mention.trigger.index)

    def _locate(self, place: Place) -> None:
        if place.precision is PlacePrecision.COUNTRY:
            self.countries.add(place.country or _key(place))
            return
        name = _key(place)
        self.names.add(name)
        if place.precision is PlacePrecision.REGION:
            self.regions.add(place.admin1 or name)
        else:
            self.spots[name] = place


def _small(places: Iterable[Place]) -> set[str]:
    return {_key(place) for place in places if place.precision is not PlacePrecision.COUNTRY}


def _key(place: Place) -> str:
    """Fold a name, and "Aleppos", which has lost its apostrophe, into "aleppo"."""
    return name_key(place.text).removesuffix("s")


_SMALL = 2
"""Up to this number two tolls are the same by chance."""


def _numbers(mention: Mention) -> Iterator[tuple[str, int]]:
    named: tuple[tuple[str, Quantity | None], ...] = (
        ("killed", mention.casualties.killed),
        ("wounded", mention.casualties.wounded),
        ("count", mention.count),
    )
    for name, quantity in named:
        number = quantity and (quantity.min if quantity.min is not None else quantity.max)
        if number and number > _SMALL:
            yield name, number
