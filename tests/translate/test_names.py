"""Names of people."""

import pytest

from translate.names import is_spelt, people, spellings


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("工业和信息化部总经济师王新哲出席会议并讲话,", ["王新哲"]),
        ("省委书记欧阳明主持会议，市长高志远、副市长吕芳参加。", ["欧阳明", "高志远", "吕芳"]),
        ("国务委员王毅出席会议，总理李克强指出，部长向晓明说", ["王毅", "李克强", "向晓明"]),
        ("赵乐际委员长向大会作报告，院长向会议作说明，总经理于今日在京宣布", []),
        ("主任单位和成员单位，部长任期和待遇，记者连日在一线，站长高铁和书记石家庄和主任", []),
        ("书记高度重视，主任会议通过了决定。", []),
        ("部长和应急、水利部门负责人出席。", []),
        ("王新哲", []),  # nothing says that it is a name
    ],
)
def test_names_stand_between_a_title_and_what_is_done(text: str, names: list[str]) -> None:
    found = people(text)
    assert [person.name for person in found] == names
    assert [person.span.of(text) for person in found] == names


@pytest.mark.parametrize(
    ("name", "english", "spelt"),
    [
        ("王新哲", "Wang Xinzhe, chief economist", True),
        ("王新哲", "Chief economist WANG Xin-zhe", True),
        ("王新哲", "Xinzhe Wang", True),
        ("王新哲", "Wang Yang, chief economist", False),
        ("欧阳明", "Ouyang Ming", True),
        ("吕芳", "Lyu Fang", True),
        ("吕芳", "Lü Fang", True),
        ("单重", "Shan Chong", True),  # any reading will do
        ("夏侯", "Xia Hou", True),  # a surname of two characters is none without a given name
    ],
)
def test_spelt(name: str, english: str, spelt: bool) -> None:
    assert is_spelt(name, english) == spelt


def test_spellings_are_all_readings() -> None:
    assert "Zeng Zhong" in list(spellings("曾重"))
