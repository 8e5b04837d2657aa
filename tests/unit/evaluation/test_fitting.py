"""The regression of confidence is fitted to several sets with equal weight."""

import numpy as np
import pytest

from qa.evaluation.fitting import Evidence, fit, predict


def evidence(name: str, right: list[bool], values: list[float]) -> Evidence:
    """Return evidence of one kind."""
    flags = np.array(right)
    return Evidence(name, ("dense",), np.array(values)[:, None], flags, flags)


def test_the_fit_gives_the_share_that_is_right() -> None:
    """With one flag as evidence the regression is the table of shares: 1 of 4, and 3 of 4."""
    half = [True, False, False, False]
    found = evidence("a", half + [not flag for flag in half], [0.0] * 4 + [1.0] * 4)
    intercept, weights = fit([found])
    assert predict(intercept, weights, np.array([[0.0], [1.0]])) == pytest.approx(
        [0.25, 0.75], abs=0.01
    )


def test_every_set_weighs_the_same() -> None:
    """A hundred questions of one set count as much as two of another."""
    large = evidence("large", [True] * 75 + [False] * 25, [0.0] * 100)
    small = evidence("small", [True, False, False, False], [0.0] * 4)
    intercept, weights = fit([large, small])
    assert predict(intercept, weights, np.zeros((1, 1))) == pytest.approx([0.5], abs=1e-6)
