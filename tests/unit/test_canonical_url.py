import pytest

from claimwire_ingest.adapters.tracking import tracking_parameters
from claimwire_ingest.core.canonical_url import canonical_url

TRACKING = frozenset({"fbclid", "utm_*"})


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("https://courier.example/a/b", "https://courier.example/a/b"),
        ("  https://courier.example/a \n", "https://courier.example/a"),
        ("HTTPS://Courier.EXAMPLE/Path", "https://courier.example/Path"),
        ("http://courier.example:80/a", "http://courier.example/a"),
        ("https://courier.example:443/a", "https://courier.example/a"),
        ("https://courier.example:80/a", "https://courier.example:80/a"),
        ("http://courier.example:8080/a", "http://courier.example:8080/a"),
        ("https://courier.example", "https://courier.example/"),
        ("https://courier.example?id=7", "https://courier.example/?id=7"),
        ("https://courier.example./a", "https://courier.example/a"),
        ("https://courier.example/a#top", "https://courier.example/a"),
        ("https://reader:secret@courier.example/a", "https://courier.example/a"),
        ("https://courier.example/a?utm_source=x&id=7&UTM_Medium=y&fbclid=z#top", "https://courier.example/a?id=7"),
        ("https://courier.example/a?utm%5Fsource=x", "https://courier.example/a"),
        ("https://courier.example/a?b=2&a=1&b=2", "https://courier.example/a?b=2&a=1&b=2"),
        ("https://courier.example/a?q=caf%C3%A9+au", "https://courier.example/a?q=caf%C3%A9+au"),
        ("https://courier.example/a?fbclids=1&xutm_=2", "https://courier.example/a?fbclids=1&xutm_=2"),
        ("https://bücher.example/новини", "https://xn--bcher-kva.example/новини"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
    ],
)
def test_one_address_per_article(given: str, canonical: str) -> None:
    assert canonical_url(given, TRACKING) == canonical
    assert canonical_url(canonical, TRACKING) == canonical


@pytest.mark.parametrize(
    "given",
    [
        "",
        "courier.example/a",
        "/a",
        "//courier.example/a",
        "ftp://courier.example/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https://courier.example/a b",
        "https://courier.example/\x00",
        "https://courier.exa\nmple/a",
        "https://courier.example:99999/",
        "https://courier.example:x/",
        "https://[::1/",
        "https://courier.example/" + "a" * 4096,
        "https://" + "ж" * 70 + ".example/",
    ],
)
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"URL|port|host|Port|IPv6"):
        canonical_url(given)


def test_the_list_of_tracking_parameters_is_read() -> None:
    listed = tracking_parameters()

    assert {"utm_*", "fbclid", "gclid"} <= set(listed)
    assert not [name for name in listed if name != name.lower() or name.startswith("#") or " " in name]
    assert canonical_url("https://courier.example/a?id=7&utm_campaign=x&gclid=y", listed) == (
        "https://courier.example/a?id=7"
    )
