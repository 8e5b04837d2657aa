"""How the reader is trained: what it learns from, and that a run can be resumed."""

import gzip
import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from qa.training import train as training
from qa.training.compacting import compact_words, smooth
from qa.training.data_parallel import DataParallel
from qa.training.examples import RowMaker, load_tokenizer
from qa.training.groups import Group, Groups, LabelledReading
from qa.training.invention import answerable_questions, near_miss
from qa.training.material import (
    CharRange,
    LabelledQuestion,
    Material,
    SourceText,
    read_material,
    split_material,
    targets,
)
from qa.training.network import ReaderModel, loss
from qa.training.passages import cut_passages, sentence_before, sentences_of

NEWS = (
    "The minister met Dr. Lee on Monday. The World Trade Body (WTB) had called for talks.\n"
    "Anna Berg, a former judge in Oslo, led them. In 1998 nobody came."
)


def span(text: str, part: str) -> CharRange:
    """Return where the part stands in the text."""
    start = text.index(part)
    return CharRange(start, start + len(part))


def tiny() -> ReaderModel:
    """Return a reader of two thin layers, always the same."""
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=30522, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, attn_implementation="eager", attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return ReaderModel(BertModel(config, add_pooling_layer=False))


@pytest.fixture(autouse=True)
def no_monitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the word search's hidden progress bars from starting a thread that never ends."""
    monkeypatch.setattr("tqdm.std.tqdm.monitor_interval", 0)


