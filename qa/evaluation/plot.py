"""Two diagrams of how far confidence can be trusted, as one SVG; pure.

On the left reliability: for ten bins of equal count, mean confidence against the share of
questions whose first passage answers; on the diagonal confidence means what it says. On the right
risk against coverage: of the surest share of all questions, how many have a first passage that does
not answer (El-Yaniv and Wiener, 2010).
"""

from collections.abc import Sequence
from html import escape
from itertools import accumulate, pairwise

_SIDE, _MARGIN, _GAP = 320, 56, 72
_WIDTH = 2 * _SIDE + 2 * _MARGIN + _GAP
_HEIGHT = _SIDE + 2 * _MARGIN
_BINS = 10

_STYLE = """
svg { font: 13px sans-serif; background: #ffffff; color: #1f2328; }
.frame, .even { fill: none; stroke: #8c959f; }
.even { stroke-dasharray: 4 4; }
.line { fill: none; stroke: #0969da; stroke-width: 2; }
.bin { fill: #0969da; fill-opacity: 0.75; }
text { fill: currentColor; }
"""

Point = tuple[float, float]


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> list[Point]:
    """Return (mean confidence, share right) of ten bins of equal count, in order of confidence."""
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: pair[0])
    edges = [len(pairs) * edge // _BINS for edge in range(_BINS + 1)]
    bins = [pairs[start:end] for start, end in pairwise(edges) if start < end]
    return [
        (sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part)) for part in bins
    ]


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> list[Point]:
    """Return (coverage, risk) of the surest 1, 2, 3, … questions."""
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    wrong = accumulate(not hit for _, hit in pairs)
    return [(n / len(pairs), count / n) for n, count in enumerate(wrong, 1)]


def draw(name: str, confidences: Sequence[float], right: Sequence[bool]) -> str:
    """Return the SVG for the set `name`: each question's confidence, and whether it is right."""
    left, second = _MARGIN, _MARGIN + _SIDE + _GAP
    dots = "".join(
        f'<circle class="bin" cx="{left + x * _SIDE:.1f}" cy="{_y(y):.1f}" r="6"/>'
        for x, y in reliability(confidences, right)
    )
    curve = " ".join(
        f"{second + x * _SIDE:.1f},{_y(y):.1f}" for x, y in risk_coverage(confidences, right)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}"><style>{_STYLE}</style>'
        f"{_panel(left, f'{name}: reliability', 'confidence', 'share that is right')}"
        f'<line class="even" x1="{left}" y1="{_y(0)}" x2="{left + _SIDE}" y2="{_y(1)}"/>{dots}'
        f"{_panel(second, f'{name}: risk and coverage', 'coverage', 'risk')}"
        f'<polyline class="line" points="{curve}"/></svg>\n'
    )


def _y(share: float) -> float:
    return _MARGIN + (1 - share) * _SIDE


def _panel(x: int, title: str, across: str, up: str) -> str:
    low = _MARGIN + _SIDE
    marks = "".join(
        f'<text x="{x + share * _SIDE}" y="{low + 18}" text-anchor="middle">{share:g}</text>'
        f'<text x="{x - 8}" y="{_y(share) + 4}" text-anchor="end">{share:g}</text>'
        for share in (0, 0.5, 1)
    )
    return (
        f'<text x="{x}" y="{_MARGIN - 24}" font-weight="bold">{escape(title)}</text>'
        f'<text x="{x}" y="{_MARGIN - 8}">{escape(up)}</text>'
        f'<rect class="frame" x="{x}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}"/>{marks}'
        f'<text x="{x + _SIDE / 2}" y="{low + 36}" text-anchor="middle">{escape(across)}</text>'
    )
