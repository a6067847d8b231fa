import numpy as np
import pytest

from align.band import Band, full_band, heaviest_chain


@pytest.mark.parametrize(
    ("cells", "chain"),
    [
        ([], []),
        ([(0, 0, 1.0), (1, 1, 1.0), (2, 2, 1.0)], [(0, 0), (1, 1), (2, 2)]),
        ([(0, 2, 1.0), (1, 0, 0.4), (2, 1, 0.4)], [(0, 2)]),
        ([(0, 2, 0.7), (1, 0, 0.4), (2, 1, 0.4)], [(1, 0), (2, 1)]),
        ([(0, 0, 0.5), (0, 1, 0.6), (1, 1, 0.5)], [(0, 0), (1, 1)]),  # one partner a sentence
    ],
)
def test_heaviest_chain(cells: list[tuple[int, int, float]], chain: list[tuple[int, int]]) -> None:
    assert heaviest_chain(cells, 3) == chain


def test_turned_band_holds_every_cell() -> None:
    band = Band(np.array([0, 0, 2, 3]), np.array([1, 3, 4, 4]))
    turned = band.turned(4, 0)
    for row in range(4):
        for column in range(band.low[row], band.high[row] + 1):
            assert turned.low[column] <= row <= turned.high[column]
    assert full_band(2, 3).turned(3, 1).high.tolist() == [2, 2, 2, 2]
