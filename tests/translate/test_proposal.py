"""What corrections of a reviewer say about terms."""

from dataclasses import replace

import pytest

from glossary.store import Glossary
from glossary.term import Term
from translate.bitext import Unit
from translate.proposal import Proposal, propose

NET = Term("工业互联网", "industrial internet", also=("industry internet",))
MIIT = Term(
    "工业和信息化部", "Ministry of Industry and Information Technology", abbr="MIIT", aliases=("工信部",)
)
SAFE = Term("安全生产", "production safety")
GLOSSARY = Glossary((NET, MIIT, SAFE))


def one(*units: tuple[str, str, str]) -> Proposal | None:
    """Return the one proposal for units of (Chinese, machine, English), None for none."""
    given = [
        Unit(zh, en, f"r:{number}", machine=machine) for number, (zh, machine, en) in enumerate(units, 1)
    ]
    found = propose(given, GLOSSARY)
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("zh", "machine", "english", "after"),
    [
        (
            "发展工业互联网",
            "Develop the industrial internet now",
            "Develop the industrial web now",
            "industrial web",
        ),
        ("发展工业互联网", "Develop the industrial internet", "Develop industrial web.", "industrial web"),
        ("工业互联网发展", "Industrial internet grows", "Industry web grows", "industry web"),
        ("工业互联网发展", "Industrial internet grows", "IIoT grows", "IIoT"),
        ("抓好安全生产", "We ensure production safety.", "We ensure work safety.", "work safety"),
        ("抓好安全生产", "We ensure production safety.", "We truly ensure work safety today.", "work safety"),
        ("工信部表示", "The MIIT said", "The Ministry of Industry said", "Ministry of Industry"),
        ("𠮷野抓好安全生产", "𠮷野 ensures production safety.", "𠮷野 ensures work safety.", "work safety"),
        # the rendering in another number, form or admitted variant is no change of the term
        ("发展工业互联网", "Develop the industrial internet", "Develop the industry internet", None),
        ("发展工业互联网", "Develop the industrial internet", "Develop industrial internets", None),
        ("发展工业互联网", "Develop the industrial internet", "Grow the industrial internet", None),
        (
            "发展工业互联网",
            "We develop the industrial internet",
            "The industrial internet is developed",
            None,
        ),
        (
            "工信部表示",
            "The MIIT said",
            "The Ministry of Industry and Information Technology (MIIT) said",
            None,
        ),
        # where the new rendering begins or ends is not clear, or there is none
        ("发展工业互联网", "Develop the industrial internet now", "Build an industry web today", None),
        ("发展工业互联网", "Develop the industrial internet now", "Develop now", None),
        ("发展工业互联网", "Develop the industrial internet now", "Develop it now", None),
        ("发展工业互联网", "Develop the industrial internet now", "Develop 工业互联网 now", None),
        # the machine had not used the term, or it is no term here
        ("发展工业互联网", "Develop the web", "Develop the mesh", None),
        ("发展互联网", "Develop the industrial internet", "Develop the internet", None),
    ],
)
def test_what_took_the_place_of_a_rendering(zh: str, machine: str, english: str, after: str | None) -> None:
    found = one((zh, machine, english))
    assert (found.after if found else None) == after


def test_replaced_once_the_old_rendering_stays_admitted() -> None:
    found = one(("抓好安全生产", "We ensure production safety.", "We ensure work safety."))
    assert found is not None
    assert (found.old, found.before, found.count, found.total, found.origins) == (
        SAFE,
        "production safety",
        1,
        1,
        ("r:1",),
    )
    assert (found.term.zh, found.term.en, found.term.also) == (
        "安全生产",
        "work safety",
        ("production safety",),
    )
    assert found.term.avoid == ()
    assert found.term.status == "proposed"
    assert found.term.note == "reviewed: “work safety” for “production safety” in 1 of 1 (r:1)"


def test_the_source_of_the_old_rendering_does_not_vouch_for_the_new_one() -> None:
    sourced = replace(SAFE, source="the law of 2021")
    unit = Unit("抓好安全生产", "Ensure work safety.", "one: two.xlsx:4", machine="Ensure production safety.")
    (found,) = propose([unit], Glossary((sourced,)))
    assert found.term.source == "review of one: two.xlsx"
    assert str(found.term.note).endswith("(one: two.xlsx:4); “production safety” is from the law of 2021")
    kept = replace(unit, target="Ensure production safety.")
    (found,) = propose([unit, unit, kept], Glossary((sourced,)))
    assert found.term.source == "the law of 2021", "the preferred rendering is still the old one"


CHANGED = ("抓好安全生产", "Ensure production safety.", "Ensure work safety.")
KEPT = ("重视安全生产", "Stress production safety.", "Stress production safety.")
OTHER = ("安全生产好", "Good production safety.", "Good workplace safety.")


def test_replaced_everywhere_the_old_rendering_is_to_be_avoided() -> None:
    found = one(CHANGED, ("安全生产。", "Production safety.", "Work safety."))
    assert found is not None
    assert (found.term.en, found.term.also, found.term.avoid) == ("work safety", (), ("production safety",))
    assert (found.count, found.total) == (2, 2)


def test_replaced_here_and_kept_there_both_are_right() -> None:
    found = one(CHANGED, KEPT, CHANGED)
    assert found is not None
    assert (found.term.en, found.term.also, found.term.avoid) == ("production safety", ("work safety",), ())
    assert (found.count, found.total) == (2, 3)


@pytest.mark.parametrize("units", [(CHANGED, KEPT), (CHANGED, OTHER), (KEPT,), ()])
def test_one_change_among_others_is_no_proposal(units: tuple[tuple[str, str, str], ...]) -> None:
    assert one(*units) is None


def test_an_admitted_variant_that_was_replaced_leaves_the_preferred_one() -> None:
    unit = ("发展工业互联网", "Grow the industry internet", "Grow the industrial web")
    found = one(unit, unit)
    assert found is not None
    assert (found.term.en, found.term.also, found.term.avoid) == (
        "industrial internet",
        ("industrial web",),
        ("industry internet",),
    )


def test_two_occurrences_are_judged_each_for_itself() -> None:
    found = one(
        (
            "安全生产就是安全生产",
            "Production safety is production safety.",
            "Work safety is production safety.",
        )
    )
    assert found is None, "kept once, replaced once"


def test_a_unit_without_machine_text_says_nothing() -> None:
    assert propose([Unit("抓好安全生产", "Ensure work safety.")], GLOSSARY) == ()
