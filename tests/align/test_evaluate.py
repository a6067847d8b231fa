import pytest

from align.evaluate import GoldLinks, error_rate, lax, strict

GOLD = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3))]


@pytest.mark.parametrize(
    ("found", "exact", "loose"),
    [
        (GOLD, (1.0, 1.0, 1.0), (1.0, 1.0, 1.0)),
        ([((0,), (0,)), ((1,), (1,)), ((2,), ()), ((4,), (2, 3))], (2 / 3, 2 / 3, 2 / 3), (1.0, 1.0, 1.0)),
        ([((0,), (0,)), ((1, 2), (9,))], (1 / 2, 1 / 3, 2 / 5), (1 / 2, 1 / 3, 2 / 5)),
        ([], (1.0, 0.0, 0.0), (1.0, 0.0, 0.0)),
    ],
)
def test_beads(found: list[object], exact: tuple[float, ...], loose: tuple[float, ...]) -> None:
    assert strict(found, GOLD) == pytest.approx(exact)  # type: ignore[arg-type]
    assert lax(found, GOLD) == pytest.approx(loose)  # type: ignore[arg-type]


def test_error_rate() -> None:
    gold = GoldLinks(frozenset({(0, 0), (1, 1)}), frozenset({(0, 0), (1, 1), (2, 2)}))
    rate = error_rate([({(0, 0), (2, 2), (3, 3)}, gold)])
    assert rate.precision == pytest.approx(2 / 3)
    assert rate.recall == pytest.approx(1 / 2)
    assert rate.aer == pytest.approx(1 - (2 + 1) / (3 + 2))
    assert error_rate([]).aer == 0.0
