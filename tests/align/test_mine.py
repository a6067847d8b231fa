import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.concordance import Concordance
from align.judge import Concept, Found, NoGlossary
from align.mine import mine_chinese, mine_english
from align.names import is_person, names_person
from align.phrasebook import Entry, Phrasebook
from align.text import Document, Segment, Span

WORDS = Phrasebook(
    Entry(zh, en, 9, 9, 9)
    for zh, en in (
        ("复工", "resumption of work"),
        ("复产", "resumption of production"),
        ("做好", "do well"),
        ("工作", "work"),
        ("电信", "telecom"),
        ("企业", "enterprise"),
        ("支持", "support"),
        ("组织", "organize"),
        ("会议", "meeting"),
        ("强调", "stress"),
        ("网络", "network"),
        ("安全", "safety"),
    )
)


FILLER = "".join(
    chr(0x3400 + number) for number in range(200)
)  # in a text of ten words everything is a coincidence


class Known:
    """A glossary that knows some designations and finds them everywhere."""

    def __init__(self, *concepts: Concept) -> None:
        self.concepts = concepts

    def find(self, text: str) -> list[Found]:
        found = []
        for concept in self.concepts:
            at = text.find(concept.zh)
            while at >= 0:
                found.append(Found(concept, Span(at, at + len(concept.zh))))
                at = text.find(concept.zh, at + 1)
        return found


def part(*lines: str) -> tuple[Document, tuple[Segment, ...]]:
    segments, at = [], 0
    for block, line in enumerate(lines):
        segments.append(Segment(line, Span(at, at + len(line)), "paragraph", block))
        at += len(line) + 1
    return Document("d.txt", "\n".join(lines), tuple(segments)), tuple(segments)


CASES = [
    # what recurs, is made of whole words and stands free
    (("做好复工复产。", "支持复工复产工作。"), {"复工复产": 2}),
    (("支持电信企业复工复产。", "组织电信企业。", "复工复产。"), {"电信企业": 2, "复工复产": 2}),
    # once is not enough
    (("支持复工复产。",), {}),
    # always the same neighbour: only the longer phrase is one
    (("电信企业复工。", "电信企业复工。"), {"电信企业复工": 2}),
    # never across punctuation
    (("支持电信，企业。", "组织电信，企业。"), {}),
    # a single short word is no phrase
    (("支持企业。", "组织企业。"), {}),
    # a character beyond the basic plane does not shift anything
    (("𠮷做好复工复产。", "支持复工复产工作。"), {"复工复产": 2}),
    # figures are facts
    (("支持2024年。", "组织2024年。"), {}),
]


@pytest.mark.parametrize(("lines", "expected"), CASES)
def test_chinese_phrases(lines: tuple[str, ...], expected: dict[str, int]) -> None:
    found = mine_chinese([part(*lines, FILLER)], NoGlossary(), WORDS)
    assert {phrase.zh: len(phrase.places) for phrase in found} == expected
    document = part(*lines, FILLER)[0]
    for phrase in found:
        assert all(place.span.of(document.text) == phrase.zh for place in phrase.places)


def test_glossary_terms_and_frames_count_from_one() -> None:
    concept = Concept(("车联网",), "internet of vehicles")
    found = {
        phrase.zh: phrase for phrase in mine_chinese([part("会议强调，发展车联网。")], Known(concept), WORDS)
    }
    assert set(found) == {"会议强调", "车联网"}
    assert found["车联网"].concept is concept
    assert found["会议强调"].concept is None


def test_what_a_glossary_term_always_covers_is_not_mined_again() -> None:
    concept = Concept(("网络安全",), "cybersecurity")
    found = mine_chinese([part("支持网络安全。", "组织网络安全。", FILLER)], Known(concept), WORDS)
    assert [phrase.zh for phrase in found] == ["网络安全"]


def test_min_count() -> None:
    lines = ("做好复工复产。", "支持复工复产工作。", "复工复产。")
    assert [p.zh for p in mine_chinese([part(*lines, FILLER)], NoGlossary(), WORDS, 3)] == ["复工复产"]
    assert mine_chinese([part(*lines, FILLER)], NoGlossary(), WORDS, 4) == ()


ENGLISH = [
    # inflection, case and articles do not make another phrase
    (("Hidden dangers remain.", "We find a hidden danger."), {"Hidden dangers": 2}),
    # no phrase begins or ends with a function word, or crosses a full stop
    (("This is of the party. Committee work.", "That is of the party. Committee job."), {}),
    # "and" inside a phrase is fine
    (
        ("Monitoring and early warning.", "monitoring and early warning works"),
        {"Monitoring and early warning": 2},
    ),
    # the part that only stands in the longer phrase is dropped
    (("A general secretary spoke.", "The general secretary left."), {"general secretary": 2}),
    # half of a hyphenated word is none
    (("Use high-quality development.", "Want high-quality development."), {"high-quality development": 2}),
    # a comma parts two phrases unless it is a list
    (("improve systems, plans", "improve systems, plans"), {"improve systems": 2}),
    # people are not terminology
    (("Wang Xiangxi stressed it.", "Wang Xiangxi stressed that."), {}),
]


@pytest.mark.parametrize(("lines", "expected"), ENGLISH)
def test_english_phrases(lines: tuple[str, ...], expected: dict[str, int]) -> None:
    concordance = Concordance([part(*lines)])
    assert {concordance.text(hits[0]): len(hits) for hits in mine_english(concordance)} == expected


@pytest.mark.parametrize(
    ("zh", "expected"),
    [
        ("总经济师王新哲", True),
        ("王祥喜部长", True),
        ("总经济师", False),
        ("高质量发展", False),
        ("部长办公会", False),
    ],
)
def test_chinese_names(zh: str, expected: bool) -> None:
    assert names_person(zh) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Li Lecheng", True),
        ("Minister Wang Xiangxi said", True),
        ("State Council", False),
        ("Xi Jinping", False),
        ("long term", False),
    ],
)
def test_english_names(words: str, expected: bool) -> None:
    assert is_person(words.split()) is expected


INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
FINALS = """
    a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo
    """.split()
# Tries every way to cut a word.
SYLLABLES = re.compile(f"(?:(?:{'|'.join(INITIALS)})?(?:{'|'.join(FINALS)}))+")


@settings(max_examples=500)
@given(st.text("aeioungrhzxd", min_size=1, max_size=9))
def test_a_given_name_is_syllables_however_they_are_cut(name: str) -> None:
    assert is_person(["Li", name.capitalize()]) is bool(SYLLABLES.fullmatch(name))


@pytest.mark.parametrize(("end", "expected"), [("", True), ("v", False)])
def test_a_long_word_is_no_longer_work(end: str, expected: bool) -> None:
    begin = time.process_time()
    for times in (10, 1000):
        assert is_person(["Li", "X" + "iaox" * times + "u" + end]) is expected
        assert time.process_time() - begin < 0.5