@pytest.fixture
def maker() -> RowMaker:
    """What makes rows with the real tokenizer."""
    return RowMaker(load_tokenizer(training.base_folder()))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Material of eight documents, two texts each, one question a text."""
    texts, questions = [], []
    for number in range(16):
        town = f"Town{chr(65 + number)}"
        text = f"{town} lies by the sea. It has {number + 20} schools. People fish there."
        texts.append({"context": number, "source": "wiki", "document": f"d{number // 2}",
                      "text": text})  # fmt: skip
        asked = span(text, str(number + 20))
        questions.append({"context": number, "question": f"How many schools has {town}?",
                          "spans": [[asked.start, asked.end]]})  # fmt: skip
    for name, rows in (("contexts", texts), ("questions", questions)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_the_shortest_of_overlapping_answers_is_learnt_without_edge_punctuation() -> None:
    """Long spans hold more than what answers; a lone filler word is no answer."""
    text = "They fled to the old town, in 1998."
    accepted = (span(text, "to the old town,"), span(text, "old town,"), span(text, "the"))
    assert [text[s.start : s.end] for s in targets(text, accepted)] == ["old town"]


def test_answers_in_two_places_are_both_learnt() -> None:
    """Annotators who point to different places may both be right."""
    text = "Bread in Rome, cake in Paris."
    accepted = (span(text, "Rome"), span(text, "Paris"))
    assert targets(text, accepted) == accepted


def test_whole_documents_are_kept_back(data: Path) -> None:
    """A text of a kept-back document must not be trained on."""
    used, kept = split_material(read_material(data))
    assert len(kept.texts) == 2
    assert not {t.document for t in used.texts.values()} & {t.document for t in kept.texts.values()}
    assert {q.text for q in kept.questions} == set(kept.texts)


def test_sentences_are_cut_as_when_articles_are_read() -> None:
    """A full stop after a title ends no sentence; a line ends one."""
    assert [NEWS[s.start : s.end] for s in sentences_of(NEWS)] == [
        "The minister met Dr. Lee on Monday.",
        "The World Trade Body (WTB) had called for talks.",
        "Anna Berg, a former judge in Oslo, led them.",
        "In 1998 nobody came.",
    ]


def test_cut_passages_cover_all_sentences_and_no_answer_is_cut() -> None:
    """Passages end where sentences end."""
    kept = CharRange(NEWS.index("talks"), NEWS.index("judge"))
    for seed in range(20):
        parts = cut_passages(NEWS, random.Random(seed), 0.2, (kept,))
        between = [NEWS[a.end : b.start] for a, b in pairwise(parts)]
        assert (parts[0].start, parts[-1].end) == (0, len(NEWS))
        assert all(gap in (" ", "\n") for gap in between)
        assert any(kept.within(p) for p in parts)


def test_the_sentence_before_is_the_nearest() -> None:
    """The context of a passage is the sentence that it follows."""
    assert sentence_before(NEWS, NEWS.index("Anna")).startswith("The World Trade Body")
    assert sentence_before(NEWS, 0) == ""


def test_questions_are_invented_from_abbreviations_and_appositions() -> None:
    """Their answers stand in the text."""
    made = answerable_questions(Material({0: SourceText("news", "d", NEWS)}, ()))
    answers = {q.question: NEWS[q.spans[0].start : q.spans[0].end] for q in made}
    assert answers == {
        "What does WTB stand for?": "World Trade Body",
        "What is the full name of WTB?": "World Trade Body",
        "What is the abbreviation of World Trade Body?": "WTB",
        "Who is Anna Berg?": "former judge in Oslo",
        "Who is Berg?": "former judge in Oslo",
    }


def test_a_near_miss_exchanges_one_detail() -> None:
    """The passage must not hold the new detail."""
    missed = near_miss("Who came in 1998?", NEWS, "In 1998 and 2004.", random.Random(0))
    assert missed == "Who came in 2004?"
    assert near_miss("Who came?", NEWS, "In 2004.", random.Random(0)) is None


def test_only_the_passage_has_type_one(maker: RowMaker) -> None:
    """A span may lie only where the token type is 1."""
    reading = LabelledReading("Who came?", "Anna left.", "Berg came.", (CharRange(0, 4),))
    row = maker.row(reading)
    assert row is not None
    assert row.types == (0,) * 9 + (1,) * 3 + (0,)
    assert row.starts == row.ends == (9,)
    assert row.offsets[0] == (0, 4)


def test_the_loss_falls_as_the_right_positions_rise(maker: RowMaker) -> None:
    """The right span of one passage competes with the other passages of its group."""
    right = LabelledReading("Who came?", "", "Berg came.", (CharRange(0, 4),))
    wrong = LabelledReading("Who came?", "", "Nobody spoke.", ())
    batch = maker.batch([Group((right, wrong))])
    start = torch.zeros(batch.ids.shape)
    better = start.clone()
    better[0, 5] = 4.0
    worse = start.clone()
    worse[1, 5] = 4.0
    values = [float(loss(s, s, batch)) for s in (better, start, worse)]
    assert values == sorted(values)
    assert values[0] < values[1] < values[2]


def test_gradients_by_chunks_are_those_of_the_whole(maker: RowMaker) -> None:
    """Threads and their order change nothing."""
    group = Group(tuple(LabelledReading("Who?", "", "word " * n, ()) for n in (9, 2, 30, 4)))
    batch = maker.batch([group])
    model = tiny().eval()
    value = loss(*model(batch.ids, batch.attention, batch.types), batch)  # type: ignore[call-arg]
    value.backward()  # type: ignore[no-untyped-call]
    whole = {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}
    parallel = DataParallel(model, 2, loss)
    assert parallel.gradients(batch, 1) == pytest.approx(value.item(), rel=1e-2)
    parallel.close()
    for name, parameter in model.named_parameters():
        if name in whole:
            assert parameter.grad is not None
            assert torch.allclose(parameter.grad, whole[name], atol=0.02), name


def test_preparing_for_int8_keeps_the_logits(maker: RowMaker) -> None:
    """Smoothing changes nothing but rounding; words lose less than a hundredth."""
    batch = maker.batch([Group((LabelledReading("Who came?", "", "Berg came.", ()),))])
    model = tiny().eval()
    with torch.no_grad():
        before = model(batch.ids, batch.attention, batch.types)
        smooth(model, [batch])
        after = model(batch.ids, batch.attention, batch.types)
        compact_words(model)
        compacted = model(batch.ids, batch.attention, batch.types)
    for left, right, rounded in zip(before, after, compacted, strict=True):
        assert torch.allclose(left, right, atol=1e-5)
        assert torch.allclose(left, rounded, atol=1e-2)


def test_the_rate_before_its_fall_does_not_depend_on_the_number_of_steps() -> None:
    """A run may be shortened or lengthened until the rate falls."""
    short, long = training.Recipe(steps=1000), training.Recipe(steps=2000)
    assert [short.factor(s) for s in range(500)] == [long.factor(s) for s in range(500)]
    assert short.factor(1000) == 0


def test_an_interrupted_run_ends_with_the_same_weights(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint holds all that decides the rest of a run."""
    recipe = training.Recipe(steps=5, groups=3, warmup=2, averaged=0.9)
    stream = Groups(read_material(data), recipe.seed).stream
    straight = training.train(stream, tmp_path / "straight", recipe, tiny())
    save = training._save

    def save_and_stop(path: Path, step: int, *rest: object) -> None:
        save(path, step, *rest)  # type: ignore[arg-type]
        if step == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(training, "_save", save_and_stop)
    with pytest.raises(KeyboardInterrupt):
        training.train(stream, tmp_path / "halted", recipe, tiny(), every=0)
    monkeypatch.setattr(training, "_save", save)
    resumed = training.train(stream, tmp_path / "halted", recipe, tiny())
    for name, value in straight.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_questions_without_an_answer_give_groups_without_one(data: Path) -> None:
    """An adversarial question teaches "no answer" on the text that it was asked of."""
    groups = Groups(read_material(data), 1)
    group = groups.group(LabelledQuestion(3, "How many schools burnt down?", ()), random.Random(0))
    assert group.readings
    assert all(not r.answers for r in group.readings)
