"""What the system knows of processes, where it has /proc."""

import re
from pathlib import Path

_PROC = Path("/proc")


def descendants(pid: int) -> list[int]:
    """List a process's children, their children and so on."""
    parents: dict[int, int] = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def is_running(pid: int) -> bool:
    """Tell a process that lives from one that has ended, whether its parent has taken note of it or not."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def peak_mb(pid: int) -> float:
    """Tell the most memory a process has held so far, in MB, what it shares included."""
    status = (_PROC / str(pid) / "status").read_text(encoding="utf-8")
    return round(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024 / 1e6, 1)
