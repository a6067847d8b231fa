"""Telling names of people from phrases: one-off names are no terminology."""

import re
from collections.abc import Sequence
from itertools import pairwise

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)
TITLES = """
    总书记 书记 主席 副主席 总理 副总理 部长 副部长 省长 副省长 市长 副市长 县长 局长 副局长 厅长
    副厅长 司长 主任 副主任 委员 总经济师 总工程师 经理 总经理 董事长 院长 校长 会长 秘书长 组长
    队长 所长 处长 科长 记者 同志 先生 女士 教授 院士
    """.split()
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_SURNAME = "".join(sorted(SURNAMES))
_ZH = re.compile(
    f"(?:{_TITLE})[{_SURNAME}][\u4e00-\u9fff]{{1,2}}$|^[{_SURNAME}][\u4e00-\u9fff]{{1,2}}(?:{_TITLE})"
)

# Syllables in a row. Finals of several vowels (iang, uo) are not listed, for each vowel is a final by itself. What a
# syllable has taken it keeps, (?>…): no word needs it to take less, and trying that takes exponential time.
_PINYIN = re.compile("(?>(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[aeio]ng|[aeiu]n|er|[aeiou]))+")
_SURNAMES_EN = frozenset(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao zheng liang
    xie song tang han deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei
    su lu ding ren yao shen zhong cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin
    qiu hou yin xue yan duan lei long tao mao hao gu gong shao wan qian dai mo kong xiang chang kang
    qiao lai wen min mu ni
    """.split()
)


def names_person(zh: str) -> bool:
    """Tell whether a Chinese phrase ends or begins with a title and a name beside it.

    >>> names_person("总经济师王新哲"), names_person("总经济师")
    (True, False)
    """
    return _ZH.search(zh) is not None


def is_person(words: Sequence[str]) -> bool:
    """Tell whether English words have a Chinese name among them: surname and given name, capitalised.

    >>> is_person(["Li", "Lecheng", "stressed"]), is_person(["State", "Council"])
    (True, False)
    """
    return any(
        surname.lower() in _SURNAMES_EN
        and surname[0].isupper()
        and given[0].isupper()
        and _PINYIN.fullmatch(given.lower()) is not None
        for surname, given in pairwise(words)
    )
