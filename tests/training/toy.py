"""A toy corpus: invented sentences of a few patterns, enough for a tiny model to learn something from."""

import random

from training.pair import Pair

SUBJECTS = {
    "工信部": "The ministry",
    "市政府": "The city government",
    "该公司": "The company",
    "我们": "We",
    "专家组": "The expert group",
    "应急局": "The emergency bureau",
}
VERBS = {
    "发布了": "released",
    "讨论了": "discussed",
    "修改了": "revised",
    "公布了": "announced",
    "支持": "supported",
}
OBJECTS = {
    "新的计划": "a new plan",
    "安全生产标准": "a workplace safety standard",
    "工业互联网政策": "an industrial internet policy",
    "网络报告": "a network report",
    "年度预算": "the annual budget",
}
WHEN = {"昨天": "yesterday", "上周": "last week", "今年": "this year", "本月": "this month"}


def toy_pairs(count: int = 60, seed: int = 5) -> list[Pair]:
    """Draw pairs, none twice."""
    every = [
        Pair(f"{subject}{when}{verb}{thing}。", f"{a} {b} {c} {d}.", "toy")
        for subject, a in SUBJECTS.items()
        for verb, b in VERBS.items()
        for thing, c in OBJECTS.items()
        for when, d in WHEN.items()
    ]
    return random.Random(seed).sample(every, count)
