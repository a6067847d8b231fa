import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.encoding import decode
from align.errors import UserError

CHINESE = "加强统筹协调，加快5G商用步伐\r\n2月22日，工业和信息化部召开电视电话会议。\n"
TRADITIONAL = "資訊通信業復工復產，應急管理部門發佈預警資訊，推動產業發展。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, "网络。"])
def test_decode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "f") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_decode_english(encoding: str) -> None:
    assert decode("Café “5G”.\r\n".encode(encoding), "f") == "Café “5G”.\r\n"


def test_a_character_beyond_the_basic_plane_survives() -> None:
    assert decode(("𠮷" + CHINESE).encode("gb18030"), "f") == "𠮷" + CHINESE


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "f.txt is empty", "nothing"),
        (b" \r\n", "f.txt holds no text", "nothing"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "f.txt is a PDF file", "copy its text"),
        (b"PK\x03\x04\x14\x00\x06\x00\xff\xff", "f.txt is an Office or ZIP file", "plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "f.txt is an image", "only text"),
        (bytes(range(256)) * 9, "f.txt is not text", "binary"),
        (b"\x01\x02\x03 text", "f.txt is not text", "binary"),
        (b"\xff\xfea", "f.txt begins like UTF-16-LE", "UTF-8"),
        ("Élève très âgé à Noël, déjà".encode("cp1252"), "f.txt is in none of UTF-8, UTF-16, GB18030", ""),
        (TRADITIONAL.encode("big5"), "f.txt is in none of UTF-8, UTF-16, GB18030", "iconv -f big5"),
        ("会议".encode() + b"\xff", "(no UTF-8 from byte 6 on)", ""),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(UserError) as refused:
        decode(data, "f.txt")
    assert message in str(refused.value)
    assert hint in refused.value.hint


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_user_error(data: bytes) -> None:
    with contextlib.suppress(UserError):
        assert decode(data, "f")
