"""One place of the text that speaks of a strike."""

from dataclasses import dataclass, field

from claimwire.events import Casualties, Occurred, Place, Quantity, Side, Span, StrikeKind
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.mention_date import MentionDate
from claimwire_extractor.core.strikes.reality import Reality
from claimwire_extractor.core.token import Token

_UNSAID = Casualties()


@dataclass(slots=True, kw_only=True)
class Mention:
    """What one clause says of a strike, before mentions of one strike are brought together."""

    trigger: Token
    """The word that tells."""
    evidence: Span
    kind: StrikeKind
    strong: bool
    """Whether the trigger tells of a strike by itself."""
    refers_back: bool
    """Whether it can only speak of a strike told elsewhere ("the attack")."""
    definite: bool
    """Whether it speaks of a known strike or weapon ("the strike on the depot", "those rockets")."""
    bare: bool
    """Whether it is known without being told again ("the attack hit two streets")."""
    habitual: bool
    """Whether it speaks of strikes again and again ("air strikes have intensified")."""
    points_back: bool
    """Whether what it hit stands for something told before ("it", "the city")."""
    new: bool
    """Whether its words set it apart from the strikes before ("another attack")."""
    accused: bool
    """Whether somebody is accused of it or blamed for it."""
    reality: Reality
    chemical: bool = False
    """Whether it delivered poison."""
    words: frozenset[str] = frozenset()
    """The dictionary forms of what its clause says, without function words."""
    weapon: Span | None = None
    count: Quantity | None = None
    actor: Span | None = None
    side: Side = Side.UNKNOWN
    origins: list[Place] = field(default_factory=list)
    targets: list[Span] = field(default_factory=list)
    target_words: frozenset[str] = frozenset()
    """What was hit, as it is compared with what others say was hit."""
    places: list[Place] = field(default_factory=list)
    places_before: list[Place] = field(default_factory=list)
    """Places of the sentence before: where it happened if no mention says where."""
    places_around: list[Place] = field(default_factory=list)
    """What "the province" stands for. No comparison with other mentions goes by it: a whole article may play in it."""
    dated: MentionDate | None = None
    """When, as far as its sentence says."""
    occurred: Occurred | None = None
    """The same, unless it is only known when somebody spoke."""
    casualties: Casualties = _UNSAID
    historical: bool = False
    hearsay: bool = False
    """Whether the words put it on somebody's word without being his claim ("reportedly")."""
    presupposed: bool = False
    """Whether the words only take it for granted ("after the attack")."""
    claims: tuple[int, ...] = ()
    """Indices of the claims whose content it stands in, outermost first."""
    reasons: list[Reason] = field(default_factory=list)
    """Why it has its values."""
