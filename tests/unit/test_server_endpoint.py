import stat
from pathlib import Path

import pytest

from claimwire.embedded.endpoint import Endpoint
from claimwire.errors import FolderInUse


def test_the_socket_lies_in_the_data_folder() -> None:
    endpoint = Endpoint.for_folder(Path("/srv/news desk"))

    assert endpoint.socket == Path("/srv/news desk/server.sock")
    assert endpoint.url == "unix:///srv/news%20desk/server.sock"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("unix:///srv/news%20desk/server.sock", True),
        ("unix:///srv/news desk/server.sock", True),
        ("unix://reader:secret@/srv/x/../news%20desk/server.sock?db=0", True),
        ("unix:///srv/news/server.sock", False),
        ("redis:///srv/news%20desk/server.sock", False),
        ("redis://localhost:6379/0", False),
        ("unix://[/srv", False),
        ("unix:///srv/%00", False),
        ("", False),
    ],
)
def test_a_socket_is_known_by_any_url_that_leads_to_it(url: str, *, same: bool) -> None:
    assert Endpoint.for_folder(Path("/srv/news desk")).is_at(url) is same


def test_the_longest_path_that_every_system_takes_is_103_bytes() -> None:
    longest = Path("/" + "x" * 91)  # 92 bytes, and 12 of the socket

    assert Endpoint.for_folder(longest.with_name("x" * 90)).socket.parent == longest.with_name("x" * 90)
    assert Endpoint.for_folder(longest).socket.parent != longest


def test_a_path_that_is_too_long_gets_a_short_socket_of_its_own() -> None:
    one, other = (Endpoint.for_folder(Path(f"/{name * 100}")).socket for name in "ab")

    assert len(str(one)) <= 103
    assert one != other
    assert one == Endpoint.for_folder(Path("/" + "a" * 100)).socket


def test_a_missing_socket_folder_is_made_private(tmp_path: Path) -> None:
    Endpoint(tmp_path / "new" / "server.sock").prepare()

    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_link_planted_where_the_socket_folder_belongs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "planted").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FolderInUse, match="belongs to somebody else"):
        Endpoint(tmp_path / "planted" / "server.sock").prepare()


def test_nobody_listening_neither_answers_nor_fails_to_end(tmp_path: Path) -> None:
    endpoint = Endpoint(tmp_path / "server.sock")

    endpoint.shut_down()

    assert not endpoint.answers()
