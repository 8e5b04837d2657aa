"""Answers as they are saved, made by hand for texts that stand in a corpus."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.articles import parse
from qa.chunking import NUMBERED
from qa.model import FoundPassage
from qa.wire.answers import answer_object
from tests.support.made_answers import made_answer, made_passage


def write_corpus(folder: Path, **articles: str) -> Path:
    """Write articles, each under its name with `__` for `/`, and return the folder."""
    for name, text in articles.items():
        file = folder / f"{name.replace('__', '/')}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def passage_of(
    article: str, passage: str, document: str, *, sentence: str | None = None, rank: int = 1
) -> FoundPassage:
    """Return a passage as found in the article that `document` names, cited as it stands there."""
    start = article.index(passage)
    parsed = parse(f"{document}.txt", article.encode())
    body = [block for block in parsed.blocks if block.kind in NUMBERED]
    paragraph, block = next((n, b) for n, b in enumerate(body, 1) if b.start <= start < b.end)
    made = made_passage(passage, sentence or passage, rank=rank, origin=start, document=document)
    first = 1 + article[:start].count("\n")
    last = first + passage.count("\n")
    citation = replace(
        made.citation,
        title=parsed.title,
        section=block.section,
        paragraph=paragraph,
        line_start=first,
        line_end=last,
    )
    return replace(made, citation=citation)


def saved(*passages: FoundPassage, short: str | None = None) -> dict[str, Any]:
    """Return the answer object of an answer with these passages."""
    made: dict[str, Any] = answer_object(made_answer(*passages, short=short))
    return made


def write_json(file: Path, value: object) -> Path:
    """Write the value as `qa ask --json` does and return the file."""
    file.write_text(json.dumps(value, indent=2))
    return file
