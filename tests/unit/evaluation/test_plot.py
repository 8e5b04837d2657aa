"""The diagrams show what the figures say."""

from xml.etree import ElementTree as ET

import pytest

from qa.evaluation.plot import draw, reliability, risk_coverage

NAME = "{http://www.w3.org/2000/svg}"


def test_reliability_compares_confidence_with_the_share_that_is_right() -> None:
    """Ten bins of two questions each, from the least sure to the surest."""
    confidences = [place / 20 for place in range(20)]
    right = [place >= 10 for place in range(20)]

    points = reliability(confidences, right)

    assert points[0] == pytest.approx((0.025, 0.0))
    assert points[-1] == pytest.approx((0.925, 1.0))
    assert len(points) == 10


def test_fewer_questions_than_bins_make_fewer_bins() -> None:
    """No bin is empty."""
    assert reliability([0.4, 0.2], [True, False]) == [(0.2, 0.0), (0.4, 1.0)]


def test_risk_is_the_share_of_wrong_ones_among_the_surest() -> None:
    """Coverage grows from the surest question to all."""
    points = risk_coverage([0.9, 0.5, 0.7], [True, False, False])

    assert [x for x, _ in points] == pytest.approx([1 / 3, 2 / 3, 1])
    assert [y for _, y in points] == pytest.approx([0, 1 / 2, 2 / 3])


def test_the_drawing_is_an_svg_with_a_dot_for_each_bin_and_a_curve() -> None:
    """A set's name is text in it, whatever it holds."""
    root = ET.fromstring(draw("a <b> & c", [0.1, 0.9], [False, True]))  # noqa: S314  # our own

    assert len(root.findall(f"{NAME}circle")) == 2
    assert len(root.findall(f"{NAME}polyline")) == 1
    assert "a <b> & c: reliability" in [text.text for text in root.findall(f"{NAME}text")]
