"""Learns what a question asks for, from question sets that say it.

    python -m qa.training.question_types SET [--also MATERIAL] [--check SET …]

SET is a question set whose lines have `asks`. MATERIAL is a folder of reading material: of its
questions, which want a phrase, some are learnt too, with the type that their first words show, so
that a question is not taken for one that wants a statement because nobody asked like this in SET.
Writes `qa.answering.answer_type.WEIGHTS`, and prints how often the types of each set to check
are right, and the kinds, beside the kinds by rule.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np

from qa.answering.answer_type import KINDS, VECTOR_GAIN, WEIGHTS, AskedType, asked_for, features
from qa.answering.question_type import QuestionKind, question_kind
from qa.encoding.compilation import obtain_encoder
from qa.encoding.protocol import Vectors
from qa.offline import keep_process_offline
from qa.training.material import read_rows

Row = tuple[str, AskedType, float]

# A feature is kept that so many questions have.
_LEAST_SEEN = 3
_REGULARISATION = 3.0
# Questions of the reading material, and what each counts against one of the set.
_MATERIAL, _MATERIAL_WEIGHT = 3000, 0.03
_SHOWN_BY_FIRST_WORDS = (
    (r"who(?:m|se)?\b", AskedType.PERSON),
    (r"when\b|(?:in |on )?(?:what|which) (?:year|month|day|date|century)\b", AskedType.DATE),
    (r"where\b|(?:in |at )?(?:what|which) (?:city|country|state|town|place)\b", AskedType.PLACE),
    (r"how many\b", AskedType.COUNT),
    (r"how long\b", AskedType.DURATION),
    (r"how old\b", AskedType.AGE),
    (r"what percent", AskedType.PERCENTAGE),
    (r"(?:what|which)\b", AskedType.THING),
)


def read_labelled(folder: Path) -> list[Row]:
    """Return the questions of a set with what they ask for, each of weight 1."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    made = map(json.loads, lines)
    return [(line["question"], AskedType(line["asks"]), 1.0) for line in made if "asks" in line]


def read_material(folder: Path) -> list[Row]:
    """Return questions of the reading material whose first words show what they ask for."""
    asked = [row["question"] for row in read_rows(folder / "questions.jsonl.gz")]
    rows = []
    for question in asked[:: len(asked) // _MATERIAL]:
        for pattern, asks in _SHOWN_BY_FIRST_WORDS:
            if re.match(pattern, question, re.IGNORECASE):
                if question_kind(question) is QuestionKind.SPAN:
                    rows.append((question, asks, _MATERIAL_WEIGHT))
                break
    return rows


def learn(rows: list[Row], vectors: Vectors, encoder: str) -> None:
    """Fit a logistic regression over all types, and write its weights."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    held = [features(question, question_kind(question)) for question, _, _ in rows]
    counting = CountVectorizer(analyzer=lambda names: names, min_df=_LEAST_SEEN, binary=True)
    seen = hstack([counting.fit_transform(held), csr_matrix(vectors * VECTOR_GAIN)]).tocsr()
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000)
    model.fit(seen, [asks.value for _, asks, _ in rows], [weight for _, _, weight in rows])
    names = counting.get_feature_names_out()
    weights = model.coef_.T
    np.savez_compressed(
        WEIGHTS,
        encoder=encoder,
        types="\n".join(model.classes_),
        features="\n".join(names),
        of_words=weights[: len(names)].astype(np.float16),
        of_vector=(weights[len(names) :] * VECTOR_GAIN).astype(np.float16),
        intercept=model.intercept_.astype(np.float32),
    )


def _kind(kind: QuestionKind) -> QuestionKind:
    """Return the kind; reason and manner are shown alike and count as one."""
    return QuestionKind.WHY if kind is QuestionKind.HOW else kind


def main(arguments: list[str]) -> int:
    """Learn from a set, and check on others."""
    parser = argparse.ArgumentParser(prog="python -m qa.training.question_types")
    parser.add_argument("set", type=Path)
    parser.add_argument("--also", type=Path, metavar="MATERIAL")
    parser.add_argument("--check", type=Path, nargs="*", default=[], metavar="SET")
    given = parser.parse_args(arguments)
    encoder = obtain_encoder(None, (), lambda _: None).encoder
    rows = read_labelled(given.set) + (read_material(given.also) if given.also else [])
    learn(
        rows,
        encoder.encode_queries([question for question, _, _ in rows]),
        encoder.identity.weights,
    )
    for folder in given.check:
        checked = read_labelled(folder)
        vectors = encoder.encode_queries([question for question, _, _ in checked])
        right = np.zeros(3)
        for (question, asks, _), vector in zip(checked, vectors, strict=True):
            found = asked_for(question, vector, encoder.identity.weights)
            wanted = _kind(KINDS.get(asks, QuestionKind.SPAN))
            by_rule = question_kind(question)
            right += [found.type is asks, _kind(found.kind) is wanted, _kind(by_rule) is wanted]
        types, kinds, rules = (right / len(checked)).tolist()
        sys.stdout.write(
            f"{folder.name}: type {types:.3f}, kind {kinds:.3f}, kind by rule {rules:.3f}\n"
        )
    return 0


if __name__ == "__main__":
    keep_process_offline()
    sys.exit(main(sys.argv[1:]))
