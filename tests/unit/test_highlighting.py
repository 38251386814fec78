from claimwire.rendering.highlighting import Mark, MarkKind, Segment, highlighted

TEXT = "Two shells hit Orlivka, Petro Kost said."


def mark(words: str, kind: MarkKind, label: str = "") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, label)


def shown(segments: list[Segment]) -> list[tuple[str, str]]:
    return [(segment.text, segment.classes) for segment in segments]


def test_a_text_without_marks_is_one_segment() -> None:
    assert shown(list(highlighted(TEXT, []))) == [(TEXT, "")]


def test_overlapping_marks_cut_each_other() -> None:
    marks = [
        mark("Two shells hit Orlivka", MarkKind.CLAIM),
        mark("Orlivka, Petro", MarkKind.STRIKE),
        mark("Orlivka", MarkKind.PLACE),
    ]
    assert shown(list(highlighted(TEXT, marks))) == [
        ("Two shells hit ", "claim"),
        ("Orlivka", "claim strike place"),
        (", Petro", "strike"),
        (" Kost said.", ""),
    ]


def test_of_one_kind_the_inner_mark_is_told_and_the_outer_one_goes_on_after_it() -> None:
    marks = [mark("Two shells hit Orlivka", MarkKind.STRIKE, "outer"), mark("shells", MarkKind.STRIKE, "inner")]
    labels = [(segment.text, segment.label) for segment in highlighted(TEXT, marks)]
    assert labels[:3] == [("Two ", "outer"), ("shells", "inner"), (" hit Orlivka", "outer")]


def test_a_mark_outside_the_text_is_left_out() -> None:
    beyond = Mark(len(TEXT) - 2, len(TEXT) + 1, MarkKind.CLAIM, "")
    assert shown(list(highlighted(TEXT, [beyond, Mark(5, 5, MarkKind.CUE, ""), Mark(-1, 3, MarkKind.CUE, "")]))) == [
        (TEXT, "")
    ]


def test_offsets_count_code_points() -> None:
    text = "🚀 hit"
    assert shown(list(highlighted(text, [Mark(2, 5, MarkKind.CUE, "")]))) == [("🚀 ", ""), ("hit", "cue")]


def test_thousands_of_nested_marks_are_told_once_each() -> None:
    # With all open marks of a kind in every segment this would be 25 million marks.
    text = "x" * 10_000
    marks = [Mark(start, len(text) - start, MarkKind.STRIKE, "") for start in range(5_000)]
    segments = list(highlighted(text, marks))
    assert len(segments) == 9_999
    assert all(len(segment.marks) == 1 for segment in segments)
