"""External readers agree with their libraries when compiled, and read without torch."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa.errors import IndexDamagedError, ReaderUnusableError
from qa.models.graph import Form
from qa.readers import compilation
from qa.readers.compilation import ObtainedReader, obtain_reader
from qa.readers.external import (
    READER_CARD,
    READER_GRAPH,
    ExternalReader,
    ReaderKind,
    read_reader_card,
)
from qa.readers.external_source import find_reader, load_reader
from qa.readers.protocol import FoundSpan, Reading, best_span
from tests.support.tiny_readers import make_tiny_reader

ASKED = "When did the minister arrive in Vienna?"
PASSAGE = "The minister arrives in Vienna on Thursday."
OTHER = "Putin was in Delhi with Modi."


def compile_tiny(
    folder: Path, family: str, head: str, *, labels: int = 2
) -> tuple[Path, ObtainedReader, list[str]]:
    """Return the folder of a tiny reader's compiled form, its card and notices, and the stages."""
    model = make_tiny_reader(folder / "model", family, head, labels=labels)
    stages: list[str] = []
    obtained = obtain_reader(str(model), folder / "reader", stages.append)
    return folder / "reader", obtained, stages


@pytest.fixture
def float32(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have every reader compiled anew in float32, in which its numbers are its library's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compilation, "probe_answers", lambda reader: reader.card.form)


def torch_outputs(folder: Path, question: str, passage: str) -> tuple[Any, Any]:
    """Return the encoded pair and what transformers itself computes for it."""
    import torch
    import transformers

    head = json.loads((folder / "config.json").read_text())["architectures"][0]
    model = getattr(transformers, head).from_pretrained(folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    encoded = tokenizer(question, passage, return_tensors="pt")
    with torch.no_grad():
        return encoded, model(**encoded)


@pytest.mark.usefixtures("float32")
@pytest.mark.parametrize("family", ["bert", "roberta", "distilbert"])
def test_an_extractive_reader_says_what_its_library_says(tmp_path: Path, family: str) -> None:
    """The same logits, the best span of them, and its margin over position 0."""
    folder, obtained, stages = compile_tiny(tmp_path, family, "QuestionAnswering")
    assert stages == ["loading the reader", "compiling the reader"]
    assert obtained.card == read_reader_card(folder)
    assert obtained.card.kind is ReaderKind.EXTRACTIVE
    assert obtained.card.max_tokens == (128 if family == "roberta" else 64)
    assert ("token_type_ids" in obtained.card.inputs) == (family == "bert")

    short = "She was born in Delhi."
    encoded, truth = torch_outputs(tmp_path / "model", "Where?", short)
    starts, ends = truth.start_logits[0].numpy(), truth.end_logits[0].numpy()
    reader = ExternalReader(folder)
    for found, expected in zip(reader.logits("Where?", short)[0], (starts, ends), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-4)

    inside = [at for at, part in enumerate(encoded.sequence_ids(0)) if part == 1]
    left, right, score = best_span(
        starts[inside[0] : inside[-1] + 1], ends[inside[0] : inside[-1] + 1]
    )
    expected_span = (
        encoded.token_to_chars(inside[left]).start,
        encoded.token_to_chars(inside[right]).end,
    )
    (span,) = reader.read("Where?", [Reading(short)])
    assert short[span.start : span.end] == short[slice(*expected_span)].strip()
    assert span.margin == pytest.approx(score - starts[0] - ends[0], abs=1e-4)


@pytest.mark.usefixtures("float32")
@pytest.mark.parametrize(("family", "labels"), [("bert", 1), ("bert", 2), ("roberta", 1)])
def test_a_cross_encoder_gives_the_passage_and_its_logit(
    tmp_path: Path, family: str, labels: int
) -> None:
    """One label is the relevance; of two it is how far the second lies above the first."""
    folder, obtained, _ = compile_tiny(tmp_path, family, "SequenceClassification", labels=labels)
    assert obtained.card.kind is ReaderKind.CROSS_ENCODER
    _, truth = torch_outputs(tmp_path / "model", "Where?", OTHER)
    logits = truth.logits[0].tolist()
    margin = logits[0] if labels == 1 else logits[1] - logits[0]
    (span,) = ExternalReader(folder).read("Where?", [Reading(OTHER)])
    assert (span.start, span.end) == (0, len(OTHER))
    assert span.margin == pytest.approx(margin, abs=1e-4)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ObtainedReader]:
    """The compiled form of a tiny extractive reader; not to be changed."""
    folder, obtained, _ = compile_tiny(tmp_path_factory.mktemp("tiny"), "bert", "QuestionAnswering")
    return folder, obtained


def test_a_passage_is_read_by_itself(tiny: tuple[Path, ObtainedReader]) -> None:
    """What is read beside it, in whatever order, changes nothing."""
    reader = ExternalReader(tiny[0])
    readings = [Reading(PASSAGE), Reading(OTHER), Reading(PASSAGE, before=OTHER)]
    together = reader.read(ASKED, readings)
    assert together == [reader.read(ASKED, [reading])[0] for reading in readings]
    assert together[::-1] == reader.read(ASKED, readings[::-1])


def test_a_long_passage_is_read_in_windows(tiny: tuple[Path, ObtainedReader]) -> None:
    """Its best span is the best of its windows, each as long as the model takes."""
    reader = ExternalReader(tiny[0])
    passage = " ".join(f"{OTHER} {number}." for number in range(30))
    windows = reader.logits(ASKED, passage)
    assert len(windows) > 5
    assert max(len(starts) for starts, _ in windows) == 64
    (span,) = reader.read(ASKED, [Reading(passage)])
    assert 0 <= span.start < span.end <= len(passage)
    whole = reader._tokenizer.encode(ASKED, passage)
    best = -np.inf
    for window, (starts, ends) in zip([whole, *whole.overflowing], windows, strict=True):
        inside = [at for at, part in enumerate(window.sequence_ids) if part == 1]
        row = slice(inside[0], inside[-1] + 1)
        best = max(best, best_span(starts[row], ends[row])[2] - float(starts[0] + ends[0]))
    assert span.margin == pytest.approx(best, abs=1e-5)


def test_an_answer_stands_in_the_passage_itself(tiny: tuple[Path, ObtainedReader]) -> None:
    """What stands before is context; offsets count from the passage's own start."""
    reader = ExternalReader(tiny[0])
    for passage in ("Modi.", "the town", PASSAGE):
        (span,) = reader.read("Who?", [Reading(passage, before="India signed the treaty.")])
        assert 0 <= span.start < span.end <= len(passage)
    assert reader.read("Who?", [Reading("", before="India.")]) == [FoundSpan(0, 0, -np.inf)]


def test_a_long_question_leaves_room(tiny: tuple[Path, ObtainedReader]) -> None:
    """Of a question of any length the start is kept, and the passage is read."""
    (span,) = ExternalReader(tiny[0]).read("who " * 500, [Reading(PASSAGE)])
    assert 0 <= span.start < span.end <= len(PASSAGE)


@pytest.mark.parametrize(
    ("alike", "form", "notices"),
    [
        (True, Form.INT8, ()),
        (False, Form.FLOAT32, ("model stays in float32, as in int8 it answers differently",)),
    ],
)
def test_int8_is_taken_if_it_answers_alike(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    alike: bool,  # noqa: FBT001
    form: Form,
    notices: tuple[str, ...],
) -> None:
    """It is the smaller; if it is not chosen, a notice says why."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compilation, "probe_answers", lambda reader: alike or reader.card.form)
    folder, obtained, _ = compile_tiny(tmp_path, "bert", "QuestionAnswering")
    assert (obtained.card.form, obtained.notices) == (form, notices)
    (span,) = ExternalReader(folder).read(ASKED, [Reading(PASSAGE)])
    assert 0 <= span.start < span.end <= len(PASSAGE)


def test_probe_answers_are_spans_or_the_fitting_passage(tiny: tuple[Path, ObtainedReader]) -> None:
    """One for each question, the same whenever it is asked."""
    found = compilation.probe_answers(ExternalReader(tiny[0]))
    assert found == compilation.probe_answers(ExternalReader(tiny[0]))
    assert len(found) == len(compilation.PROBE_QUESTIONS)
    for (start, end), probe in zip(found, compilation.PROBE_PASSAGES, strict=True):
        assert 0 <= start < end <= len(probe)


def test_the_second_time_it_comes_from_the_cache(
    tiny: tuple[Path, ObtainedReader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same weights are compiled once, and torch is not asked again."""
    monkeypatch.setattr(compilation, "load_reader", lambda _: pytest.fail("compiled again"))
    folder, first = tiny
    stages: list[str] = []
    again = obtain_reader(str(folder.parent / "model"), tmp_path / "reader", stages.append)
    assert (again.card, stages) == (first.card, [])
    assert (tmp_path / "reader" / READER_GRAPH).read_bytes() == (folder / READER_GRAPH).read_bytes()


def test_reading_needs_no_torch(tiny: tuple[Path, ObtainedReader]) -> None:
    """A question loads the runtime and the tokenizer, not what compiled them."""
    code = (
        "import sys; from pathlib import Path\n"
        "from qa.readers.external import ExternalReader\n"
        "from qa.readers.protocol import Reading\n"
        "ExternalReader(Path(sys.argv[1])).read('Who?', [Reading('Modi came.')])\n"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny[0])], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("family", "head", "labels", "message"),
    [
        ("bert", "MaskedLM", 2, "neither an extractive reader nor a cross-encoder"),
        ("bert", "SequenceClassification", 3, "sorts into 3 classes"),
    ],
)
def test_another_kind_of_model_is_refused(
    tmp_path: Path, family: str, head: str, labels: int, message: str
) -> None:
    """In one line that says what it is and what to give instead."""
    model = make_tiny_reader(tmp_path / "model", family, head, labels=labels)
    with pytest.raises(ReaderUnusableError, match=message) as caught:
        obtain_reader(str(model), tmp_path / "reader", print)
    assert "\n" not in str(caught.value)
    assert "--reader" in str(caught.value)
    assert not (tmp_path / "reader").exists()


