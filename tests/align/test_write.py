import errno
import os
from pathlib import Path

import pytest

from align.errors import UserError
from align.write import slug, write_atomic


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_and_bytes_are_written_with_missing_folders(tmp_path: Path) -> None:
    path = tmp_path / "out" / "deep" / "a.txt"
    write_atomic(path, "一\r\n二\n𠮷")
    assert path.read_bytes() == "一\r\n二\n𠮷".encode()
    write_atomic(path, b"\0\1")
    assert path.read_bytes() == b"\0\1"
    assert names_in(path.parent) == ["a.txt"]


def test_permissions_are_those_of_an_ordinary_or_of_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    before = os.umask(0o027)
    try:
        write_atomic(path, "a")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o604)
    write_atomic(path, "b")
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    write_atomic(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_directly() -> None:
    write_atomic(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "no room left on the disk for"),
        (errno.EDQUOT, "no room left on the disk for"),
        (errno.EACCES, "no permission to write"),
        (errno.EIO, "cannot write"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    number: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UserError, match=message) as refused:
        write_atomic(path, "new")
    assert refused.value.hint
    assert path.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["a.txt"]


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.txt", "new")
    assert names_in(tmp_path) == []


def test_a_folder_or_a_file_in_the_way_is_a_user_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="directory"):
        write_atomic(tmp_path, "a")
    (tmp_path / "file").write_text("a", encoding="utf-8")
    with pytest.raises(UserError, match="cannot write"):
        write_atomic(tmp_path / "file" / "a.txt", "a")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("加快5G商用步伐: a/b?", "加快5G商用步伐_a_b"),
        ("../../etc/passwd", "etc_passwd"),
        ("", "document"),
        ("...", "document"),
        ("a" * 300, "a" * 200),
        ("国" * 100, "国" * 66),
        ("stdin", "stdin"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
