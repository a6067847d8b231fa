import pytest

from align.language import Language, is_han, language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议指出，要加快5G商用步伐。", "zh"),
        ("GDP增长5%", "zh"),
        ("𠮷𠮷", "zh"),
        ("Li Lecheng (李乐成) pointed out", "en"),
        ("Latest", "en"),
        ("中国移动 China Mobile", None),
        ("2024-01-18", None),
        ("", None),
    ],
)
def test_language_of(text: str, expected: Language | None) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    ("character", "expected"),
    [("国", True), ("〇", True), ("𠮷", True), ("。", False), ("A", False), ("あ", False)],
)
def test_is_han(character: str, expected: bool) -> None:
    assert is_han(character) is expected
