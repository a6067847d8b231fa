"""A reviewer's corrections come back, from files as written here, edited, and saved by LibreOffice."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from align.errors import PlacedError, UserError
from align.page import segments
from align.text import Document, Link, Segment, Span
from glossary.notation import read as read_glossary
from glossary.term import Term, TermMatch
from translate.bitext import Unit
from translate.cache import Cache, Entry
from translate.engine import Hypothesis, Request
from translate.engines.echo import EchoEngine
from translate.learn import Learned, learn
from translate.memory import Memory, remember
from translate.render.formats import render
from translate.row import Finding, Row, TermUse, Translated
from translate.session import Session, Settings

HOUSE = """\
安全生产测试: {en: production safety, note: as in the law, domain: law}
测试网络:
  - {en: trial network, only_if: [移动]}
  - {en: test net}
"""
# Chinese, English as produced, English as corrected (None: left alone), state the reviewer set
ROWS = (
    ("抓好安全生产测试", "Ensure production safety", "Ensure work safety", None),
    ("=安全生产测试：𠮷野", "=Production safety: “Yoshino” <𠮷>", None, "approved"),
    ("未看的一段", "An unread paragraph", None, None),
    (
        "推动安全生产测试发展。",
        "We promote production safety.\nFully.",
        "We promote work safety.\nFully.",
        "edited",
    ),
    ("建设测试网络", "Build a test net", "Build a test grid", "approved"),
    ("2035", "2035", None, "approved"),
    ("有问题的一段", "A flagged paragraph", None, "flagged"),
)
TAKEN = {source: after or before for source, before, after, state in ROWS if after or state == "approved"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def page() -> Translated:
    """Return the document that the reviewer is given."""
    text = "\n".join(row[0] for row in ROWS)
    rows = []
    at = 0
    for source, target, _, state in ROWS:
        segment = Segment(source, Span(at, at + len(source)))
        at += len(source) + 1
        term = Term("安全生产测试", "production safety")
        where, there = source.find(term.zh), target.lower().find(term.en)
        span, stands = Span(where, where + len(term.zh)), Span(there, there + len(term.en))
        use = TermUse(TermMatch(term, span), stands.of(target), stands, "annotated")
        rows.append(
            Row(
                segment,
                target,
                score=-0.5,
                terms=(use,) if where >= 0 else (),
                links=(Link(span, stands),) if where >= 0 else (),
                findings=(Finding("number", "warning", "5 in the Chinese"),) if state == "flagged" else (),
            )
        )
    return Translated(
        Document("文件 one.txt", text, tuple(row.segment for row in rows)), tuple(rows), model="echo"
    )


def written(path: Path) -> Path:
    path.write_bytes(render(page(), path.suffix[1:].replace("xlf", "xliff")))
    return path


def review_xlsx(path: Path) -> None:
    """Edit a workbook as the reviewer would: English and state, nothing else."""
    import openpyxl

    book = openpyxl.load_workbook(path, rich_text=True)
    sheet: Any = book["translation"]
    assert [cell.value for cell in sheet[1]][2:5] == ["Chinese", "English", "state"]
    for number, (_, _, after, state) in enumerate(ROWS, 2):
        if after:
            sheet.cell(number, 4).value = after
        if state:
            sheet.cell(number, 5).value = state
    book.save(path)


def review_xliff(path: Path) -> None:
    from lxml import etree

    tree = etree.parse(path)
    for segment, (_, _, after, state) in zip(tree.iter("{*}segment"), ROWS, strict=True):
        target: Any = segment.find("{*}target")
        if after:
            for child in target:
                target.remove(child)
            target.text = after
        if after or state == "approved":
            segment.set("state", "final")
    tree.write(path, encoding="UTF-8", xml_declaration=True)


def review_docx(path: Path) -> None:
    import docx

    paper = docx.Document(str(path))
    for line, (_, _, after, _) in zip(paper.tables[0].rows[1:], ROWS, strict=True):
        if after:
            line.cells[1].text = after
    paper.save(str(path))


def save_with_libreoffice(path: Path, folder: Path) -> None:
    """Open a file in LibreOffice and save it in its own format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        path.suffix[1:],
        "--outdir",
        str(folder / "saved"),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    saved = folder / "saved" / path.name
    assert saved.is_file(), done.stderr
    saved.replace(path)


def check_memory(memory: Path, taken: dict[str, str]) -> None:
    loaded = Memory.load(memory)
    assert {source: loaded.translation(source) for source in taken} == taken
    assert len(loaded) == len(taken)


