"""What speaks for a rendering, and how much each kind of evidence counts."""

from math import exp
from typing import NamedTuple


class Evidence(NamedTuple):
    """What speaks for a rendering, each from 0 to 1 but the last.

    `zh_covered`, `en_covered`: shares of the phrase and of the rendering that each explains of the other;
    `extent`: whether the rendering is as long as one of the phrase would be;
    `firmness`: how usual the renderings of the parts are;
    `direct`: how often the phrase as a whole has this rendering;
    `proposed`: whether the model offers it;
    `gain`: mean log P(en|zh) over that of neutral sources, 0 where no model was asked.
    """

    zh_covered: float
    en_covered: float
    extent: float
    firmness: float
    direct: float
    proposed: float = 0.0
    gain: float = 0.0


class Weights(NamedTuple):
    """A logistic model over `Evidence`, and from which probability a rendering is a candidate, and a pair."""

    bias: float
    zh_covered: float
    en_covered: float
    extent: float
    firmness: float
    direct: float
    proposed: float = 0.0
    gain: float = 0.0
    candidate: float = 0.25
    pair: float = 0.6

    def probability(self, evidence: Evidence) -> float:
        """Return the probability that the rendering is right."""
        factors = self[1 : 1 + len(evidence)]
        total = self.bias + sum(weight * value for weight, value in zip(factors, evidence, strict=True))
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


CERTAIN = Evidence(1.0, 1.0, 1.0, 1.0, 1.0)

# Fitted by `python -m benchmarks.phrases --fit` on the half of benchmarks/phrases.tsv marked `fit`.
WITH_MODEL = Weights(-21.0, 7.88, 8.11, 3.35, 1.69, 1.34, 0.04, 0.25, pair=0.55)
WITHOUT_MODEL = Weights(-18.47, 7.34, 7.65, 3.21, 1.44, 1.24)
