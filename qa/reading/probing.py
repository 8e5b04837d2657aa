"""Probe questions: does a compiled reader say what its library says, and answer alike in int8?"""

import numpy as np

from qa.reading.foreign import ForeignReader, ReaderKind
from qa.reading.foreign_export import library_logits
from qa.reading.foreign_model import ForeignModel
from qa.reading.spans import Reading

PROBES = (
    "The minister arrives in Vienna on Thursday for a two-day visit, her office said.",
    "The company said on Monday that profits had risen by 3.5% to $1.2 billion.",
    "She was born in a small town near the border and moved to the capital at nineteen.",
    "“We will not accept this,” Anna Berg, a spokesperson for the union, told reporters.",
    "Heavy rain flooded streets and cut power to 4,000 homes overnight.",
    "The treaty, signed in 1987, banned all land-based missiles of intermediate range.",
)
QUESTIONS = (
    "When does the minister arrive?",
    "By how much did profits rise?",
    "Where was she born?",
    "Who is Anna Berg?",
    "How many homes lost power?",
    "What did the treaty ban?",
)


def answers(reader: ForeignReader) -> list[tuple[int, int]]:
    """Return what a reader finds for each of QUESTIONS: its span, or the passage that fits best."""
    if reader.card.kind is ReaderKind.EXTRACTIVE:
        found = [
            reader.read(question, [Reading(probe)])[0]
            for question, probe in zip(QUESTIONS, PROBES, strict=True)
        ]
        return [(span.start, span.end) for span in found]
    readings = [Reading(probe) for probe in PROBES]
    margins = [[span.margin for span in reader.read(asked, readings)] for asked in QUESTIONS]
    return [(int(np.argmax(row)), int(np.argmax(row)) + 1) for row in margins]


def farthest(model: ForeignModel, reader: ForeignReader) -> float:
    """Return how far the graph's logits lie from the library's own at most, on the probes."""
    most = 0.0
    for question, probe in zip(QUESTIONS, PROBES, strict=True):
        expected = library_logits(model, question, probe)
        for found, truth in zip(reader.logits(question, probe)[0], expected, strict=True):
            if found.shape != truth.shape:
                return np.inf
            most = max(most, float(np.abs(found - truth).max()))
    return most