def check_proposals(path: Path, *, kept: bool) -> None:
    """One rendering was replaced twice, and `kept` once or not; the other was replaced once."""
    terms = read_glossary(path)
    assert [(term.zh, term.en, term.also, term.avoid) for term in terms] == [
        ("安全生产测试", "production safety", ("work safety",), ())
        if kept
        else ("安全生产测试", "work safety", (), ("production safety",)),
        ("测试网络", "trial network", (), ()),
        ("测试网络", "test grid", ("test net",), ()),
    ]
    assert [(term.only_if, term.domain, term.status) for term in terms] == [
        ((), "law", "proposed"),
        (("移动",), "house", "approved"),
        ((), "house", "proposed"),
    ]
    times = f"2 of {2 + kept}"
    assert str(terms[0].note).startswith(
        f"as in the law; reviewed: “work safety” for “production safety” in {times}"
    )


REVIEWS: dict[str, Callable[[Path], None]] = {"xlsx": review_xlsx, "xlf": review_xliff, "docx": review_docx}


@pytest.mark.parametrize(
    ("kind", "saves"),
    [
        ("xlsx", ()),
        ("xlf", ()),
        ("docx", ()),
        ("xlsx", ("before",)),
        ("xlsx", ("before", "after")),
        ("docx", ("before", "after")),
    ],
)
def test_a_corrected_file_comes_back(tmp_path: Path, house: Path, kind: str, saves: tuple[str, ...]) -> None:
    path = written(tmp_path / f"one 文件.{kind}")
    if "before" in saves:
        save_with_libreoffice(path, tmp_path)
    REVIEWS[kind](path)
    if "after" in saves:
        save_with_libreoffice(path, tmp_path)
    with Cache() as cache:  # an XLIFF or Word file does not say what the machine wrote
        cache.show((source, Entry(english)) for source, english, _, _ in ROWS)
    memory, proposals = tmp_path / "memory.db", tmp_path / "proposals.yaml"
    learned = learn(path, memory, proposals=proposals, glossaries=[house])
    # A Word document has no place to approve a row in: only changed ones count.
    taken = TAKEN if kind != "docx" else {source: after for source, _, after, _ in ROWS if after}
    check_memory(memory, taken)
    assert (len(learned.taken), learned.new, learned.left) == (len(taken), len(taken), len(ROWS) - len(taken))
    check_proposals(proposals, kept=kind != "docx")


