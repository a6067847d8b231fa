"""Names of people: English writes Chinese ones in pinyin, the surname first."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from align.text import Span

# Surnames; rarer ones that are mostly words (和, 应, 查, 管, 全, 解, 成) are left out.
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐")
_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤祁温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳柴蒙鲍华喻蒲房滕屈饶牟艾尤阳穆农卓古吉缪简车项连芦麦褚娄窦戚岑景党"
    "宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边姬师仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池麻苑迟邝官冀"
)
# What a character is read as in a surname and nowhere else.
_READ_AS = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "翟": "zhai", "任": "ren", "覃": "qin", "宁": "ning", "尉迟": "yu chi", "华": "hua",
    "万": "wan", "石": "shi", "葛": "ge", "盛": "sheng", "曲": "qu", "柏": "bai", "车": "che", "隋": "sui", "纪": "ji", "缪": "miao",
    "费": "fei", "贾": "jia", "阮": "ruan", "褚": "chu", "卜": "bu", "王": "wang", "陆": "lu", "冯": "feng", "沈": "shen", "叶": "ye",
}  # fmt: skip
_ALSO_PREPOSITIONS = frozenset("向于任连单")
_TITLES = (
    "总理|主席|委员|委员长|部长|书记|主任|局长|司长|处长|科长|厅长|省长|市长|县长|区长|镇长|村长|州长|总经济师|总工程师|总规划师|总会计师|"
    "董事长|总经理|经理|总裁|院士|教授|研究员|发言人|秘书长|会长|理事长|校长|院长|所长|行长|署长|台长|队长|站长|支队长|总队长|工程师|记者"
)
_AFTER = (
    "出席|主持|表示|指出|强调|说|介绍|认为|率|讲话|回应|作|在|与|和|及|、|，|,|。|；|:|：|（|\\(|等|对|到|赴|会见|宣布|带队|告诉|透露|坦言|参加|陪同|调研|检查|"
    "分别|一行|担任|率领|前往|深入|为|就|将|从|向|带领|致辞|发表|通过|代表|提出|要求|解释|分析|建议|\\s|$"
)
_PERSON = re.compile(
    rf"(?:{_TITLES})(?P<name>(?:{'|'.join(_DOUBLE)}|[{_SINGLE}])[\u4e00-\u9fff]{{1,2}}?)(?={_AFTER})"
)


class Person(NamedTuple):
    """A name in a Chinese text."""

    name: str
    span: Span


def people(text: str) -> list[Person]:
    """Return the names of people that stand between a title and what a person does: others cannot be told from words.

    >>> [person.name for person in people("总经济师王新哲出席会议,书记高度重视,记者李明说")]
    ['王新哲', '李明']
    """
    return [person for person in candidates(text) if not is_word(person.name)]


def candidates(text: str) -> list[Person]:
    """Return what stands where a name would; `is_word` tells which of them are none, but it has to load a table."""
    return [Person(found["name"], Span(*found.span("name"))) for found in _PERSON.finditer(text)]


def is_word(name: str) -> bool:
    """Tell whether what looks like a name is words: 主任单位和, 委员长向大会作报告."""
    from align.lexicon import bundled_lexicon

    words = bundled_lexicon().counts
    spelt = [spelling.lower().split() for spelling in spellings(name)]
    if name in words:  # the table has some people too, whose English is their name
        return not any(surname in words[name] for surname, _ in spelt)
    return name[0] in _ALSO_PREPOSITIONS and name[1:] in words


def spellings(name: str) -> Iterator[str]:
    """Yield how a name may be written: surname and given name, the likeliest reading of the characters first.

    >>> next(spellings("王新哲")), next(spellings("单雄"))
    ('Wang Xinzhe', 'Shan Xiong')
    """
    from pypinyin import Style, pinyin

    readings = [
        [way for reading in several for way in _without_umlaut(reading)]
        for several in pinyin(name, style=Style.NORMAL, heteronym=True)
    ]
    surname = 2 if len(name) > 2 and name.startswith(_DOUBLE) else 1
    if name[:surname] in _READ_AS:
        readings[:surname] = [[part] for part in _READ_AS[name[:surname]].split()]
    for parts in dict.fromkeys(product(*readings)):
        yield f"{''.join(parts[:surname]).capitalize()} {''.join(parts[surname:]).capitalize()}"


def _without_umlaut(reading: str) -> tuple[str, ...]:
    """吕 is written Lyu in passports and Lu elsewhere."""
    return (reading.replace("v", "yu"), reading.replace("v", "u")) if "v" in reading else (reading,)


def is_spelt(name: str, english: str) -> bool:
    """Tell whether the English has the name; case, hyphens, apostrophes and the order of the two do not count."""
    letters = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", english).lower())
    return any(
        f"{surname}{given}" in letters or f"{given}{surname}" in letters
        for surname, given in (spelling.lower().split() for spelling in spellings(name))
    )
