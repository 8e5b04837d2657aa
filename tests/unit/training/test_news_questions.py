"""The questions written for training, and the sets that are made of them."""

import gzip
import json
from pathlib import Path

from qa.answering.answer_type import AskedType
from qa.evaluation.sets import read_set
from qa.training.material import read_rows
from qa.training.news_questions.__main__ import QUESTIONS_FILE, put_together, write_sets


def test_every_question_that_is_kept_says_where_its_answer_is() -> None:
    """Places are ordered, and one without an answer has the sentence that comes nearest."""
    asked = [line for line in read_rows(QUESTIONS_FILE) if "question" in line]
    assert len(asked) == len({(line["in"], line["question"].casefold()) for line in asked})
    for line in asked:
        assert AskedType(line["asks"])
        places = [*line.get("spans", ()), *line.get("evidence", ()), *line.get("near", ())]
        assert places
        assert all(0 <= start < end for start, end in places)
        assert bool(line.get("evidence")) == line["answerable"]
        assert ("polarity" in line) == (line["answerable"] and line["asks"] == "yesno")


def test_an_article_is_put_together_of_parts_of_texts() -> None:
    """Each part is a paragraph, a line break in it a space."""
    texts = {7: "One.\nTwo. Three.", 9: "Four."}
    assert put_together([[7, 0, 9], [9, 0, 5]], texts) == "One. Two.\n\nFour.\n"


def test_the_sets_can_be_read(tmp_path: Path) -> None:
    """The articles of others are taken from where they are."""
    lines = list(read_rows(QUESTIONS_FILE))
    names = {line["article"] for line in lines if "article" in line}
    guardian = tmp_path / "guardian"
    (guardian / "corpus").mkdir(parents=True)
    for line in lines:
        if "question" in line and line["in"] not in names:
            (guardian / "corpus" / line["in"]).write_text("word " * 3_000, encoding="utf-8")
    (guardian / "questions.jsonl").touch()
    data = tmp_path / "data"
    data.mkdir()
    numbers = {part[0] for line in lines if "article" in line for part in line["parts"]}
    with gzip.open(data / "contexts.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in numbers:
            file.write(json.dumps({"context": number, "text": "word " * 900}) + "\n")
    write_sets(guardian, data, tmp_path / "sets")
    made = [read_set(tmp_path / "sets" / name) for name in ("guardian", "more")]
    asked = [question for each in made for question in each.questions]
    assert len(asked) == sum("question" in line for line in lines)
    assert {question.type for question in asked} >= {"factoid", "said", "why", "unanswerable"}
