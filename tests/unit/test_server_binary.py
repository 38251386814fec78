from pathlib import Path

import pytest

from claimwire.embedded.binary import Engine, ServerBinary, UnusableBinary, parse_banner


@pytest.mark.parametrize(
    ("banner", "engine", "version"),
    [
        ("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1a2b\n", Engine.REDIS, (7, 0, 15)),
        ("Valkey server v=9.1.2 sha=00000000:1 malloc=libc bits=64 build=1536df31c0395150\n", Engine.VALKEY, (9, 1, 2)),
        ("# some warning first\nRedis server v=8.10.2-rc1 sha=0\n", Engine.REDIS, (8, 10, 2)),
    ],
)
def test_banner_names_engine_and_version(banner: str, engine: Engine, version: tuple[int, int, int]) -> None:
    assert parse_banner(banner) == (engine, version)


@pytest.mark.parametrize("banner", ["", "memcached 1.6.18", "Redis server v=seven", "KeyDB server v=6.3.4 sha=0"])
def test_another_program_is_refused(banner: str) -> None:
    with pytest.raises(UnusableBinary, match="neither Redis nor Valkey"):
        parse_banner(banner)


def program(folder: Path, text: str, *, mode: int = 0o755) -> Path:
    path = folder / "a-server"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_a_program_that_answers_is_probed(tmp_path: Path) -> None:
    path = program(tmp_path, "#!/bin/sh\necho 'Valkey server v=8.0.1 sha=0'\n")

    assert ServerBinary.probed(path) == ServerBinary(path, Engine.VALKEY, (8, 0, 1))


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("#!/bin/sh\necho 'Redis server v=7.2.0'\n", 0o644, "Permission denied"),
        ("#!/lib/ld-of-another-libc.so\n", 0o755, "No such file"),
        ("\x7fELF of another processor", 0o755, "Exec format error"),
        ("#!/bin/sh\necho 'libssl.so.1.1 is missing' >&2\nexit 127\n", 0o755, "libssl.so.1.1 is missing"),
    ],
)
def test_a_program_that_does_not_run_here_says_why(tmp_path: Path, text: str, mode: int, reason: str) -> None:
    with pytest.raises(UnusableBinary, match=reason):
        ServerBinary.probed(program(tmp_path, text, mode=mode))
