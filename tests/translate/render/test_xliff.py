from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.text import Document
from translate.render.xliff import CORE, render
from translate.row import Translated

SCHEMAS = Path(__file__).parents[2] / "schemas"
NAMES = {
    "x": CORE,
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "xliff_core_2.0.xsd"))


def ask(root: etree._Element, path: str) -> list[str]:
    return root.xpath(path, namespaces=NAMES)


def test_it_is_valid(translated: Translated, schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(render(translated)))
    schema.assertValid(etree.fromstring(render(Translated(Document("empty.txt", ""), ()))))


def test_the_schema_is_able_to_refuse(translated: Translated, schema: etree.XMLSchema) -> None:
    broken = render(translated).replace(b'state="translated"', b'state="done"')
    assert not schema.validate(etree.fromstring(broken))


def test_a_unit_a_segment_with_the_text_of_both_sides(translated: Translated) -> None:
    root = etree.fromstring(render(translated))
    assert ask(root, "string(/x:xliff/@version)") == "2.1"
    assert ask(root, "//x:unit/@name")[2] == f"{translated.document.name}#3"
    assert [ask(text, "string(.)") for text in ask(root, "//x:segment/x:source")] == [
        row.segment.text for row in translated.rows
    ]
    assert [ask(text, "string(.)") for text in ask(root, "//x:segment/x:target")] == [
        row.target for row in translated.rows
    ]


def test_terms_are_annotations_that_pair_up(translated: Translated) -> None:
    root = etree.fromstring(render(translated))
    unit = ask(root, "//x:unit[@id='u3']")[0]
    assert ask(unit, ".//x:source/x:mrk[@type='term']/text()") == ["决策部署", "安全生产"]
    assert ask(unit, ".//x:source/x:mrk/@value") == ["decisions and plans", "work safety"]
    assert ask(unit, ".//x:source/x:mrk/@id") == ["m1", "m2"]
    assert ask(unit, ".//x:target/x:mrk/@id") == ["m1"]  # the other has no rendering
    assert ask(unit, ".//mda:metaGroup[@category='terms']/mda:meta/text()") == [
        "annotated, preferred",
        "unmet",
    ]


def test_findings_are_notes_and_memory_is_matches(translated: Translated) -> None:
    unit = ask(etree.fromstring(render(translated)), "//x:unit[@id='u3']")[0]
    assert ask(unit, ".//x:note/@category") == ["split", "term-avoid", "number"]
    assert ask(unit, ".//x:note/@priority") == ["7", "3", "1"]
    assert ask(unit, "string(.//mtc:match/@similarity)") == "81.5"
    assert ask(unit, "string(.//mtc:match/x:target)").startswith("The meeting called for carrying out")


def test_states(translated: Translated) -> None:
    rows = (replace(translated.rows[4], target=""), *translated.rows[1:])
    root = etree.fromstring(render(replace(translated, rows=rows)))
    states = ask(root, "//x:segment/@state")
    assert states[:6] == ["initial", "translated", "translated", "translated", "translated", "final"]
    assert set(states[6:]) == {"reviewed"}
    flagged = [unit.get("id") for unit in ask(root, "//x:unit[x:segment/@subState='duizhao:flagged']")]
    assert flagged == ["u3", "u4"]


def test_what_xml_cannot_hold_becomes_a_sign(translated: Translated, schema: etree.XMLSchema) -> None:
    rows = (replace(translated.rows[4], target="a\x00b\ud800\x0bc"),)
    root = etree.fromstring(render(replace(translated, rows=rows)))
    schema.assertValid(root)
    assert ask(root, "string(//x:target)") == "a\ufffdb\ufffd\ufffdc"