def test_of_a_word_document_that_the_cache_does_not_know_all_is_taken(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.docx")
    review_docx(path)
    learned = learn(path, tmp_path / "memory.db", glossaries=[house])
    check_memory(tmp_path / "memory.db", {source: after or before for source, before, after, _ in ROWS})
    assert learned.proposed == (), "it is not known what the machine wrote"


def test_learning_twice_changes_nothing(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.xlsx")
    review_xlsx(path)
    memory, proposals = tmp_path / "memory.db", tmp_path / "proposals.yaml"
    first = learn(path, memory, proposals=proposals, glossaries=[house])
    text = proposals.read_text(encoding="utf-8")
    again = learn(path, memory, proposals=proposals, glossaries=[house])
    assert (again.taken != (), again.new, again.proposed) == (True, 0, ())
    assert again.known == first.proposed
    assert proposals.read_text(encoding="utf-8") == text
    assert str(first) == (
        "5 segments into the memory, 5 of them new; 2 left out, neither approved nor changed; "
        "2 term changes proposed: 安全生产测试 = work safety, 测试网络 = test grid"
    )
    assert str(again) == (
        "5 segments into the memory, 0 of them new; 2 left out, neither approved nor changed; "
        "2 term changes left out, an entry being proposed already"
    )


def test_proposals_are_added_to_what_the_file_has(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.xlsx")
    review_xlsx(path)
    proposals = tmp_path / "proposals.yaml"
    proposals.write_bytes("# mine\r\n测试网络: another grid  # seen\r\n甲: first".encode())
    learned = learn(path, tmp_path / "memory.db", proposals=proposals, glossaries=[house])
    assert proposals.read_text(encoding="utf-8").startswith(
        "# mine\n测试网络: another grid  # seen\n甲: first\n"
    )
    assert [(term.zh, term.en) for term in read_glossary(proposals)] == [
        ("测试网络", "another grid"),
        ("甲", "first"),
        ("安全生产测试", "production safety"),
    ]
    assert [change.old.zh for change in learned.known] == ["测试网络"]


@pytest.mark.parametrize("text", ["not: [closed", "[a, list]", "{测试: net}"])
def test_proposals_that_cannot_be_added_to_are_left_alone(tmp_path: Path, house: Path, text: str) -> None:
    path = written(tmp_path / "one.xlsx")
    review_xlsx(path)
    proposals = tmp_path / "proposals.yaml"
    proposals.write_text(text, encoding="utf-8")
    with pytest.raises(PlacedError):
        learn(path, tmp_path / "memory.db", proposals=proposals, glossaries=[house])
    assert proposals.read_text(encoding="utf-8") == text
    assert not (tmp_path / "memory.db").exists()


def test_nothing_is_taken_from_a_file_that_breaks_off(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.xlf")
    review_xliff(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UserError, match="broken XML"):
        learn(path, tmp_path / "memory.db", proposals=tmp_path / "proposals.yaml", glossaries=[house])
    assert sorted(item.name for item in tmp_path.iterdir()) == ["house.yaml", "one.xlf"]


def test_a_file_without_corrections_teaches_nothing(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.xlsx")
    learned = learn(path, tmp_path / "memory.db", proposals=tmp_path / "proposals.yaml", glossaries=[house])
    assert learned == Learned((), 0, len(ROWS))
    assert (
        str(learned) == "0 segments into the memory, 0 of them new; 7 left out, neither approved nor changed"
    )
    assert not (tmp_path / "memory.db").exists()
    assert not (tmp_path / "proposals.yaml").exists()


def test_without_a_file_for_them_proposals_are_only_returned(tmp_path: Path, house: Path) -> None:
    path = written(tmp_path / "one.xlsx")
    review_xlsx(path)
    learned = learn(path, tmp_path / "memory.db", glossaries=[house], cache=Cache.nowhere())
    assert [change.after for change in learned.proposed] == ["work safety", "test grid"]
    assert not (tmp_path / "proposals.yaml").exists()


def test_a_segment_that_is_only_a_term_is_not_approved_by_writing_it(tmp_path: Path, house: Path) -> None:
    """Our XLIFF calls it reviewed; in a memory it would outlive the next edit of the glossary."""
    document = page()
    rows = tuple(replace(row, origin="term") for row in document.rows)
    path = tmp_path / "one.xlf"
    path.write_bytes(render(replace(document, rows=rows), "xliff"))
    assert learn(path, tmp_path / "memory.db", glossaries=[house]).taken == ()


@pytest.mark.parametrize("to", ["tmx", "tsv"])
def test_other_formats_of_ours_are_read_too(tmp_path: Path, house: Path, to: str) -> None:
    path = tmp_path / f"one.{to}"
    document = page()
    path.write_bytes(
        render(replace(document, rows=tuple(replace(row, origin="memory") for row in document.rows)), to)
    )
    learned = learn(path, tmp_path / "memory.db", glossaries=[house])
    assert {unit.source: unit.target for unit in learned.taken} == {
        source: english for source, english, _, state in ROWS if state != "flagged"
    }


OFFICE = "工业和信息化部"
LONG = f"{OFFICE}要求发展宝石花色。"
# A term alone; a sentence twice, in full and with the short form; a phrase that one segment says otherwise.
SESSION_TEXT = f"标题\n{OFFICE}\n{LONG}{LONG}\n推动宝石花色。\n保障宝石花色。\n丙丁宝石花色戊。\n相关阅读\n"


class Wavering(EchoEngine):
    """Says “gem colours”, but “stone colours” in a segment with 丙 unless told otherwise."""

    def translate(
        self,
        requests: Sequence[Request],
        *,
        beam: int | None = None,
        n_best: int = 1,
    ) -> list[tuple[Hypothesis, ...]]:
        made = []
        for request in requests:
            word = "stone colours" if "丙" in request.source else "gem colours"
            made += EchoEngine({"宝石花色": word}).translate([request], beam=beam, n_best=n_best)
        return made


def delivered(path: Path, **settings: Any) -> Translated:
    """Translate as the command does and write the file that the reviewer is given."""
    document = Document("d", SESSION_TEXT, segments(SESSION_TEXT))
    with Session(Settings(**settings), engine=Wavering()) as session:
        (page,) = session.translate([document])
    path.write_bytes(render(page, path.suffix[1:].replace("xlf", "xliff")))
    return page


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.yaml"
    path.write_text(f"{OFFICE}: {{en: Industry Ministry, abbr: IM}}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["docx", "xlf", "xlsx", "tsv"])
@pytest.mark.parametrize("switches", [{}, {"abbreviate": True, "consistent": True}])
def test_a_delivered_file_without_corrections_teaches_nothing(
    tmp_path: Path, short: Path, kind: str, switches: dict[str, bool]
) -> None:
    path = tmp_path / f"one.{kind}"
    page = delivered(path, glossaries=(short,), **switches)
    targets = [row.target for row in page.rows if row.segment.text == LONG]
    assert len(set(targets)) == 1 + bool(switches), "the short form at the second mention"
    assert ("stone colours" in str(page.rows)) != bool(switches), "the outlier is brought into line"
    assert {row.origin for row in page.rows} >= {"term", "fixed", "model"}
    delivered(tmp_path / "later.html")  # what is translated meanwhile makes no correction of it
    assert learn(path, tmp_path / "memory.db") == Learned((), 0, len(page.rows))


def test_what_came_from_memory_is_not_learnt_again_unread(tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    remember(memory, [Unit(OFFICE, "Industry Ministry"), Unit(LONG, "It must grow.")])
    path = tmp_path / "one.docx"
    page = delivered(path, memory=memory)
    assert [row.origin for row in page.rows].count("memory") == 3
    assert learn(path, tmp_path / "another.db").taken == ()


def test_a_corrected_row_is_compared_with_the_nearest_of_what_was_delivered(
    tmp_path: Path, short: Path
) -> None:
    import docx

    path = tmp_path / "one.docx"
    page = delivered(path, glossaries=(short,), abbreviate=True)
    at = next(number for number, row in enumerate(page.rows, 1) if row.segment.text == LONG)
    paper = docx.Document(str(path))
    cell = paper.tables[0].rows[at].cells[1]
    before = cell.text
    assert before.startswith("Industry Ministry (IM)")
    cell.text = f"{before} Now"
    paper.save(str(path))
    (unit,) = learn(path, tmp_path / "memory.db").taken
    assert (unit.target, unit.machine) == (f"{before} Now", before)


def test_a_corrected_target_counts_whatever_its_state_is_left_at(tmp_path: Path, short: Path) -> None:
    """Also of a term alone, which our XLIFF calls reviewed, and of a flagged segment."""
    from lxml import etree

    path = tmp_path / "one.xlf"
    page = delivered(path, glossaries=(short,))
    tree = etree.parse(path)
    wanted = {}
    for row, segment in zip(page.rows, tree.iter("{*}segment"), strict=True):
        target: Any = segment.find("{*}target")
        if row.segment.text in (OFFICE, "推动宝石花色。"):
            assert segment.get("state") == ("reviewed" if row.segment.text == OFFICE else "translated")
            for child in target:
                target.remove(child)
            target.text = wanted[row.segment.text] = f"Corrected {row.segment.text[0]}"
    tree.write(path, encoding="UTF-8", xml_declaration=True)
    learned = learn(path, tmp_path / "memory.db")
    assert {unit.source: unit.target for unit in learned.taken} == wanted
    assert learned.left == len(page.rows) - 2


def test_rows_without_english_are_counted_and_approved_ones_named(tmp_path: Path, house: Path) -> None:
    import openpyxl

    path = written(tmp_path / "one.xlsx")
    book = openpyxl.load_workbook(path)
    sheet: Any = book["translation"]
    sheet.cell(2, 5).value = "approved"
    sheet.cell(3, 4).value = "Edited"
    sheet.cell(5, 5).value = "approved"
    for line in (5, 6):
        sheet.cell(line, 4).value = None
    book.save(path)
    learned = learn(path, tmp_path / "memory.db", glossaries=[house])
    check_memory(tmp_path / "memory.db", {ROWS[0][0]: ROWS[0][1], ROWS[1][0]: "Edited"})
    assert str(learned) == (
        "2 segments into the memory, 2 of them new; 3 left out, neither approved nor changed; "
        "2 left out without English, 1 of them approved: one.xlsx:5"
    )


@pytest.mark.parametrize("whole", [False, True])
def test_a_target_that_is_taken_out_of_an_xliff_is_counted(tmp_path: Path, house: Path, whole: bool) -> None:
    from lxml import etree

    path = written(tmp_path / "one.xlf")
    tree = etree.parse(path)
    segment = next(tree.iter("{*}segment"))
    segment.set("state", "final")
    target: Any = segment.find("{*}target")
    if whole:
        segment.remove(target)
    else:
        target.clear()
    tree.write(path, encoding="UTF-8", xml_declaration=True)
    learned = learn(path, tmp_path / "memory.db", glossaries=[house])
    assert (learned.taken, learned.left) == ((), len(ROWS) - 1)
    assert [unit.origin for unit in learned.empty] == ["one.xlf:1"]
    assert str(learned).endswith("1 left out without English, 1 of them approved: one.xlf:1")


@pytest.mark.parametrize(
    ("name", "message"), [("a.pdf", "not a file of translations"), ("no.xlsx", "no such")]
)
def test_a_file_that_cannot_be_learnt_from_is_the_users_mistake(
    tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        learn(tmp_path / name, tmp_path / "memory.db")


def test_a_file_that_may_not_be_read_is_the_users_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "one.tsv")
    whole = Path.read_bytes

    def refused(file: Path) -> bytes:
        if file == path:
            raise PermissionError(13, "Permission denied")
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(UserError, match=r"one\.tsv: cannot be read: Permission denied"):
        learn(path, tmp_path / "memory.db")
