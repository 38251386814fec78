"""What an archive promises, wherever it lies: in a folder, in memory, in S3."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from claimwire.archive import Archive, Segment
from claimwire.archive.folder import Folder
from claimwire.archive.open_folder import open_folder
from claimwire.archive.segment import padded
from claimwire.errors import ArchiveInUse, ArchiveUnavailable, DamagedArchive, LogMismatch, MisuseError, NoArchive
from claimwire.events import HISTORY, Event, Stream, stream_of, to_fields
from claimwire.log import Entry, EntryId
from claimwire.testing import completed, made_news, published, reported_claim, reported_strike

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
EPOCH = "the epoch"
START = 1_900_000_000_000


@pytest.fixture
async def archive(archive_url: str) -> AsyncIterator[Archive]:
    made = Archive(archive_url)
    yield made
    await made.close()


def files(url: str) -> Folder:
    return open_folder(f"{url}/partition-0")


def events(number: int) -> list[Event]:
    article, claim, strike = f"a-{number}", made_news.fact_id(f"c{number}"), made_news.fact_id(f"s{number}")
    return [
        published(article),
        reported_claim(article, claim),
        reported_strike(article, strike),
        completed(article, claims=(claim,), strikes=(strike,)),
    ]


def entries(*articles: int) -> list[Entry]:
    """Four entries for each article, one millisecond after another, the last two within one."""
    return [
        Entry(stream_of(event.data), EntryId(START + 10 * number + min(place, 2), max(0, place - 2)), to_fields(event))
        for number in articles
        for place, event in enumerate(events(number))
    ]


async def close(archive: Archive, added: Sequence[Entry], *, batch: int = 3) -> Segment:
    writer = await archive.begin(EPOCH)
    for start in range(0, len(added), batch):
        writer.add(added[start : start + batch])
        writer.end_group()
    return await archive.publish(writer, epoch=EPOCH, closed_at=NOON)


async def read_all(
    archive: Archive, *, limit: int, streams: Sequence[Stream] = HISTORY, after: EntryId = EntryId.START
) -> list[Entry]:
    found: list[Entry] = []
    while page := await archive.read(found[-1].id if found else after, streams, limit=limit):
        assert len(page) <= limit
        found += page
    return found


async def test_an_archive_that_never_was_is_empty(archive: Archive) -> None:
    assert await archive.end() == EntryId.START
    assert await archive.segments() == []
    with pytest.raises(NoArchive, match="there is no archive at"):
        await archive.check_place()
    assert await archive.read(EntryId.START, HISTORY, limit=10) == []
    assert (await archive.verify()).problems == ()


async def test_a_segment_says_what_is_in_it(archive: Archive, archive_url: str) -> None:
    added = entries(0, 1)

    segment = await close(archive, added)

    content = files(archive_url).read(segment.path)
    assert await archive.segments() == [segment]
    assert (segment.after, segment.first, segment.last) == (EntryId.START, added[0].id, added[-1].id)
    assert (segment.epoch, segment.partition, segment.edition, segment.closed_at) == (EPOCH, 0, 0, NOON)
    assert (segment.sha256, segment.size) == (sha256(content).hexdigest(), len(content))
    assert segment.entries == 8
    assert segment.streams == dict.fromkeys(sorted({entry.stream for entry in added}), 2)
    assert {(event.type, event.version, event.dataschema): event.count for event in segment.events} == {
        (event.type, event.version, event.dataschema): 2 for event in (entry.event() for entry in added)
    }


@pytest.mark.parametrize("limit", [1, 2, 5, 100])
async def test_what_was_added_is_read_in_order_across_segments(archive: Archive, archive_url: str, limit: int) -> None:
    for numbers in ((0, 1, 2), (3,), (4, 5)):
        await close(archive, entries(*numbers))
    everything = entries(0, 1, 2, 3, 4, 5)

    assert await archive.end() == everything[-1].id
    assert await read_all(archive, limit=limit) == everything
    only = [entry for entry in everything if entry.stream is Stream.STRIKES]
    assert await read_all(archive, limit=limit, streams=[Stream.STRIKES]) == only
    for place, entry in enumerate(everything):
        assert await archive.read(entry.id, HISTORY, limit=2) == everything[place + 1 : place + 3]
    assert await archive.read(EntryId(START + 19, 99), HISTORY, limit=1) == everything[8:9]
    fresh = Archive(archive_url)
    assert await fresh.read(everything[9].id, HISTORY, limit=100) == everything[10:]
    await fresh.close()


async def test_what_is_archived_later_is_read_later(archive: Archive, archive_url: str) -> None:
    writing = Archive(archive_url)
    await close(writing, entries(0))
    assert await read_all(archive, limit=3) == entries(0)

    await close(writing, entries(1))

    assert await archive.read(entries(0)[-1].id, HISTORY, limit=10) == entries(1)
    await writing.close()


async def test_entries_of_one_id_are_not_cut_apart(archive: Archive) -> None:
    same = EntryId(START, 0)
    added = [Entry(stream, same, {b"n": stream.encode()}) for stream in (Stream.ARTICLES, Stream.CLAIMS, Stream.DEAD)]
    await close(archive, added)

    assert await archive.read(EntryId.START, HISTORY, limit=1) == added
    assert await archive.read(same, HISTORY, limit=1) == []
    assert (await archive.verify()).problems == ()


async def test_a_stranger_s_entry_comes_back_and_is_counted(archive: Archive) -> None:
    stranger = Entry(Stream.ARTICLES, EntryId(START + 5, 0), {b"\xfe": b"\xff", b"type": b"\xff"})

    segment = await close(archive, [*entries(0), stranger])

    assert await read_all(archive, limit=10) == [*entries(0), stranger]
    assert [event.count for event in segment.events if event.type is None] == [1]


async def test_only_one_of_two_archivers_closes_a_segment(archive: Archive, archive_url: str) -> None:
    other = Archive(archive_url)
    first, second = await archive.begin(EPOCH), await other.begin(EPOCH)
    first.add(entries(0))
    second.add(entries(0, 1))
    await archive.publish(first, epoch=EPOCH, closed_at=NOON)

    with pytest.raises(ArchiveInUse, match="stop one of the two"):
        await other.publish(second, epoch=EPOCH, closed_at=NOON)

    second.abandon()
    assert await read_all(archive, limit=10) == entries(0)
    assert (await archive.verify()).problems == ()
    assert (await other.begin(EPOCH)).after == entries(0)[-1].id
    await other.close()


async def test_of_two_that_write_the_same_bytes_one_is_told(archive: Archive, archive_url: str) -> None:
    other = Archive(archive_url)
    first, second = await archive.begin(EPOCH), await other.begin(EPOCH)
    first.add(entries(0))
    second.add(entries(0))
    segment = await archive.publish(first, epoch=EPOCH, closed_at=NOON)

    with pytest.raises(ArchiveInUse, match="stop one of the two"):
        await other.publish(second, epoch=EPOCH, closed_at=NOON + timedelta(milliseconds=1))

    second.abandon()
    assert await other.segments() == [segment]
    assert (await archive.verify()).problems == ()
    assert await read_all(archive, limit=10) == entries(0)
    await other.close()


async def test_closing_the_same_segment_again_changes_nothing(archive: Archive, archive_url: str) -> None:
    segment = await close(archive, entries(0))
    other = Archive(archive_url)
    # As after an answer that got lost: it was there all along, and who wrote it asks again.
    writer = await archive.begin(EPOCH)
    writer.after = EntryId.START
    for start in (0, 3):
        writer.add(entries(0)[start : start + 3])
        writer.end_group()
    await other.publish(writer, epoch=EPOCH, closed_at=NOON)

    assert await other.segments() == [segment]
    await other.close()


async def test_a_file_without_its_manifest_is_not_there(archive: Archive, archive_url: str) -> None:
    first = await close(archive, entries(0))
    # As one leaves it that is killed between the two: with another end, since it read other pages.
    copy(
        files(archive_url),
        first.path,
        f"segments/{padded(first.last)}_{padded(EntryId(START + 99, 0))}_0123456789abcdef.parquet",
    )
    copy(files(archive_url), first.path, f"segments/{padded(first.last)}_left.tmp")
    fresh = Archive(archive_url)

    assert await fresh.end() == first.last
    await close(fresh, entries(1, 2))

    assert await read_all(fresh, limit=5) == entries(0, 1, 2)
    assert (await fresh.verify()).problems == ()
    await fresh.close()


async def test_another_log_s_archive_is_refused(archive: Archive, archive_url: str) -> None:
    await close(archive, entries(0))
    other = Archive(archive_url)

    with pytest.raises(LogMismatch, match="the epoch"):
        await other.begin("another epoch")
    other.expect("another epoch")
    with pytest.raises(LogMismatch, match="archive of its own"):
        await other.read(EntryId.START, HISTORY, limit=1)
    await other.close()


async def test_a_changed_byte_is_found_by_whoever_reads(archive: Archive, archive_url: str, tmp_path: Path) -> None:
    segment = await close(archive, entries(0))
    content = bytearray(files(archive_url).read(segment.path))
    content[len(content) // 2] ^= 1
    overwrite(archive_url, segment.path, bytes(content), tmp_path)

    with pytest.raises(DamagedArchive, match="digest"):
        await archive.read(EntryId.START, HISTORY, limit=1)
    [problem] = (await archive.verify()).problems
    assert segment.path in problem


async def test_a_missing_file_is_found_by_whoever_reads(archive: Archive, archive_url: str) -> None:
    first, second = [await close(archive, entries(number)) for number in (0, 1)]
    files(archive_url).remove(second.path)

    assert await archive.read(EntryId.START, HISTORY, limit=4) == entries(0)
    with pytest.raises(DamagedArchive, match="is gone"):
        await archive.read(first.last, HISTORY, limit=1)
    assert (await archive.verify()).problems == (f"{second.path} is missing",)


async def test_a_missing_manifest_is_found_by_whoever_reads(archive: Archive, archive_url: str) -> None:
    segments = [await close(archive, entries(number)) for number in range(3)]
    files(archive_url).remove(segments[1].manifest)

    fresh = Archive(archive_url)
    with pytest.raises(DamagedArchive, match="gap"):
        await read_all(fresh, limit=100)
    gap, unnamed = (await archive.verify()).problems
    assert gap.startswith(f"{segments[2].manifest} begins after {segments[1].last}")
    assert unnamed.startswith(f"{segments[1].path} is named by no manifest")
    files(archive_url).remove(segments[0].manifest)
    another = Archive(archive_url)
    with pytest.raises(DamagedArchive, match="first segments are missing"):
        await another.read(EntryId.START, HISTORY, limit=1)
    await fresh.close()


@pytest.mark.parametrize(
    ("field", "value"),
    [("entries", 5), ("streams", {"articles": 4}), ("events", []), ("first", "1-1"), ("last", "1900000000002-7")],
)
async def test_a_manifest_that_says_other_than_its_file_is_found(
    archive: Archive, archive_url: str, tmp_path: Path, field: str, value: object
) -> None:
    segment = await close(archive, entries(0))
    document = Segment.model_validate({**segment.model_dump(mode="json"), field: value})
    overwrite(archive_url, segment.manifest, document.model_dump_json().encode(), tmp_path)

    fresh = Archive(archive_url)
    assert len((await fresh.verify()).problems) == 1
    await fresh.close()


async def test_a_takedown_leaves_positions_and_counts(archive: Archive, archive_url: str) -> None:
    segments = [await close(archive, entries(*numbers)) for numbers in ((0, 1), (2, 3))]
    reader = Archive(archive_url)
    assert await reader.read(EntryId.START, HISTORY, limit=1) == entries(0)[:1]
    everything = entries(0, 1, 2, 3)
    replace = {(entry.stream, entry.id): taken_down(entry) for entry in entries(2)}

    rewritten = await archive.rewrite(segments[1], replace, redactions=["the command"])

    expected = [replace.get((entry.stream, entry.id), entry) for entry in everything]
    assert await read_all(archive, limit=3) == expected
    assert await read_all(reader, limit=3) == expected
    assert (rewritten.edition, rewritten.rewritten, rewritten.entries) == (1, ("the command",), 8)
    assert await archive.segments() == [segments[0], rewritten]
    assert (await archive.verify()).problems == ()
    assert set(files(archive_url).names("segments")) == {segments[0].file, rewritten.file}
    # Once more, as after a kill: nothing changes, and what the killed one left goes.
    copy(files(archive_url), rewritten.path, rewritten.path.replace(".parquet", "-left.parquet"))
    assert await archive.rewrite(rewritten, replace, redactions=["the command"]) == rewritten
    assert set(files(archive_url).names("segments")) == {segments[0].file, rewritten.file}
    await close(archive, entries(4))
    assert await read_all(reader, limit=100) == [*expected, *entries(4)]
    await reader.close()


async def test_of_two_takedowns_at_once_none_is_lost(archive: Archive, archive_url: str) -> None:
    segment = await close(archive, entries(0, 1))
    other = Archive(archive_url)
    first, second = ({(entry.stream, entry.id): taken_down(entry) for entry in entries(number)} for number in (0, 1))
    await archive.rewrite(segment, first, redactions=["first"])

    # It looked before the first was done.
    await other.rewrite(segment, second, redactions=["second"])

    assert await read_all(other, limit=100) == [taken_down(entry) for entry in entries(0, 1)]
    [last] = await other.segments()
    assert last.rewritten == ("first", "second")
    assert (await other.verify()).problems == ()
    await other.close()


async def test_only_what_was_left_long_ago_is_swept(archive: Archive, archive_url: str) -> None:
    segment = await close(archive, entries(0))
    left = segment.path.replace(".parquet", "-left.parquet")
    copy(files(archive_url), segment.path, left)
    now = datetime.now(UTC)

    assert await archive.sweep(now + timedelta(hours=23)) == 0
    assert await archive.sweep(now + timedelta(hours=25)) == 1
    assert files(archive_url).names("segments") == [segment.file]


async def test_what_killed_writers_left_unfinished_is_swept_too(archive: Archive, archive_url: str) -> None:
    await close(archive, entries(0))
    spool = files(archive_url).spool
    (spool / "left.parquet").write_bytes(b"half")
    now = datetime.now(UTC)

    assert await archive.sweep(now + timedelta(hours=23)) == 0
    assert await archive.sweep(now + timedelta(hours=25)) == 1
    assert list(spool.iterdir()) == []


async def test_a_spool_that_somebody_else_could_write_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    url = f"memory://{uuid4().hex}"
    spool = files(url).spool
    assert spool.parent == tmp_path
    spool.chmod(0o777)
    with pytest.raises(ArchiveUnavailable, match="somebody else"):
        await close(Archive(url), entries(0))
    spool.rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    spool.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveUnavailable, match="somebody else"):
        await close(Archive(url), entries(0))
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("address", ["gopher://x", "s3://key:secret@bucket/prefix"])
async def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(MisuseError, match="without credentials") as refusal:
        await Archive(address).end()
    assert "secret" not in str(refusal.value)


async def test_a_store_that_is_away_is_told_as_such(
    s3_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "made-up")
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_server)
    nowhere = Archive(f"s3://{uuid4().hex}/no-such-bucket")
    with pytest.raises(ArchiveUnavailable, match="see to the bucket"):
        await close(nowhere, entries(0))
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveUnavailable, match="see to the folder"):
        await close(Archive(str(tmp_path / "file")), entries(0))


def taken_down(entry: Entry) -> Entry:
    return Entry(entry.stream, entry.id, {b"type": b"claimwire.entry.redacted", b"subject": entry.fields[b"subject"]})


def copy(folder: Folder, name: str, other: str) -> None:
    assert folder.create(other, folder.read(name))


def overwrite(url: str, name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "put"
    path.write_bytes(content)
    files(url).put(path, name)
