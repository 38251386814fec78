"""How one build of the read models is called."""

import re
from dataclasses import dataclass
from typing import Final, Self

from claimwire.views.version import VIEWS_VERSION, view_name

_LABEL: Final = re.compile(r"v(\d+)(?:[._](\d+))?(?:[._](unfinished))?")


@dataclass(frozen=True, slots=True, order=True)
class BuildName:
    """One building of the tables of one shape from the log.

    An unfinished one bears another name until it has come to the end of the log, so that nobody can
    take it for a whole one, whenever its builder died.
    """

    version: int = VIEWS_VERSION
    """The shape, see :data:`~claimwire.views.version.VIEWS_VERSION`."""
    number: int = 1
    """Counts the buildings of one shape."""
    finished: bool = True

    @property
    def reader(self) -> str:
        """Name under which it reports to the log how far it has read: ``projection/v2.3``, unfinished ``rebuild/v2.3``."""
        service = "projection" if self.finished else "rebuild"
        return f"{service}/{BuildName(self.version, self.number).label('.')}"

    def label(self, separator: str) -> str:
        """Name of its file or schema without what is before: ``v2``, ``v2.3``, ``v2.3.unfinished``."""
        number = [str(self.number)] if self.number > 1 else []
        return separator.join([f"v{self.version}", *number, *([] if self.finished else ["unfinished"])])

    @classmethod
    def parse(cls, label: str) -> Self | None:
        """Read a label back; null when it is none."""
        found = _LABEL.fullmatch(label)
        return cls(int(found[1]), int(found[2] or 1), found[3] is None) if found else None

    def __str__(self) -> str:
        return f"build {self.number} of {view_name(self.version)}" + ("" if self.finished else ", unfinished")
