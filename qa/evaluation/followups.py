"""What rewriting follow-ups gains: a question set asked in several ways, side by side.

python -m qa.evaluation.followups FOLDER [--seed N]

A set of conversations is asked as it is, each question by itself, each with the question before it
put in front, and, where people have reworded questions so that they stand alone, in those words: an
upper bound. A set without conversations is asked question by question and as one conversation in
shuffled order, where nothing should be lost. Rewordings are never passed to what is measured.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.engine import open_index
from qa.errors import QAError
from qa.evaluation.figures import recall_at
from qa.evaluation.judgement import judge
from qa.evaluation.run import Asker, ask_all, index_folder
from qa.evaluation.sets import QUESTIONS, QuestionSet, SetQuestion, read_set
from qa.indexing import rebuild
from qa.offline import keep_process_offline

COMPLETED, PLAIN, IN_FRONT, REWORDED = "completed", "plain", "last in front", "reworded"
ALONE, SHUFFLED = "alone", "as one conversation"
CUTOFFS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask a set: its name, and the set as asked that way."""

    name: str
    questions: QuestionSet


@dataclass(frozen=True, slots=True)
class Measured:
    """R@k of a way for each of CUTOFFS; `changed` is how many questions were rewritten."""

    name: str
    recalls: tuple[float | None, ...]
    changed: int


def ways(questions: QuestionSet, rewordings: dict[int, str], seed: int = 0) -> Iterator[Way]:
    """Yield the ways to ask a set; `rewordings` are by line, `seed` decides the shuffled order."""
    asked = questions.questions
    alone = tuple(replace(question, conversation=None) for question in asked)
    if not any(question.conversation for question in asked):
        shuffled = [replace(question, conversation="all") for question in asked]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
        yield Way(ALONE, replace(questions, questions=alone))
        yield Way(SHUFFLED, replace(questions, questions=tuple(shuffled)))
        return
    yield Way(COMPLETED, questions)
    yield Way(PLAIN, replace(questions, questions=alone))
    yield Way(IN_FRONT, replace(questions, questions=tuple(_with_last_in_front(asked))))
    if rewordings:
        reworded = tuple(replace(q, text=rewordings.get(q.line, q.text)) for q in alone)
        yield Way(REWORDED, replace(questions, questions=reworded))


def measure(engine: Asker, way: Way) -> Measured:
    """Ask a set in one way and return its recalls over the answerable questions."""
    asked = way.questions.questions
    answers = ask_all(engine, way.questions)
    judged = [judge(question, answer) for question, answer in zip(asked, answers, strict=True)]
    ranks = [judgement.first_rank for judgement in judged if judgement.question.answerable]
    return Measured(
        way.name,
        tuple(recall_at(cutoff, ranks) for cutoff in CUTOFFS),
        sum(answer.searched != answer.question.strip() for answer in answers),
    )


def read_rewordings(folder: Path) -> dict[int, str]:
    """Return people's rewordings of a set that `read_set` has read, by line."""
    lines = (folder / QUESTIONS).read_bytes().split(b"\n")
    found = {
        number: json.loads(line.decode("utf-8-sig")).get("rewrite")
        for number, line in enumerate(lines, 1)
        if line.strip()
    }
    return {number: text for number, text in found.items() if isinstance(text, str)}


def table(rows: Sequence[Measured]) -> str:
    """Return the rows as aligned text."""
    head = "".join(f"{f'R@{cutoff}':>7}" for cutoff in CUTOFFS)
    lines = [f"{'':20}{head}  completed"]
    for row in rows:
        values = "".join(f"{'–' if r is None else f'{r:.3f}':>7}" for r in row.recalls)
        lines.append(f"{row.name:20}{values}{row.changed:>11}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the set in a folder, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m qa.evaluation.followups")
    parser.add_argument("folder", type=Path, help="a question set")
    parser.add_argument("--seed", type=int, default=0, help="of the shuffled order")
    options = parser.parse_args(arguments)
    try:
        questions = read_set(options.folder)
        index = index_folder(options.folder)
        rebuild(questions.corpus, index)
        with open_index(index, corpus=questions.corpus) as engine:
            engine.warm()
            asked = ways(questions, read_rewordings(options.folder), options.seed)
            sys.stdout.write(table([measure(engine, way) for way in asked]))
    except QAError as error:
        sys.stderr.write(f"followups: {error}\n")
        return error.code
    return 0


def _with_last_in_front(asked: Sequence[SetQuestion]) -> Iterator[SetQuestion]:
    last: dict[str, str] = {}
    for question in asked:
        text = question.text
        if question.conversation is not None:
            text = f"{last.get(question.conversation, '')} {text}".strip()
            last[question.conversation] = question.text
        yield replace(question, text=text, conversation=None)


if __name__ == "__main__":
    keep_process_offline()
    sys.exit(main())
