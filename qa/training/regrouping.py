"""Puts texts of the material together into articles, written as question sets to gather from.

`python -m qa.training.regrouping --data DIR --out DIR` writes `news` and `other`.
"""

import argparse
import json
import logging
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from qa.evaluation.sets import CORPUS, QUESTIONS
from qa.training.material import (
    CharRange,
    LabelledQuestion,
    Material,
    read_material,
    split_material,
    targets,
)
from qa.training.passages import cut_passages

log = logging.getLogger(__name__)

Article = list[int]
"""The numbers of its texts, in order."""

NEWS = {
    "onestopqa": 120,
    "onestopqa_long": 420,
    "onestopqa_swap": 25,
    "qadiscourse_wikinews": 300,
    "qadiscourse_wikinews_dateline": 120,
    "qamr_wikinews": 300,
    "qamr_wikinews_dateline": 160,
    "qamr_wikinews_swap": 170,
    "qamr_wikinews_dateline_swap": 96,
}
OTHER = {
    "qamr_wikipedia": 80,
    "squad2_train": 1000,
    "squad2_devhalf": 1200,
    "squadshifts_newwiki": 220,
}
"""Questions of each source, at most. None of those that were put to another text of their article:
the article answers them."""

_MOST_OF_A_TEXT = 8
_LEAST_TEXTS, _MOST_TEXTS = 6, 25
_ALIKE = 0.45


def choose(material: Material, wanted: dict[str, int], seed: int) -> list[LabelledQuestion]:
    """Return questions of the sources, so many of each and of each text no more than a few."""
    asked = list(material.questions)
    random.Random(seed).shuffle(asked)  # noqa: S311
    left = dict(wanted)
    of_text: dict[tuple[str, int], int] = defaultdict(int)
    chosen = []
    for question in asked:
        place = question.source, question.text
        if left.get(question.source, 0) > 0 and of_text[place] < _MOST_OF_A_TEXT:
            left[question.source] -= 1
            of_text[place] += 1
            chosen.append(question)
    return chosen


def articles(material: Material, wanted: set[int], seed: int) -> list[Article]:
    """Return articles that hold the wanted texts: those of one document, or of several short ones.

    Versions of one text (another level of difficulty, an added dateline) are kept apart.
    """
    documents: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, text in sorted(material.texts.items()):
        documents[text.source, text.document].append(number)
    words = {n: set(re.findall(r"\w+", t.text.casefold())) for n, t in material.texts.items()}
    short: dict[tuple[str, int], list[Article]] = defaultdict(list)
    made: list[Article] = []
    for (source, _), numbers in documents.items():
        versions: list[Article] = []
        for number in numbers:
            fits = (v for v in versions if len(v) < _MOST_TEXTS and not _alike(number, v, words))
            version = next(fits, None)
            if version is None:
                versions.append(version := [])
            version.append(number)
        for rank, version in enumerate(versions):
            if wanted.intersection(version):
                (made if len(version) >= _LEAST_TEXTS else short[source, rank]).append(version)
    for together in short.values():
        random.Random(seed).shuffle(together)  # noqa: S311
        article: Article = []
        for version in together:
            article += version
            if len(article) >= _LEAST_TEXTS:
                made.append(article)
                article = []
        made += [article] if article else []
    return made


def write_set(material: Material, asked: Sequence[LabelledQuestion], out: Path, seed: int) -> None:
    """Write the questions with the articles that hold their texts as a question set."""
    spans: dict[int, list[CharRange]] = defaultdict(list)
    for question in asked:
        spans[question.text] += question.spans
    (out / CORPUS).mkdir(parents=True, exist_ok=True)
    places: dict[int, list[tuple[CharRange, str, int]]] = defaultdict(list)
    rng = random.Random(seed)  # noqa: S311
    for count, article in enumerate(articles(material, {q.text for q in asked}, seed)):
        name, written = f"{count:05}.txt", ""
        for number in article:
            text = material.texts[number].text
            for part in cut_passages(text, rng, 0.2, targets(text, tuple(spans[number]))):
                places[number].append((part, name, len(written)))
                written += re.sub(r"[\r\n]", " ", text[part.start : part.end]) + "\n\n"
        (out / CORPUS / name).write_text(written, encoding="utf-8", newline="\n")
    with (out / QUESTIONS).open("w", encoding="utf-8") as file:
        for count, question in enumerate(asked):
            file.write(json.dumps(_line(count, question, material, places[question.text])) + "\n")


def _line(
    count: int,
    question: LabelledQuestion,
    material: Material,
    parts: Sequence[tuple[CharRange, str, int]],
) -> dict[str, object]:
    text = material.texts[question.text].text
    spans = [
        (name, at + span.start - part.start, at + span.end - part.start)
        for span in targets(text, question.spans)
        for part, name, at in parts
        if span.within(part)
    ]
    return {
        "id": count,
        "question": question.question,
        "in": parts[0][1],
        "answerable": bool(spans),
        "answer_spans": spans,
        "answers": [text[span.start : span.end] for span in question.spans],
        "type": question.source,
    }


def _alike(number: int, version: Article, words: dict[int, set[str]]) -> bool:
    return any(
        len(words[number] & words[other]) >= _ALIKE * min(len(words[number]), len(words[other]))
        for other in version
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    material, _ = split_material(read_material(options.data))
    for name, wanted in (("news", NEWS), ("other", OTHER)):
        asked = choose(material, wanted, options.seed)
        write_set(material, asked, options.out / name, options.seed)
        log.info("%s: %d questions", name, len(asked))


if __name__ == "__main__":
    main()
