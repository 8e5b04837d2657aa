"""Assesses an exported reader on the material kept back from training.

`python -m qa.training.assessment --data DIR --reader DIR/reader.onnx`
"""

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from qa.evaluation.figures import auroc, exact_match, token_f1
from qa.offline import keep_process_offline
from qa.readers.bundled import BundledReader
from qa.readers.protocol import FoundSpan, Reading
from qa.training.material import CharRange, Material, read_material, split_material, targets
from qa.training.passages import cut_passages, sentence_before

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """The result of one question, read over all parts of its text.

    `unanswered_margin` is the best margin over the parts that do not answer, None if all do.
    """

    source: str
    answerable: bool
    has_several_parts: bool
    margin: float
    unanswered_margin: float | None
    right_part: bool
    exact: float
    f1: float


def assess_reader(reader: BundledReader, material: Material) -> list[ReadQuestion]:
    """Read every question's text in parts and compare the best span with the accepted ones."""
    judged: list[ReadQuestion] = []
    for number, question in enumerate(material.questions):
        text = material.texts[question.text]
        rng = random.Random(number)  # noqa: S311
        spans = targets(text.text, question.spans)
        parts = cut_passages(text.text, rng, 0.25, spans)
        readings = [
            Reading(text.text[part.start : part.end], sentence_before(text.text, part.start))
            for part in parts
        ]
        found = reader.read(question.question, readings)
        best = max(range(len(parts)), key=lambda i: found[i].margin)
        read = readings[best].passage[found[best].start : found[best].end]
        accepted = [text.text[s.start : s.end] for s in question.spans]
        unanswered = [f.margin for f, p in zip(found, parts, strict=True) if not _any(spans, p)]
        judged.append(
            ReadQuestion(
                text.source,
                bool(spans),
                len(parts) > 1,
                found[best].margin,
                max(unanswered, default=None),
                _any(spans, parts[best]),
                exact_match(read, accepted),
                token_f1(read, accepted),
            )
        )
    return judged


def report(judged: Sequence[ReadQuestion]) -> Iterator[str]:
    """Yield one line of figures a source, and one over all."""
    sources = sorted({j.source for j in judged})
    for name, chosen in [(s, [j for j in judged if j.source == s]) for s in sources] + [
        ("all", list(judged))
    ]:
        answered = [j for j in chosen if j.answerable]
        several = [j for j in answered if j.has_several_parts]
        unanswerable = [j.margin for j in chosen if not j.answerable]
        left = [j.unanswered_margin for j in answered if j.unanswered_margin is not None]
        margins = [j.margin for j in answered]
        yield (
            f"{name:28} questions {len(chosen):4}  EM {fmean(j.exact for j in answered):.3f}  "
            f"F1 {fmean(j.f1 for j in answered):.3f}  "
            f"right part {fmean(j.right_part for j in several):.3f}  "
            f"AUROC near misses {_shown(auroc(margins, unanswerable))}  "
            f"AUROC answer left out {_shown(auroc(margins, left))}"
        )


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def agreement(
    left: BundledReader, right: BundledReader, asked: Sequence[tuple[str, Sequence[Reading]]]
) -> str:
    """Return how far two readers differ on the same questions and passages."""
    pairs = [
        pair
        for question, readings in asked
        for pair in zip(left.read(question, readings), right.read(question, readings), strict=True)
    ]
    same = fmean(_place(a) == _place(b) for a, b in pairs)
    sure = fmean(_place(a) == _place(b) for a, b in pairs if a.margin > 0)
    moved = sorted(abs(a.margin - b.margin) for a, b in pairs)
    return (
        f"the other file: same span {same:.3f}, same where margin > 0 {sure:.3f}, margin moves by "
        f"{moved[len(moved) // 2]:.2f} (median), {moved[int(0.95 * len(moved))]:.2f} (95%)"
    )


def _place(found: FoundSpan) -> tuple[int, int]:
    return found.start, found.end


def _any(spans: Sequence[CharRange], part: CharRange) -> bool:
    return any(span.within(part) for span in spans)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--other", type=Path, help="another export to compare with")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _, kept = split_material(read_material(options.data))
    reader = BundledReader(options.reader)
    for line in report(assess_reader(reader, kept)):
        log.info("%s", line)
    if options.other:
        asked = []
        for q in kept.questions[::7]:
            text = kept.texts[q.text].text
            parts = cut_passages(text, random.Random(0), 0.25)[:2]  # noqa: S311
            asked.append((q.question, [Reading(text[p.start : p.end]) for p in parts]))
        log.info("%s", agreement(reader, BundledReader(options.other), asked))


if __name__ == "__main__":
    keep_process_offline()
    main()
