"""Words: English word by word, Chinese character by character, and the dictionary form of an English word."""

import re

from align.language import HAN
from align.text import Span, Token

_LETTER = rf"(?:(?![{HAN}])[^\W\d_][\u0300-\u036f]*)"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s{HAN}\u3000-\u303f\uff00-\uffef<>"“”]*[\w/#=&%-]
  | (?:[A-Za-z]\.){{2,}}                                  # U.S., e.g.
  | \d+(?:[.,]\d+)*{_LETTER}*(?:[-‐‑]{_LETTER}+)*         # 1,000  3.5  14th  5G  14-year-old
  | {_LETTER}(?:{_LETTER}|\d|&(?=[A-Z])|[.](?=\d)|['’](?![sS]\b){_LETTER}|[-‐‑](?=[^\W_{HAN}]))*
  | ['’][sS]\b                                            # the possessive stands alone: China's
  | \S
    """,
    re.VERBOSE,
)


def words(text: str) -> list[Token]:
    """Cut `text` into words, numbers and marks, with their places; every Han character is a word.

    >>> [token.text for token in words("China's high-quality 5G: 高质量")]
    ['China', "'s", 'high-quality', '5G', ':', '高', '质', '量']
    """
    return [Token(match.group(), Span(*match.span())) for match in _TOKEN.finditer(text)]


_IRREGULAR_FORMS = """
be: am is are was were been being / have: has had having / do: does did done / go: goes went gone /
say: said / make: made / take: took taken / give: gave given / get: got gotten / see: saw seen /
come: came / become: became / overcome: overcame / know: knew known / think: thought / find: found /
keep: kept / hold: held / uphold: upheld / withhold: withheld / lead: led / leave: left leaves /
bring: brought / build: built / rebuild: rebuilt / begin: began begun / write: wrote written / run:
ran / grow: grew grown / draw: drew drawn / show: shown / drive: drove driven / rise: rose risen /
arise: arose arisen / speak: spoke spoken / break: broke broken / choose: chose chosen / fall: fell
fallen / feel: felt / fight: fought / meet: met / pay: paid / sell: sold / send: sent / spend: spent
/ stand: stood / understand: understood / teach: taught / tell: told / win: won / undertake:
undertook undertaken / undergo: underwent undergone / seek: sought / strive: strove striven / bear:
bore borne / agree: agreed agreeing / guarantee: guaranteed guaranteeing / free: freed freeing /
oversee: oversaw overseen / man: men / woman: women / child: children / foot: feet / life: lives /
half: halves / self: selves / shelf: shelves / knife: knives / wolf: wolves / crisis: crises /
analysis: analyses / basis: bases / thesis: theses / hypothesis: hypotheses / emphasis: emphases /
criterion: criteria / phenomenon: phenomena / bus: buses / virus: viruses / bonus: bonuses / campus:
campuses / census: censuses / gas: gases / focus: focuses / shoe: shoes / tie: ties tied tying /
lie: lies lied lying / die: dies died dying
"""
_IRREGULAR = {
    form: base.strip()
    for base, forms in (entry.split(":") for entry in _IRREGULAR_FORMS.split("/"))
    for form in forms.split()
}
# Words that end like an inflected form and are none.
_WHOLE = """
this thus its his us yes always news series species means perhaps besides afterwards towards across
less unless bias atlas canvas lens ethos biogas overseas grassroots headquarters themselves
ourselves yourselves need seed feed speed breed exceed proceed succeed indeed bed red led shed
hundred sacred embed bring spring string ring king sing wing sling swing cling thing nothing
something anything everything during morning evening ceiling sibling wedding lightning telemarketing
"""
# Stems of which -ed and -ing took an e, or took none, against the rule below.
_TOOK_E = """
invit unit reunit cit writ excit recit ignit incit expedit promot vot devot not quot denot remot
stor restor explor ignor scor shor implor ador deplor adher interfer persever coher interven conven
complet compet delet postpon phon ton clon preced conced imped reced supersed wast past tast hast
tim scal inhal fram nam blam com becom welcom overcom typ schedul rul pil fil compil smil reconcil
consol them tun prun prob cach breath ey ow ag hir fir wir styl cycl recycl
"""
_TOOK_NONE = "develop envelop gallop focus canvas bias hang bang ruin victim bargain add odd err purr egg"
_TAKES_E = re.compile(
    r"[vzuc]$|[^s]s$|(?<![aeo])at$|creat$|dg$|[lr]g$|[ae]ng$|[aieu]g$|(?<!o)ur$|(?<![aeo])[uiy]r$|(?<![eo])ar$"
    r"|[bcdfgkptz]l$|(?<![aeo])il$|(?<![aeou])in$|um$|(?<!o)ut$|(?<![ao])id$|(?<![eo])ad$|(?<!o)[uo]d$|(?<![eo])ak$"
    r"|(?<!e)ik$|(?<!o)ok$|(?<![eo])ap$|(?<!o)op$|ib$"
)
_DOUBLED = re.compile(
    r"(?:[aeiouy]([bdgmnprt])\1|(?:contr|patr|ext)oll|(?:mp|op|xp|xc|sp|nc|av|ab|od|nn|ev|u)ell)$"
)
_NO_VERB = re.compile(r"[jq]$|np$|hn$")  # Beijing, Chongqing
_E_STEMS, _PLAIN_STEMS, _UNINFLECTED = (frozenset(text.split()) for text in (_TOOK_E, _TOOK_NONE, _WHOLE))


def lemma(word: str) -> str:
    """Return the lower-case dictionary form of an English word: plurals, -ed and -ing undone.

    It is made for comparing, so what looks inflected (building) is undone too, and names may lose an ending.

    >>> [lemma(word) for word in ("policies", "Strengthening", "improved", "planned", "led", "high-quality")]
    ['policy', 'strengthen', 'improve', 'plan', 'lead', 'high-quality']
    """
    word = word.lower().replace("’", "'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isalpha() or not word.isascii():
        head, hyphen, last = word.rpartition("-")
        return f"{head}-{lemma(last)}" if hyphen and last.isalpha() and last.isascii() else word
    if word in _UNINFLECTED or len(word) < 4:
        return word
    if word.endswith("s"):
        return _singular(word)
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not (ending == "ed" and word.endswith("eed")):
            return _verb(word, word[: -len(ending)])
    return word


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _verb(word: str, stem: str) -> str:
    if len(stem) < 2 or not re.search("[aeiouy]", stem) or _NO_VERB.search(stem):
        return word
    if stem in _E_STEMS:
        return stem + "e"
    if stem in _PLAIN_STEMS:
        return stem
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _TAKES_E.search(stem) else stem
