"""Writes the questions as two question sets, to train on.

    python -m qa.training.news_questions --guardian SET --data DIR --out DIR

SET is the question set of the Guardian articles, whose own questions are added to those asked here
(`guardian`); DIR the training material, from which the articles of the other set are (`more`).
"""

import argparse
import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from qa.evaluation.sets import CORPUS, QUESTIONS
from qa.training.material import read_rows

QUESTIONS_FILE = Path(__file__).parent / "questions.jsonl.gz"

# The type of question of each kind of answer that is no fact, as question sets call it.
_TYPES = {"statement": "said", "reason": "why", "manner": "why", "list": "list", "yesno": "yesno"}

log = logging.getLogger(__name__)


def put_together(parts: Iterable[Sequence[int]], texts: dict[int, str]) -> str:
    """Return an article of parts of texts, each a text's number, a start and an end."""
    paragraphs = [texts[number][start:end].replace("\n", " ") for number, start, end in parts]
    return "\n\n".join(paragraphs) + "\n"


def set_line(number: int, made: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a question as a line of a question set; `text` is the article that it is put to."""
    name = made["in"]
    kind = _TYPES.get(made["asks"], "factoid") if made["answerable"] else "unanswerable"
    line = {
        "id": f"written-{number:04}",
        "type": kind,
        "asks": made["asks"],
        "question": made["question"],
        "in": name,
        "answerable": made["answerable"],
        "evidence": [[name, *place] for place in made.get("evidence", ())],
        "evidence_mode": "all" if kind == "list" else "any",
        "answer_spans": [[name, *place] for place in made.get("spans", ())],
        "answers": [text[start:end] for start, end in made.get("spans", ())],
    }
    if "near" in made:
        line["near"] = [[name, *place] for place in made["near"]]
    return line | {key: made[key] for key in ("polarity",) if key in made}


def write_sets(guardian: Path, data: Path, out: Path) -> None:
    """Write `guardian` and `more` below `out`."""
    lines = list(read_rows(QUESTIONS_FILE))
    texts = {line["context"]: line["text"] for line in read_rows(data / "contexts.jsonl.gz")}
    more = out / "more"
    (more / CORPUS).mkdir(parents=True, exist_ok=True)
    shutil.copytree(guardian, out / "guardian", dirs_exist_ok=True)
    articles: dict[str, str] = {}
    for line in lines:
        if "article" in line:
            articles[line["article"]] = put_together(line["parts"], texts)
            article = more / CORPUS / line["article"]
            article.write_text(articles[line["article"]], encoding="utf-8", newline="")
    for file in (guardian / CORPUS).iterdir():
        articles[file.name] = file.read_text(encoding="utf-8")
    asked = [line for line in lines if "question" in line]
    with (
        (out / "guardian" / QUESTIONS).open("a", encoding="utf-8") as of_guardian,
        (more / QUESTIONS).open("w", encoding="utf-8") as of_more,
    ):
        for number, made in enumerate(asked):
            known = (more / CORPUS / made["in"]).exists()
            line = set_line(number, made, articles[made["in"]])
            (of_more if known else of_guardian).write(json.dumps(line) + "\n")
    log.info("%d questions", len(asked))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m qa.training.news_questions")
    parser.add_argument("--guardian", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write_sets(options.guardian, options.data, options.out)


if __name__ == "__main__":
    main()
