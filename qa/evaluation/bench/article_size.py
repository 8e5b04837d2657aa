"""What an article costs to read and cut, by its size: whether time and memory grow with it alone.

The articles are of the kinds on which time explodes where something is quadratic. Yields rows of
the report.
"""

from collections.abc import Iterator

from qa.evaluation.bench.processes import peak
from qa.evaluation.bench.result_rows import ResultRow, Unit, at_most
from qa.evaluation.bench.setup import BenchmarkSetup

SHAPES = {
    "one line of prose": "The minister said on Monday that profits had risen by a third. ",
    "one word": "a",
    "blank lines": "\n",
    "lines of verse": "The harbour froze in the first week of that year, and we wept,\n",
    "quotations that never close": "“ he said and then he went away ",
    "headings": "A heading of it\n\nThe paragraph below it, whose words nobody reads, "
    "goes on for somewhat longer than its heading does.\n\n",
    "items on one line": "1. first 2. second ",
}

_GROWTH = 2.0
_MEGABYTES = 50


def make_article(shape: str, megabytes: float) -> str:
    """Return an article of this kind with so many megabytes (10^6 bytes), nearly."""
    piece = SHAPES[shape]
    return piece * int(megabytes * 1e6 / len(piece.encode())) + "The end."


def bounds(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure reading and cutting one article of each kind at several sizes, each in a process."""
    name = "bounds"
    for shape in SHAPES:
        seconds, peaks = [], []
        sizes = setup.scale.megabytes
        for size in sizes:
            setup.log(f"reading {shape}, {size:g} MB")
            figures, once = setup.measure_in_process("reading", shape, size)
            seconds.append(figures["seconds"] / size)
            peaks.append(peak(once))
            yield ResultRow(name, f"{shape}, {size:g} MB: time for a MB", seconds[-1], Unit.SECONDS)
        growth = seconds[-1] / max(seconds[0], 1e-9)
        yield ResultRow(name, f"{shape}: growth of that", growth, Unit.TIMES, at_most(_GROWTH))
        memory = (peaks[-1] - peaks[0]) / (sizes[-1] - sizes[0])
        figure = f"{shape}: peak memory for a MB"
        yield ResultRow(name, figure, memory, Unit.MEGABYTES, at_most(_MEGABYTES))
