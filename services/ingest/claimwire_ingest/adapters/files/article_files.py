"""Which files hold articles."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from claimwire.errors import MisuseError

TEXT: Final = frozenset({".txt", ".text"})
HTML: Final = frozenset({".html", ".htm"})
JSON: Final = frozenset({".json"})
LINES: Final = frozenset({".jsonl", ".ndjson"})
_KNOWN: Final = TEXT | HTML | JSON | LINES


def article_files(path: Path) -> Iterator[tuple[Path, str]]:
    r"""List the articles' files, each with its path relative to the folder, in the order of those paths.

    Of a folder all files with a known ending at any depth are listed; hidden ones and sidecars
    (``NAME.json`` beside ``NAME.txt`` or ``NAME.html``) are not. Bytes of a path that are no UTF-8
    are escaped (``caf\xe9.txt``), since articles are identified by it.

    Raises:
        MisuseError: there is no such file or folder, or the file has an unknown ending.
    """
    if path.is_dir():
        relative = {_readable(file.relative_to(path)): file for file in path.rglob("*") if _is_article(file)}
        yield from ((relative[name], name) for name in sorted(relative) if not _is_hidden(name))
    elif not path.exists():
        raise MisuseError(f"there is no file or folder {path}")
    elif path.suffix.lower() not in _KNOWN:
        raise MisuseError(f"{path} is not one of {', '.join(sorted(_KNOWN))}")
    else:
        yield path, _readable(Path(path.name))


def sidecar(file: Path) -> Path:
    """Where the sidecar of a text or page lies, if it has one."""
    return file.with_suffix(".json")


def _readable(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode(errors="backslashreplace")


def _is_article(file: Path) -> bool:
    ending = file.suffix.lower()
    if not file.is_file() or ending not in _KNOWN:
        return False
    return ending not in JSON or not any(file.with_suffix(other).is_file() for other in TEXT | HTML)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