def test_weights_that_are_missing_or_unsafe_are_refused(tmp_path: Path) -> None:
    """A head drawn at random would answer at random; pickles are not opened."""
    model = make_tiny_reader(tmp_path / "model", "bert", "MaskedLM")
    config = json.loads((model / "config.json").read_text())
    config["architectures"] = ["BertForQuestionAnswering"]
    (model / "config.json").write_text(json.dumps(config))
    with pytest.raises(ReaderUnusableError, match="lacks the weights qa_outputs"):
        load_reader(find_reader(str(model)))
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    with pytest.raises(ReaderUnusableError, match="holds no safetensors weights; give the folder"):
        find_reader(str(model))
    with pytest.raises(ReaderUnusableError, match="no model 'no-such-reader'"):
        find_reader("no-such-reader")
    (model / "pytorch_model.bin").rename(model / "model.safetensors")
    (model / "config.json").write_text("{")
    with pytest.raises(ReaderUnusableError, match="cannot be loaded"):
        load_reader(find_reader(str(model)))


def test_a_damaged_folder_is_an_error(tiny: tuple[Path, ObtainedReader], tmp_path: Path) -> None:
    """Card, tokenizer and graph each name the file."""
    for name in (READER_CARD, "tokenizer.json", READER_GRAPH):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        for file in tiny[0].iterdir():
            (folder / file.name).write_bytes(b"{" if file.name == name else file.read_bytes())
        with pytest.raises(IndexDamagedError) as caught:
            ExternalReader(folder).load()
        assert caught.value.path == str(folder / name)
