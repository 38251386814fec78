"""A password from a file reaches the client, and nothing else."""

from pathlib import Path

import pytest

from claimwire.errors import SecretMissing
from claimwire.secret_file import read_secret, without_password
from claimwire.service import ServiceSettings


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "redis_password"
    path.write_text("open sesame\n", encoding="utf-8")
    return path


def test_no_file_is_no_secret() -> None:
    assert read_secret(None) is None


def test_the_line_end_is_not_part_of_the_secret(secret: Path) -> None:
    assert read_secret(secret) == "open sesame"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"], ids=["missing", "empty", "blank", "not text"])
def test_what_holds_no_secret_is_refused_by_its_path(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "broken"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SecretMissing, match="broken"):
        read_secret(path)


def test_settings_give_the_password_to_the_client_and_do_not_show_it(
    secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMWIRE_REDIS_URL", "redis://claimwire@localhost:1/0")
    monkeypatch.setenv("CLAIMWIRE_REDIS_PASSWORD_FILE", str(secret))
    settings = ServiceSettings()

    client = settings.event_log()._client

    arguments = client.connection_pool.connection_kwargs
    assert (arguments["username"], arguments["password"]) == ("claimwire", "open sesame")
    assert "sesame" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://localhost:6379/0", "redis://localhost:6379/0"),
        ("redis://:s3cret@localhost:6379/0", "redis://:***@localhost:6379/0"),
        ("rediss://desk:s3@cret@log.example", "rediss://desk:***@log.example"),
        ("unix:///var/log.sock?db=1&password=s3cret", "unix:///var/log.sock?db=1&password=***"),
        ("unix:///var/a:b@c/server.sock", "unix:///var/a:b@c/server.sock"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert without_password(url) == shown
