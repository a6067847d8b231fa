from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.tokens import lemma, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("high-quality development", ["high-quality", "development"]),
        ("the 14th Five-Year Plan", ["the", "14th", "Five-Year", "Plan"]),
        ("U.S. 5G, e.g. COVID-19", ["U.S.", "5G", ",", "e.g.", "COVID-19"]),
        ("China's don't R&D", ["China", "'s", "don't", "R&D"]),
        ("1,000 or 3.5% in 2020-2025.", ["1,000", "or", "3.5", "%", "in", "2020", "-", "2025", "."]),
        ("5G商用𠮷。", ["5G", "商", "用", "𠮷", "。"]),
        ("“two sessions”", ["“", "two", "sessions", "”"]),
        ("see https://a.cn/b.html.", ["see", "https://a.cn/b.html", "."]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [token.text for token in words(text)] == expected


@given(st.text(alphabet=st.sampled_from("aB5.-'’s &。国𠮷\n\u3000é%/:w")))
def test_words_stand_where_they_say_and_leave_out_only_white_space(text: str) -> None:
    tokens = words(text)
    assert all(token.span.of(text) == token.text for token in tokens)
    assert all(before.span.end <= after.span.start for before, after in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(text.split())


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("policy", "policy policies"),
        ("strengthen", "strengthens strengthened strengthening"),
        ("improve", "improves improved improving"),
        ("plan", "plans planned planning"),
        ("control", "controlled controlling"),
        ("install", "installed installing"),
        ("discuss", "discusses discussed"),
        ("create", "created creating"),
        ("treat", "treated treating"),
        ("challenge", "challenged challenging"),
        ("require", "required requires requiring"),
        ("develop", "developed developing"),
        ("promote", "promoted"),
        ("study", "studies studied studying"),
        ("lead", "led leads leading"),
        ("uphold", "upheld"),
        ("crisis", "crises crisis"),
        ("woman", "women"),
        ("box", "boxes"),
        ("news", "News"),
        ("economics", "economics"),
        ("need", "needs needed need"),
        ("14th", "14th"),
        ("beijing", "Beijing"),
    ],
)
def test_lemma(base: str, forms: str) -> None:
    assert {lemma(form) for form in forms.split()} == {base}
