from align.text import Span
from glossary.concepts import Concepts
from glossary.term import Term

BOTH = Term("党中央、国务院", "the CPC Central Committee and the State Council", avoid=("the Party Center",))
PARTY = Term("党中央", "the CPC Central Committee", also=("the central Party leadership",), abbr="CCCPC")
OLD = Term("旧词", "old word", status="deprecated")


def test_terms_become_concepts() -> None:
    both, party = Concepts([BOTH, PARTY, OLD]).concepts
    assert party.designations == ("党中央",)
    assert (party.preferred, party.admitted) == (
        "the CPC Central Committee",
        ("the central Party leadership", "CCCPC"),
    )
    assert both.designations == ("党中央、国务院", "党中央国务院")
    assert both.avoid == ("the Party Center",)


def test_nested_terms_say_so() -> None:
    found = Concepts([BOTH, PARTY, OLD]).find("𠮷党中央国务院和党中央旧词")
    assert [(item.concept.zh, item.span, item.nested) for item in found] == [
        ("党中央、国务院", Span(1, 7), False),
        ("党中央", Span(1, 4), True),
        ("党中央", Span(8, 11), False),
    ]
