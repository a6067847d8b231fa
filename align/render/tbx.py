"""TermBase eXchange (ISO 30042:2019, DCA style, TBX-Basic): phrases with the standing of every rendering."""

from align.sheet import PhraseRow, Sheet

STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "avoid": "deprecatedTerm-admn-sts",
}


def render(sheet: Sheet) -> bytes:
    """Return the paired phrases as a TBX file; counts go into notes, unlisted renderings have no status."""
    from lxml import etree

    namespace = "urn:iso:std:iso:30042:ed-2"
    xml = "{http://www.w3.org/XML/1998/namespace}"
    root = etree.Element(
        f"{{{namespace}}}tbx",
        {"type": "TBX-Basic", "style": "dca", f"{xml}lang": "en"},
        nsmap={None: namespace},  # type: ignore[dict-item]
    )

    def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
        element.text = text or None
        return element

    description = add(add(add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    names = ", ".join(document.name for document in sheet.documents)
    add(
        description,
        "p",
        clean(f"Recurring phrases paired by duizhao align in {names}. {sheet.signature}".strip()),
    )
    body = add(add(root, "text"), "body")
    for number, row in enumerate(filter(_paired, sheet.phrases), 1):
        entry = add(body, "conceptEntry", id=f"c{number}")
        chinese = add(entry, "langSec")
        chinese.set(f"{xml}lang", "zh")
        term = add(chinese, "termSec")
        add(term, "term", clean(row.zh))
        add(term, "note", f"{len(row.occurrences)} occurrences; {row.standing}")
        english = add(entry, "langSec")
        english.set(f"{xml}lang", "en")
        for item in row.renderings:
            if item.decision != "pair":
                continue
            term = add(english, "termSec")
            add(term, "term", clean(item.en))
            if item.standing in STATUS:
                add(term, "termNote", STATUS[item.standing], type="administrativeStatus")
            add(term, "note", f"{item.count} occurrences")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _paired(row: PhraseRow) -> bool:
    return any(item.decision == "pair" for item in row.renderings)


def clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")
