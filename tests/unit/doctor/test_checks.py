"""What each check says when all is well and when it is not; nothing is changed by looking."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from qa.doctor import (
    CHECKS,
    Check,
    CheckLevel,
    Finding,
    Result,
    Subject,
    article_checks,
    bad,
    examine,
    good,
    index_checks,
    installation_checks,
    model_checks,
    note,
    privacy_checks,
)
from qa.doctor.privacy_checks import of_paths
from qa.encoding.compilation import PROBE_TEXTS
from qa.encoding.compiled import CompiledEncoder
from qa.errors import AnnotatorUnusableError, EncoderUnusableError, IndexDamagedError
from qa.models.cache import cache_folder
from qa.readers.bundled import BUNDLED_FILES
from qa.storage.lock import builder_lock
from tests.support.desk import Desk


def subject(desk: Desk) -> Subject:
    """Return what the doctor looks at."""
    return Subject(desk.index, desk.corpus)


def folder(desk: Desk) -> Path:
    """Return the folder of the generation in use."""
    found = subject(desk).generation
    assert found is not None
    return found.folder


# All but the one that starts a process and loads torch.
QUICK = [check for check in CHECKS if check.name != "agreement"]


def results(desk: Desk) -> dict[str, Result]:
    """Return what each quick check found."""
    return {found.check: found.result for found in examine(subject(desk), QUICK)}


def levels(desk: Desk) -> dict[str, CheckLevel]:
    """Return the level of each quick check."""
    return {name: result.level for name, result in results(desk).items()}


def test_where_all_is_well_every_check_is_good(indexed: Desk) -> None:
    """Each looks at something then."""
    assert levels(indexed) == {check.name: CheckLevel.GOOD for check in QUICK}


def test_an_index_that_is_not_there_yet_is_no_fault(desk: Desk) -> None:
    """The first question makes one; what lies in it is left out."""
    desk.write_three()
    found = levels(desk)
    assert found["index"] is CheckLevel.NOTE
    assert CheckLevel.BAD not in found.values()
    assert not found.keys() & {"checksums", "kept", "encoder", "agreement", "locks"}


def test_without_index_and_corpus_something_is_bad(tmp_path: Path) -> None:
    """There is nothing to answer from."""
    result = article_checks.drift(Subject(tmp_path / "i", tmp_path / "c"))
    assert result.level is CheckLevel.BAD
    assert result.text == f"there is no corpus folder {tmp_path / 'c'}"
    assert result.remedy


def state_of(*roots: Path) -> dict[str, tuple[int, int, int]]:
    """Return when each file and folder was written, its mode and its size."""
    paths = [path for root in roots for path in (root, *root.rglob("*"))]
    facts = {str(path): path.lstat() for path in paths if path.exists()}
    return {path: (f.st_mtime_ns, f.st_mode, f.st_size) for path, f in facts.items()}


def test_nothing_is_changed_by_looking(indexed: Desk, tmp_path: Path) -> None:
    """Neither files nor their times, in the index, the corpus or the user's folders."""
    homes = [Path(os.environ[name]) for name in os.environ if name.startswith("XDG_")]
    before = state_of(tmp_path, *homes)
    assert len(levels(indexed)) == len(QUICK)
    assert state_of(tmp_path, *homes) == before


def test_a_check_that_fails_is_a_finding(desk: Desk) -> None:
    """Whatever goes wrong in it, the others go on."""

    def damaged(_: Subject) -> Result:
        raise IndexDamagedError("x is damaged", remedy="mend it")

    def broken(_: Subject) -> Result:
        raise ZeroDivisionError("by hand")

    checks = [
        Check("a", damaged),
        Check("b", broken),
        Check("c", lambda _: None),
        Check("d", lambda _: good("fine")),
    ]
    assert list(examine(subject(desk), checks)) == [
        Finding("a", bad("x is damaged", "mend it")),
        Finding("b", bad("it could not be checked: ZeroDivisionError: by hand")),
        Finding("d", good("fine")),
    ]


