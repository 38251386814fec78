"""Commands that choose another build, among the entries of the log."""

from collections.abc import Iterator, Sequence

from claimwire.errors import UndecodableEntry
from claimwire.events import Stream, Switch
from claimwire.log import Entry
from claimwire.views import view_name


def cut_at_choices(entries: Sequence[Entry]) -> Iterator[tuple[int | None, Sequence[Entry]]]:
    """Cut a batch before each command that chooses a build of our view, named with the part that it begins.

    Entries that strangers gave the command's id stay with it.
    """
    begin, number = 0, None
    for index, entry in enumerate(entries):
        if (chosen := _chosen(entry)) is None:
            continue
        cut = next(at for at in range(index + 1) if entries[at].id == entry.id)
        if cut > begin:
            yield number, entries[begin:cut]
        begin, number = cut, chosen
    if begin < len(entries):
        yield number, entries[begin:]


def _chosen(entry: Entry) -> int | None:
    if entry.stream is not Stream.CONTROL:
        return None
    try:
        command = entry.event().data
    except UndecodableEntry:
        return None
    return command.version if isinstance(command, Switch) and command.view == view_name() else None
