from pathlib import Path

from tests.eval.attribution import Attribution
from tests.eval.polnear import polnear


def test_spans_count_characters_of_the_file_as_it_is(tmp_path: Path) -> None:
    text = "Ann said:\r\n“Nothing – at all.” Bob and Cy agree.\r\n"
    annotations = (
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 11 30\t“Nothing – at all.”\n"
        "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n"
        "T4\tSource 31 34;39 41\tBob Cy\nT5\tCue 42 47\tagree\n"
        "E2\tAttribution:T9 Source:T1 Source2:T4 Cue:T5\n"
        "A1\tNested E2\n"
    )
    write(tmp_path, "one", text, {"0002": "", "0001": annotations})
    write(tmp_path, "two", "Not annotated.", {})

    [article] = polnear(tmp_path)

    assert (article.id, article.text, article.published) == ("one", text, None)
    assert article.labels == (
        Attribution(((0, 3),), ((4, 8),), ((11, 30),)),
        Attribution(((0, 3), (31, 34), (39, 41)), ((42, 47),), ()),
    )


def write(folder: Path, name: str, text: str, annotations: dict[str, str]) -> None:
    for part in ("text", "attributions"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "text" / f"{name}.txt").write_bytes(text.encode())
    for annotator, lines in annotations.items():
        (folder / "attributions" / f"{name}_{annotator}.ann").write_bytes(lines.encode())