def test_a_package_out_of_bounds_is_named(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """With the command that brings it within them; extras do not count."""
    lines = ["click>=99", "no-such-package>=1,<2", "rich>1", "absent; extra == 'test'"]
    monkeypatch.setattr(metadata, "requires", lambda _: lines)
    result = installation_checks.packages(subject(desk))
    click = metadata.version("click")
    assert result.text == f"click {click} is not >=99; no-such-package is missing"
    assert result.remedy == "pip install 'click>=99' 'no-such-package<2,>=1'"
    assert result.level is CheckLevel.BAD


def test_a_python_out_of_bounds_is_bad(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """As an installer would say."""
    monkeypatch.setattr("platform.python_version", lambda: "3.9.1")
    assert installation_checks.python(subject(desk)).level is CheckLevel.BAD


def test_a_model_that_is_missing_is_bad_only_if_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, indexed: Desk, tmp_path: Path
) -> None:
    """An index with a compiled encoder answers without it."""

    def missing(_: str | None) -> None:
        raise EncoderUnusableError("not there", remedy="reinstall")

    monkeypatch.setattr(installation_checks, "find_model", missing)
    result = installation_checks.model(subject(indexed))
    assert (result.level, result.remedy) == (CheckLevel.NOTE, "reinstall")
    assert installation_checks.model(Subject(tmp_path / "none", tmp_path)).level is CheckLevel.BAD


def test_what_annotates_is_looked_at_unless_none_is_wanted(
    monkeypatch: pytest.MonkeyPatch, indexed: Desk
) -> None:
    """A package that is missing or has changed is no fault of an index that answers."""

    def missing() -> None:
        raise AnnotatorUnusableError("not there", remedy="reinstall")

    assert installation_checks.annotator(subject(indexed)).text.endswith("files as they should be")
    monkeypatch.setattr(installation_checks, "ANNOTATION_VERSION", 99)
    result = installation_checks.annotator(subject(indexed))
    assert (result.level, result.remedy) == (CheckLevel.NOTE, "run `qa rebuild`")
    monkeypatch.setattr(installation_checks, "check_pipeline", missing)
    result = installation_checks.annotator(subject(indexed))
    assert (result.level, result.remedy) == (CheckLevel.NOTE, "reinstall")
    indexed.rebuild(annotations=False)
    assert installation_checks.annotator(subject(indexed)) == good("none are wanted")


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json"])
def test_an_index_that_cannot_be_opened_is_bad(indexed: Desk, name: str) -> None:
    """The file is named, and what mends it."""
    file = indexed.index / name if name == "CURRENT" else folder(indexed) / name
    file.write_bytes(b"{")
    result = index_checks.in_use(subject(indexed))
    assert result.level is CheckLevel.BAD
    assert str(indexed.index) in result.text
    assert result.remedy == "run `qa rebuild --force`"
    assert levels(indexed).keys().isdisjoint({"checksums", "encoder"})


def test_every_checksum_is_compared(indexed: Desk) -> None:
    """A byte that was turned, with size and time as before, is seen; what is damaged is not run."""
    for name in ("texts.db", "encoder/model.onnx"):
        file = folder(indexed) / name
        facts = file.stat()
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
        os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    found = results(indexed)
    assert found["checksums"].text == "missing or damaged: encoder/model.onnx, texts.db"
    assert found["checksums"].level is CheckLevel.BAD
    assert "encoder" not in found
    assert model_checks.agrees(subject(indexed)) is None
    assert found["articles"] == good("all 3 readable")


def test_a_kept_generation_that_is_damaged_is_told(indexed: Desk) -> None:
    """It is no use to go back to, but the index answers."""
    first = folder(indexed)
    indexed.write("more.txt", "More is told.")
    indexed.rebuild()
    assert index_checks.kept(subject(indexed)) == good(f"{first.name}, whole")
    (first / "texts.db").unlink()
    result = index_checks.kept(subject(indexed))
    assert result is not None
    assert result.level is CheckLevel.NOTE
    assert first.name in result.text


def test_what_a_dead_builder_left_is_told(indexed: Desk) -> None:
    """With the command that goes on from there, or sweeps it away."""
    (indexed.index / ".building-x").mkdir()
    (indexed.index / ".stash-x").write_bytes(b"")
    result = index_checks.leftovers(subject(indexed))
    assert result is not None
    assert result.text == "left by a rebuild that did not end: .building-x, .stash-x"
    assert (result.level, result.remedy) == (CheckLevel.NOTE, "run `qa rebuild`")


def test_a_builder_at_work_is_named(indexed: Desk) -> None:
    """What lies about then belongs to it."""
    (indexed.index / ".building-x").mkdir()
    with builder_lock(indexed.layout):
        result = index_checks.leftovers(subject(indexed))
    assert result is not None
    assert result.text.startswith(f"being rebuilt by process {os.getpid()} ")


def test_a_disk_without_room_is_bad(indexed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured where the index is, or is to be."""
    usage = shutil.disk_usage(indexed.index)
    assert (
        index_checks.space(Subject(indexed.index / "a/b", indexed.corpus)).level is CheckLevel.GOOD
    )
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1))
    result = index_checks.space(subject(indexed))
    assert result.level is CheckLevel.BAD
    assert result.remedy == "make room, or name another folder with --index"


def test_what_others_may_read_or_change_is_told(tmp_path: Path) -> None:
    """To change is worse; a closed folder closes what is in it; links are not followed."""
    closed, open_folder = tmp_path / "closed", tmp_path / "open"
    for made in (closed, open_folder):
        made.mkdir(mode=0o700)
        (made / "file").touch()
        (made / "file").chmod(0o644)
    (closed / "link").symlink_to("/")
    assert of_paths([closed, tmp_path / "none"]) == good("closed to others")
    assert of_paths([tmp_path / "none"]) is None
    open_folder.chmod(0o755)
    result = of_paths([closed, open_folder])
    assert result == Result(
        CheckLevel.NOTE,
        f"others may read {open_folder} and 1 more",
        f"chmod -R go= '{open_folder}'",
    )
    (open_folder / "file").chmod(0o666)
    result = of_paths([closed, open_folder])
    assert result == bad(
        f"others may change {open_folder / 'file'}", f"chmod -R go= '{open_folder}'"
    )


def test_an_index_open_to_others_is_told(indexed: Desk) -> None:
    """The remedy closes it."""
    folder(indexed).chmod(0o755)
    result = privacy_checks.of_index(subject(indexed))
    assert result is not None
    assert result.level is CheckLevel.NOTE
    assert result.remedy == f"chmod -R go= '{folder(indexed)}'"


def test_drift_is_counted(indexed: Desk) -> None:
    """Every article is read, whatever its size and time say."""
    indexed.write("dogs.txt", "Cats purr at the postman every morning.")
    indexed.write("new.txt", "New.")
    (indexed.corpus / "weather/rain.txt").unlink()
    result = article_checks.drift(subject(indexed))
    assert result.text == "since the index was built: 1 added, 1 changed, 1 removed"
    assert (result.level, result.remedy) == (CheckLevel.NOTE, "run `qa rebuild`")


def test_an_unreadable_article_is_bad_unless_it_was_left_out(indexed: Desk) -> None:
    """The place in it is named; left out, it is told from those that are indexed."""
    indexed.write("bad.txt", b"a\n\xff")
    result = article_checks.drift(subject(indexed))
    assert result.text == "bad.txt is not UTF-8 text at line 2, byte 1"
    assert result.level is CheckLevel.BAD
    indexed.rebuild(skip_bad=True)
    result = article_checks.drift(subject(indexed))
    assert result.level is CheckLevel.NOTE
    assert result.text.startswith("3 readable and as indexed, 1 left out of the index: bad.txt")


def test_an_encoder_that_gives_no_numbers_is_bad(
    indexed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finite, and of length 1."""
    for value, reason in ((np.nan, "not finite"), (2.0, "not of length 1")):
        vectors = np.full((len(PROBE_TEXTS), 64), value, np.float32)
        monkeypatch.setattr(CompiledEncoder, "encode_passages", lambda *_, v=vectors: v)
        result = model_checks.encoder(subject(indexed))
        assert result is not None
        assert result.level is CheckLevel.BAD
        assert reason in result.text


@contextmanager
def reference(monkeypatch: pytest.MonkeyPatch, answer: object) -> Iterator[None]:
    """Let the reference answer so, or take too long if there is no answer."""

    def run(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        assert arguments[:4] == [sys.executable, "-P", "-m", "qa.doctor"]
        assert options["timeout"] == model_checks.MOST_SECONDS
        if answer is None:
            raise subprocess.TimeoutExpired(arguments, model_checks.MOST_SECONDS)
        code, out, err = (1, "", answer) if isinstance(answer, str) else (0, json.dumps(answer), "")
        return subprocess.CompletedProcess(arguments, code, f"Loading…\n{out}\n", err)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", run)
        yield


def test_the_compiled_encoder_is_compared_with_the_reference(
    indexed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It agrees, does not, is not waited for longer than that, or there is none."""
    compiled = model_checks._compiled(subject(indexed))
    assert compiled is not None
    vectors = compiled.encode_passages(PROBE_TEXTS)
    with reference(monkeypatch, vectors.tolist()):
        assert model_checks.agrees(subject(indexed)) == good(
            "cosine 1.000 at least, 100% of nearest neighbours kept"
        )
    with reference(monkeypatch, vectors[::-1].tolist()):
        result = model_checks.agrees(subject(indexed))
        assert result is not None
        assert (result.level, result.remedy) == (CheckLevel.BAD, "run `qa rebuild --force`")
    with reference(monkeypatch, None):
        result = model_checks.agrees(subject(indexed))
        assert result is not None
        assert (result.level, result.text[:26]) == (CheckLevel.NOTE, "the reference took longer ")
    with reference(monkeypatch, "Traceback\nOSError: no such thing"):
        assert model_checks.agrees(subject(indexed)) == note(
            "nothing to compare with: the reference cannot be run: OSError: no such thing"
        )


def test_without_the_model_there_is_nothing_to_compare_with(indexed: Desk) -> None:
    """Nor with one that has changed since; neither keeps the index from answering."""
    weights = indexed.model / "model.safetensors"
    data = weights.read_bytes()
    try:
        weights.write_bytes(b"another")
        changed = model_checks.agrees(subject(indexed))
        weights.unlink()
        missing = model_checks.agrees(subject(indexed))
    finally:
        weights.write_bytes(data)
    assert changed is not None
    assert missing is not None
    assert (changed.level, missing.level) == (CheckLevel.NOTE, CheckLevel.NOTE)
    assert "have changed since" in changed.text
    assert "is not on this machine" in missing.text


@pytest.mark.long
def test_the_real_encoder_agrees_with_its_reference(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own; this one loads no torch for it."""
    monkeypatch.setattr(model_checks, "MOST_SECONDS", None)
    corpus, index = built
    before = state_of(index)
    result = model_checks.agrees(Subject(index, corpus))
    assert result is not None
    assert result.level is CheckLevel.GOOD
    assert state_of(index) == before


def test_the_reader_is_told_and_tried(indexed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own by its digest; none if none is wanted."""
    result = model_checks.reader(subject(indexed))
    assert result is not None
    assert result.text.startswith("the project's own, weights as they should be")
    wrong = tuple(replace(record, sha256="0" * 64) for record in BUNDLED_FILES)
    monkeypatch.setattr(model_checks, "BUNDLED_FILES", wrong)
    result = model_checks.reader(subject(indexed))
    assert result == bad("not as it was made: reader.onnx, tokenizer.json", "reinstall article-qa")
    indexed.rebuild(reader="none")
    assert model_checks.reader(subject(indexed)) == good("none is wanted")


def test_a_cache_that_cannot_be_written_is_bad(
    indexed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each new index would have to compile its models: the message names folder and variable."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert model_checks.cache(subject(indexed)) == bad(
        f"{tmp_path}/file/article-qa cannot be written: Not a directory; "
        "each new index compiles its models again",
        "allow writing there, or set XDG_CACHE_HOME to a folder that can be written",
    )


def test_what_is_broken_in_the_cache_is_told(
    indexed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs room and nothing else."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert model_checks.cache(subject(indexed)) == good("empty")
    (torn := cache_folder("encoders") / "torn").mkdir(parents=True)
    result = model_checks.cache(subject(indexed))
    assert result.level is CheckLevel.NOTE
    assert result.remedy == f"rm -r '{torn}'"


def test_what_is_odd_in_front_matter_is_told(indexed: Desk) -> None:
    """With file and line, of all articles, whether they are indexed or not."""
    assert article_checks.metadata(subject(indexed)) == good("all of 1 Markdown files understood")
    indexed.write("odd.md", "---\ndate: 2020-13-45\n---\nBody.")
    indexed.write("open.md", "---\ntitle: Open\n\nBody.")
    assert article_checks.metadata(subject(indexed)) == note(
        'odd.md, line 2: date "2020-13-45" is not understood; write it like 2024-01-31. '
        "open.md, line 1: front matter without an end is read as text; end it with a line ---",
        "mend the lines, and run `qa rebuild`",
    )
    indexed.write("odd.md", "---\na: *b\n---\nBody.")
    result = article_checks.metadata(subject(indexed))
    assert result is not None
    assert result.level is CheckLevel.BAD
    assert result.text == "odd.md: front matter cannot be read at line 2: aliases are refused"
    assert article_checks.metadata(Subject(indexed.index, indexed.corpus / "none")) is None
