import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from align import read
from align.errors import UserError
from align.read import read_documents, simplified

TRADITIONAL = "資訊通信業復工復產，應急管理部門發佈預警資訊，推動產業發展。"


def test_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one-line.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # takes no room on the disk
    with pytest.raises(UserError, match="larger than 20 MB") as refused:
        read_documents([str(path)])
    assert "split" in refused.value.hint


def test_documents_keep_order_and_newlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "c[1].txt"):
        Path(name).write_bytes(f"{name}\r\n第一句。第二句。\r\n".encode())
    documents = read_documents(["c[1].txt", "*.txt", "./a.txt"])
    assert [document.name for document in documents] == ["c[1].txt", "a.txt", "b.txt"]
    assert documents[1].text == "a.txt\r\n第一句。第二句。\r\n"
    assert documents[1].segments[-1].text == "第二句。"


def test_stdin_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("会议。".encode("gb18030"))))
    (document,) = read_documents(["-", "-"])
    assert (document.name, document.text) == ("stdin", "会议。")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("reprot.txt", "no such file: reprot.txt", "did you mean report.txt?"),
        ("nowhere/a.txt", "no such file", "there is no folder nowhere"),
        ("folder", "folder is a folder", "folder/*.txt"),
        ("*.md", "no file matches *.md", "looked in"),
        ("x" * 300, "File name too long", ""),
    ],
)
def test_a_name_that_means_nothing_is_refused(
    name: str, message: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text("会议。", encoding="utf-8")
    Path("folder").mkdir()
    with pytest.raises(UserError) as refused:
        read_documents(["report.txt", name])
    assert message in str(refused.value)
    assert hint in refused.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("会议。", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UserError, match="Permission denied"):
        read_documents([str(path)])


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf hello > '{pipe}'"]):
        assert read_documents([str(pipe)])[0].text == "hello"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("資訊通信業乾燥，後來𠮷", "资讯通信业干燥，后来𠮷"),
        ("老態龍鍾的乾隆", "老态龙钟的乾隆"),
        ("已是简体 and English", "已是简体 and English"),
        ("", ""),
    ],
)
def test_simplified(text: str, expected: str) -> None:
    assert simplified(text) == expected


def test_simplify_keeps_every_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TRADITIONAL * 40, encoding="utf-8")
    (document,) = read_documents([str(path)], simplify=True)
    assert len(document.text) == len(TRADITIONAL) * 40
    assert document.text.startswith("资讯通信业复工复产")


def test_a_conversion_of_another_length_is_undone_character_by_character() -> None:
    assert read._same_length("ab", lambda text: {"ab": "xyz", "a": "x", "b": "yz"}[text]) == "xb"
