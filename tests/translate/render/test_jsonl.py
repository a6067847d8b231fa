import json

from translate.render.jsonl import render
from translate.row import Translated

KEYS = [
    "doc",
    "id",
    "kind",
    "source",
    "start",
    "end",
    "target",
    "score",
    "origin",
    "terms",
    "links",
    "findings",
]
TERM_KEYS = ["zh", "en", "start", "end", "target_start", "target_end", "how"]


def test_one_object_a_segment_with_keys_in_order(translated: Translated) -> None:
    lines = [json.loads(line) for line in render(translated).decode().splitlines()]
    assert len(lines) == len(translated.rows)
    for line in lines:
        assert list(line) == KEYS
        assert all(list(term) == TERM_KEYS for term in line["terms"])
        assert all(list(finding) == ["kind", "severity", "message"] for finding in line["findings"])


def test_offsets_count_characters_beyond_the_bmp_too(translated: Translated) -> None:
    for number, line in enumerate(map(json.loads, render(translated).decode().splitlines()), 1):
        assert line["id"] == number
        assert translated.document.text[line["start"] : line["end"]] == line["source"]
        for term in line["terms"]:
            if term["how"] == "unmet":
                assert term["target_start"] is term["target_end"] is None
            else:
                assert line["target"][term["target_start"] : term["target_end"]] == term["en"]
    line = json.loads(render(translated).decode().splitlines()[3])
    said = {line["source"][a:b]: line["target"][c:d] for a, b, c, d in line["links"]}
    assert said["𠮷林"] == "𠮷lin"
    assert said["2亿元"] == "200 million yuan"


def test_lines_hold_no_raw_line_break(translated: Translated) -> None:
    assert render(translated).count(b"\n") == len(translated.rows)
    assert json.loads(render(translated).splitlines()[1])["score"] == -0.1543
