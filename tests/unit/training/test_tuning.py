"""How a trained reader learns to choose: what it is shown, and what it is to prefer."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import torch

from qa.evaluation.sets import Place, SetQuestion, read_set
from qa.model import Passage
from qa.readers.bundled import BUNDLED_GRAPH, BundledReader
from qa.readers.protocol import LONGEST_ANSWER, Reading
from qa.retrieval.protocol import CandidateText
from qa.storage.texts import StoredArticle
from qa.training.examples import RowMaker, load_tokenizer
from qa.training.groups import Group, LabelledReading
from qa.training.material import CharRange, LabelledQuestion, Material, SourceText
from qa.training.network import choosing_loss
from qa.training.onnx_export import load_weights, mean_weights
from qa.training.regrouping import articles, write_set
from qa.training.regrouping import choose as choose_questions
from qa.training.train import Recipe, base_folder
from qa.training.tune import choose, label, mix

TEXT = "The vote was lost. Anna Berg left on Monday."
ASKED = SetQuestion(
    1, "q", "When did Berg leave?", answerable=True,
    answer_spans=(Place("a.txt", 138, 144),), answers=("on Monday", "Monday"), type="factoid",
)  # fmt: skip


def candidate(text: str, start: int, path: str = "a.txt") -> CandidateText:
    """Return a candidate with the sentence before it."""
    article = StoredArticle(1, path, path, "", 0, None, None, None, None, None, 1, 1)
    passage = Passage(start, start + len(text), text, 1, 1, 1, None, ())
    return CandidateText(article, passage, "Before.")


def reading(passage: str, *answers: tuple[int, int]) -> LabelledReading:
    """Return a reading with these answers."""
    return LabelledReading("Who?", "", passage, tuple(CharRange(*span) for span in answers))


@pytest.fixture
def maker() -> RowMaker:
    """What makes rows with the real tokenizer."""
    return RowMaker(load_tokenizer(base_folder()))


def test_a_candidate_gets_the_answers_that_lie_in_it() -> None:
    """Places of the article become offsets in the passage."""
    right = label(ASKED, candidate(TEXT, 100))
    wrong = label(ASKED, candidate("Nobody knows why.", 300))
    assert right == LabelledReading(ASKED.text, "Before.", TEXT, (CharRange(38, 44),))
    assert wrong == LabelledReading(ASKED.text, "Before.", "Nobody knows why.", ())


def test_a_candidate_of_which_nobody_knows_whether_it_answers_is_left_out() -> None:
    """It holds part of an answer only, or an accepted answer that is not marked."""
    assert label(ASKED, candidate(TEXT[:40], 100)) is None
    assert label(ASKED, candidate("Berg went on Monday.", 300)) is None
    unanswerable = replace(ASKED, answerable=False, answer_spans=(), answers=())
    assert label(unanswerable, candidate("Berg went on Monday.", 300)) is not None


def test_of_a_marked_sentence_any_part_is_right(maker: RowMaker) -> None:
    """Questions of yes or no have no span, only the sentence that decides."""
    sentence = (Place("a.txt", 119, 144),)
    asked = replace(ASKED, evidence=sentence, answer_spans=(), answers=("yes",), type="yesno")
    found = label(asked, candidate(TEXT, 100))
    assert found is not None
    row = maker.row(found)
    assert row is not None
    assert set(row.starts) == set(row.ends)
    assert len(set(row.starts)) == 6


def test_of_an_answer_longer_than_is_read_any_part_is_right(maker: RowMaker) -> None:
    """No span reaches from its first word to its last."""
    words = "word " * (LONGEST_ANSWER + 1)
    row = maker.row(reading(words, (0, len(words) - 1)))
    assert row is not None
    assert len(set(row.starts)) == LONGEST_ANSWER + 1


def test_a_right_candidate_further_down_takes_the_last_place() -> None:
    """A group in which nothing is right would teach silence on a question with an answer."""
    wrong, other, right = reading("a"), reading("b"), reading("c", (0, 1))
    assert choose([wrong, None, other, right], 2) == Group((wrong, right))
    assert choose([right, wrong, other], 2) == Group((right, wrong))


def test_sets_are_mixed_by_share_in_passes_and_the_same_after_a_pause() -> None:
    """No group comes again before the others of its set; a resumed run sees what it would have."""
    few, many = ([Group((reading(f"{k}{n}"),)) for n in range(k)] for k in (3, 50))
    sets = [(few, 1.0), (many, 3.0)]
    whole = list(islice(mix(sets, 1), 120))
    seen = [group for group in whole if group in few]
    assert len(seen) == pytest.approx(30, abs=12)
    assert [set(seen[i : i + 3]) for i in (0, 3, 6)] == [set(few)] * 3
    assert list(islice(mix(sets, 1, skip=70), 50)) == whole[70:]


def test_the_right_span_is_to_beat_all_others_and_silence(maker: RowMaker) -> None:
    """The loss falls as its margin rises, and rises with a span of another passage."""
    batch = maker.batch([Group((reading("Berg came.", (0, 4)), reading("Nobody spoke.")))])
    level = torch.zeros(batch.ids.shape)
    right, wrong = level.clone(), level.clone()
    right[0, 4] = wrong[1, 4] = 3.0
    values = [float(choosing_loss(s, s, batch)) for s in (right, level, wrong)]
    assert values == sorted(values)
    assert values[0] < values[1] < values[2]


def test_without_an_answer_silence_is_to_win(maker: RowMaker) -> None:
    """Lower margins everywhere are better then."""
    batch = maker.batch([Group((reading("Berg came."), reading("Nobody spoke.")))])
    level = torch.zeros(batch.ids.shape)
    silent = level.clone()
    silent[:, 0] = 3.0
    assert choosing_loss(silent, silent, batch) < choosing_loss(level, level, batch)


def test_a_span_that_is_too_long_does_not_count(maker: RowMaker) -> None:
    """The reader never gives one, so it may score as it likes."""
    batch = maker.batch([Group((reading("word " * 40, (0, 4)),))])
    level = torch.full(batch.ids.shape, -9.0)
    start, near, far = level.clone(), level.clone(), level.clone()
    start[0, 4] = near[0, 4 + LONGEST_ANSWER - 1] = far[0, 4 + LONGEST_ANSWER] = 9.0
    assert choosing_loss(start, far, batch) < choosing_loss(start, near, batch) - 1


def test_the_average_is_of_few_steps_at_first() -> None:
    """The first weights would otherwise stay in it for long."""
    recipe = Recipe(averaged=0.99)
    assert recipe.share_kept(0) == pytest.approx(0.1)
    assert recipe.share_kept(5000) == 0.99
    assert Recipe().share_kept(5000) == 0.0


def test_the_weights_of_the_shipped_graph_read_as_it_does() -> None:
    """Training can go on from the file that ships."""
    model = load_weights(BUNDLED_GRAPH).eval()
    passage = "The minister arrives in Vienna on Thursday, her office said."
    span = BundledReader().read("When does the minister arrive?", [Reading(passage)])[0]
    row = RowMaker(load_tokenizer(base_folder())).row(
        LabelledReading("When does the minister arrive?", "", passage, ())
    )
    assert row is not None
    with torch.no_grad():
        start, end = model(
            torch.tensor([row.ids]), torch.ones(1, len(row.ids)).long(), torch.tensor([row.types])
        )
    inside = torch.tensor(row.types).bool()
    first, last = (int(side[0, inside].argmax()) for side in (start, end))
    assert (row.offsets[first][0], row.offsets[last][1]) == (span.start, span.end)


def test_of_several_weights_the_mean_is_exported(tmp_path: Path) -> None:
    """Weight by weight; of one alone it is that one."""
    shipped = load_weights(BUNDLED_GRAPH).state_dict()
    doubled = {name: values * 2 for name, values in shipped.items()}
    torch.save(doubled, tmp_path / "doubled.pt")
    mean = mean_weights([BUNDLED_GRAPH, tmp_path / "doubled.pt"]).state_dict()
    alone = mean_weights([BUNDLED_GRAPH]).state_dict()
    for name in ("head.weight", "head.bias"):
        assert torch.allclose(mean[name], shipped[name] * 1.5)
        assert torch.equal(alone[name], shipped[name])


def test_versions_of_a_text_go_to_different_articles_and_short_ones_together(
    tmp_path: Path,
) -> None:
    """An article that says everything twice would have no right passage but two half marked."""
    easy = "Lions sleep most of the day. They hunt at night."
    texts = {0: SourceText("news", "lions", easy), 1: SourceText("news", "lions", f"{easy} Often.")}
    texts |= {n: SourceText("news", f"d{n}", f"Number {n} came {n} times.") for n in range(2, 7)}
    material = Material(texts, (
        LabelledQuestion(0, "When do lions hunt?", (CharRange(39, 47),), "news"),
        LabelledQuestion(1, "Where do lions hunt?", (), "news_other"),
        LabelledQuestion(4, "How often did 4 come?", (CharRange(14, 15),), "news"),
    ))  # fmt: skip
    assert sorted(map(sorted, articles(material, {0, 1, 4}, 1))) == [[0, 4], [1]]
    asked = choose_questions(material, {"news": 9}, 1)
    assert {q.question for q in asked} == {"When do lions hunt?", "How often did 4 come?"}
    write_set(material, asked, tmp_path, 1)
    read = {q.text: q for q in read_set(tmp_path).questions}
    place = read["When do lions hunt?"].answer_spans[0]
    text = (tmp_path / "corpus" / place.path).read_text()
    assert text[place.start : place.end] == "at night"
