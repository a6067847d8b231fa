import pytest

from align.text import Span
from glossary.term import Term, TermMatch
from translate.checks import findings
from translate.row import KINDS, TermUse

NETWORK = Term("工业互联网", "industrial internet", avoid=("industry internet",))


def kinds(source: str, target: str, **more: object) -> list[str]:
    return [finding.kind for finding in findings(source, target, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("推动高质量发展。", "Promote high-quality development.", []),
        ("推动高质量发展。", "", ["empty"]),
        ("推动高质量发展。", "Promote 高质量 development.", ["han"]),
        ("推动𠮷发展。", "Promote 𠮷 development.", ["han"]),
        ("总经济师王新哲出席会议。", "Chief Economist Wang Yang attended the meeting.", ["name"]),
        ("推动高质量发展。", "Promote the the the development.", ["repetition"]),
        ("推动高质量发展。", "to do a good job in to do a good job in it.", ["repetition"]),
        ("推动高质量发展。", "Promote high-quality development", ["truncated"]),
        ("会议指出，要全面贯彻党的精神，扎实推进各项工作。", "The meeting.", ["length"]),
        ("增长5%。", "It grew 6%.", ["number", "number"]),
    ],
)
def test_what_is_found(source: str, target: str, expected: list[str]) -> None:
    assert kinds(source, target) == expected


def test_a_heading_needs_no_full_stop() -> None:
    assert kinds("推动高质量发展！", "Promoting high-quality development", sentence=False) == []


def test_terms_confidence_and_parts() -> None:
    match = TermMatch(NETWORK, Span(2, 7))
    unmet = TermUse(match, "", None, "unmet")
    forced = TermUse(match, "industrial internet", Span(10, 29), "forced")
    source, target = "发展工业互联网。", "Developing industrial internet."
    assert kinds(source, "Developing it.", terms=[unmet]) == ["term-unmet"]
    assert kinds(source, target, terms=[forced], score=-9.0, parts=2) == [
        "term-forced",
        "confidence",
        "split",
    ]
    assert kinds(source, target, avoided=[(match, Span(0, 10))]) == ["term-avoid"]


def test_how_long_a_term_is_makes_no_translation_suspicious() -> None:
    long = "reform to streamline administration, delegate powers, improve regulation and upgrade services"
    use = TermUse(TermMatch(Term("放管服", long), Span(6, 9)), long, Span(15, 15 + len(long)), "annotated")
    assert kinds("进一步深化“放管服”改革。", f"Further deepen {long}.", terms=[use]) == []


def test_a_number_is_spelt_out_only_where_it_reads_otherwise() -> None:
    assert findings("2024年。", "A year.")[0].message == "2024 is missing in the English"


def test_messages_point_at_the_text_and_every_kind_is_explained() -> None:
    found = findings("全国6.3万个。", "A total of 6,300.")
    assert "63,000" in found[0].message
    assert found[0].source == Span(2, 6)
    assert {finding.kind for finding in found} <= set(KINDS)


def test_han_that_the_glossary_keeps_is_no_finding() -> None:
    term = Term("对照", "对照", keep=True)
    use = TermUse(TermMatch(term, Span(0, 2)), "对照", Span(0, 2), "chosen")
    assert kinds("对照好。", "对照 is good.", terms=[use]) == []
