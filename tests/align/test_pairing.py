from collections.abc import Sequence

import pytest

from align.concordance import Concordance
from align.judge import Concept, Question
from align.lexicon import Lexicon
from align.mine import Phrase, Place
from align.pairing import Found, pair
from align.phrasebook import Entry, Phrasebook
from align.terms import term_hits
from align.text import Document, Segment, Span
from align.weights import Weights
from align.windows import Sources

BOOK = Phrasebook(
    Entry(zh, en, together, 10, 10)
    for zh, en, together in (
        ("会议", "meeting", 8),
        ("会议", "conference", 2),
        ("强调", "stressed", 7),
        ("强调", "emphasized", 2),
        ("应急", "emergency", 9),
        ("应急管理", "emergency management", 9),
        ("通信", "communications", 9),
        ("隐患", "hazard", 8),
        ("排查", "inspection", 4),
        ("出席", "attended", 9),
        ("落实", "implement", 2),
        ("中小", "small and medium-sized", 9),
        ("企业", "enterprises", 9),
    )
)
NO_WORDS = Lexicon()


def english(*lines: str) -> Concordance:
    segments, at = [], 0
    for block, line in enumerate(lines):
        segments.append(Segment(line, Span(at, at + len(line)), "paragraph", block))
        at += len(line) + 1
    document = Document("e.txt", "\n".join(lines), tuple(segments))
    return Concordance([(document, document.segments)])


def phrase(zh: str, concept: Concept | None = None) -> Phrase:
    segment = Segment(f"{zh}。", Span(0, len(zh) + 1))
    return Phrase(zh, (Place(0, Span(0, len(zh)), segment),), concept)


def paired(zh: str, text: Concordance, *concepts: Concept, own: Concept | None = None) -> dict[str, Found]:
    hits = term_hits(text, (*concepts, *([own] if own else [])))
    return {
        text.text(item.hits[0]): item
        for item in pair([phrase(zh, own)], text, hits, Sources.of(BOOK, NO_WORDS, text))[0]
    }


CASES = [
    ("会议强调", "The meeting stressed that all is well.", "meeting stressed"),
    ("会议强调", "Meetings stress it.", "Meetings stress"),
    ("应急管理", "the emergency management bureau", "emergency management"),
    ("隐患排查", "the inspection of hazards went on", "inspection of hazards"),
    ("中小企业", "help small and medium-sized enterprises now", "small and medium-sized enterprises"),
    # no counterpart: a part is not the whole, and neither are two words that do not belong together
    ("会议强调", "The meeting ended.", None),
    ("应急通信", "emergency management in communications companies", None),
    ("应急通信", "an emergency. Communications failed.", None),
    ("车联网", "the network of cars", None),
    # a number or code is not made up
    ("5G应急", "an emergency", None),
]


@pytest.mark.parametrize(("zh", "text", "expected"), CASES)
def test_pairs_by_what_explains_what(zh: str, text: str, expected: str | None) -> None:
    found = {en for en, item in paired(zh, english(text)).items() if item.decision == "pair"}
    assert found == ({expected} if expected else set())


def test_glossary_forms_are_pairs_with_their_standing() -> None:
    concept = Concept(
        ("应急通信保障",),
        "emergency communications support",
        ("emergency telecom support",),
        ("emergency communication guarantee",),
    )
    text = english(
        "Emergency communication support came.",
        "an emergency telecom support plan",
        "the emergency communication guarantee",
        "The Emergency Communications Support Center opened.",
    )
    found = paired("应急通信保障", text, own=concept)
    standings = {en: (item.standing, item.decision, len(item.hits)) for en, item in found.items()}
    assert standings["Emergency communication support"] == ("preferred", "pair", 2)
    assert standings["emergency telecom support"] == ("admitted", "pair", 1)
    assert standings["emergency communication guarantee"] == ("avoid", "pair", 1)


def test_the_longest_glossary_form_takes_the_words() -> None:
    party = Concept(("党中央",), "the CPC Central Committee", ("the Party Central Committee",))
    both = Concept(
        ("党中央、国务院",),
        "the CPC Central Committee and the State Council",
        ("the Party Central Committee and the State Council",),
    )
    text = english(
        "The Party Central Committee and the State Council decided.", "the Party Central Committee said"
    )
    hits = term_hits(text, [party, both])
    assert [(hit.concept.zh, text.text(hit.hit)) for hit in hits] == [
        ("党中央、国务院", "The Party Central Committee and the State Council"),
        ("党中央", "the Party Central Committee"),
    ]


def test_a_form_to_avoid_that_is_a_name_spares_the_common_noun() -> None:
    concept = Concept(
        ("应急管理部",), "Ministry of Emergency Management", (), ("Emergency Management Department",)
    )
    text = english(
        "the emergency management departments of all cities", "the Emergency Management Department"
    )
    assert [text.text(hit.hit) for hit in term_hits(text, [concept])] == [
        "the Emergency Management Department"[4:]
    ]


def test_abbreviations_keep_their_case() -> None:
    concept = Concept(("独立组网",), "standalone networking", ("SA",))
    assert [hit.form for hit in term_hits(english("They sa so.", "the SA network"), [concept])] == ["SA"]


def test_meeting_requirements_are_no_meeting_that_requires() -> None:
    concept = Concept(("会议要求",), "the meeting required", (), ("meeting requirements",))
    assert term_hits(english("Products must meet the requirements."), [concept]) == ()


def test_a_common_word_in_the_glossary_has_to_be_confirmed() -> None:
    concept = Concept(("贯彻落实",), "fully implement", ("carry out", "implement"))
    found = paired("贯彻落实", english("We carry out drills.", "They fully implement it."), own=concept)
    assert {en: item.decision for en, item in found.items()} == {
        "fully implement": "pair",
        "carry out": "candidate",
    }


def test_a_rendering_the_glossary_does_not_list_is_a_candidate_at_most() -> None:
    concept = Concept(("应急管理",), "emergency response work")
    found = paired("应急管理", english("emergency management"), own=concept)
    assert [(item.decision, item.standing) for item in found.values()] == [("candidate", "unlisted")]


class Parrot:
    """A judge that offers one rendering and is surprised by everything else."""

    name = "parrot"

    def __init__(self, offer: str) -> None:
        self.offer = offer
        self.asked: list[Question] = []

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        return [(-0.1,) if en == self.offer and "。" not in zh else (-5.0,) for zh, en in pairs]

    def renderings(self, questions: Sequence[Question]) -> list[tuple[str, ...]]:
        self.asked += questions
        return [(self.offer,) for _ in questions]


def test_the_model_is_asked_in_the_clause_and_its_gain_counts() -> None:
    judge = Parrot("road of iron")
    text = english("the road of iron opens")
    sentence = "为此，建设高架铁路网；此外。"
    asked = Phrase("高架铁路网", (Place(0, Span(5, 10), Segment(sentence, Span(0, len(sentence)))),))
    weights = Weights(-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, gain=1.0)
    found = pair([asked], text, (), Sources.of(BOOK, NO_WORDS, text), judge, weights)[0]
    assert [text.text(item.hits[0]) for item in found if item.decision == "pair"] == ["road of iron"]
    assert found[0].evidence.gain == pytest.approx(4.9)
    assert [(question.sentence, question.phrase) for question in judge.asked] == [
        ("建设高架铁路网", "高架铁路网")
    ]
