"""Goes on training a reader on what the pipeline brings up for the questions of whole articles.

Retrieval has done its part: the answer nearly always stands among these passages. In which of them,
and whether in any, is what a reader learns from such groups; without an answer silence is right.

`python -m qa.training.tune --set FOLDER=SHARE … --weights READER --out DIR`: each FOLDER is a
question set, SHARE how much of all groups it gives, and READER a `reader.pt` or an exported graph.
"""

import argparse
import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import count, islice
from pathlib import Path

import torch

from qa.answering.ranking import fuse, sort_order
from qa.evaluation.run import index_folder
from qa.evaluation.sets import SetQuestion, read_set
from qa.indexing import rebuild
from qa.offline import keep_process_offline
from qa.retrieval.generation_searcher import GenerationSearcher
from qa.retrieval.protocol import CandidateText, Filters, Query
from qa.storage import open_generation
from qa.training.groups import Group, LabelledReading, holds
from qa.training.material import CharRange
from qa.training.network import choosing_loss
from qa.training.onnx_export import load_weights
from qa.training.train import Recipe, train

log = logging.getLogger(__name__)

RECIPE = Recipe(steps=220, groups=8, rate=5e-5, head_rate=1e-4, warmup=40, decay=0.2, averaged=0.99)
"""Eight minutes on two idle cores. More passes over the same articles bring nothing on others."""

STRETCH = 1.8
"""What logits are multiplied by in the end, so that margins spread as wide as before: the choice
among many spans makes them narrower, and what reads them has scales of its own."""

READ = 6
"""Candidates of a question that compete in a step."""
GATHERED = 12
"""Candidates looked at for each question."""

# A reason, a statement and what decides a question of yes or no are said in many words, and the
# same words in another passage are no accident there.
_SAID_AT_LENGTH = ("why", "said", "yesno")


def mix(sets: Sequence[tuple[Sequence[Group], float]], seed: int, skip: int = 0) -> Iterator[Group]:
    """Yield groups without end, from the one after `skip`, of each set by its share.

    Each set is gone through in passes, each pass in another order.
    """
    streams = [_passes(groups, f"{seed} {number}") for number, (groups, _) in enumerate(sets)]
    shares = [share for _, share in sets]
    rng = random.Random(seed)  # noqa: S311
    chosen = (rng.choices(streams, shares)[0] for _ in count())
    return islice((next(groups) for groups in chosen), skip, None)


def _passes(groups: Sequence[Group], seed: str) -> Iterator[Group]:
    for passed in count():
        yield from random.Random(f"{seed} {passed}").sample(groups, len(groups))  # noqa: S311


def gather(folder: Path, read: int) -> list[Group]:
    """Return the groups of a question set, of at most `read` readings each.

    Left out are questions whose answer is not among the candidates.
    """
    questions = read_set(folder)
    index = index_folder(folder)
    rebuild(questions.corpus, index)
    generation = open_generation(index)
    searcher = GenerationSearcher(generation)
    groups = []
    for question in questions.questions:
        vector = generation.encoder.encode_queries([question.text])[0]
        found = searcher.search(Query(question.text, vector), Filters(question.within))
        best = sort_order(found, fuse(found))[:GATHERED]
        texts = searcher.fetch(found.keys[best].tolist(), with_before=True)
        group = choose([label(question, text) for text in texts], read)
        if group.readings and question.answerable == any(r.answers for r in group.readings):
            groups.append(group)
    generation.close()
    return groups


def choose(candidates: Sequence[LabelledReading | None], read: int) -> Group:
    """Return the first `read` candidates without the unknown ones, a right one among them if any.

    The first right one takes the place of the last if it is not among the first.
    """
    known = [candidate for candidate in candidates if candidate is not None]
    first, right = known[:read], [candidate for candidate in known if candidate.answers]
    if right and right[0] not in first:
        first[-1] = right[0]
    return Group(tuple(first))


def label(question: SetQuestion, text: CandidateText) -> LabelledReading | None:
    """Return the candidate with its answers, or None if nobody knows whether it answers.

    That is so if it holds part of an answer, or an accepted answer that is not marked.
    """
    passage, start = text.passage.text, text.passage.start
    spans = question.answer_spans or question.evidence
    here = [
        CharRange(span.start - start, span.end - start)
        for span in spans
        if span.path == text.article.path and span.start < start + len(passage) and span.end > start
    ]
    answers = tuple(span for span in here if span.within(CharRange(0, len(passage))))
    if here and not answers:
        return None
    at_length = question.type in _SAID_AT_LENGTH
    accepted = set() if at_length else {answer.casefold() for answer in question.answers}
    if question.answerable and not answers and holds(passage, accepted):
        return None
    return LabelledReading(
        question.text, text.before, passage, answers, in_part=not question.answer_spans
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=_set_and_share, action="append", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=RECIPE.steps)
    parser.add_argument("--seed", type=int, default=RECIPE.seed)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = replace(RECIPE, steps=options.steps, seed=options.seed)
    log.info("%s", json.dumps(asdict(recipe)))
    sets = [(gather(folder, READ), share) for folder, share in options.set]
    log.info("%s groups", [len(groups) for groups, _ in sets])
    model = load_weights(options.weights)
    train(partial(mix, sets, recipe.seed), options.out, recipe, model, choosing_loss)
    with torch.no_grad():
        for parameter in model.head.parameters():
            parameter.mul_(STRETCH)
    torch.save(model.state_dict(), options.out / "reader.pt")


def _set_and_share(text: str) -> tuple[Path, float]:
    folder, _, share = text.partition("=")
    return Path(folder), float(share or 1)


if __name__ == "__main__":
    keep_process_offline()
    main()
