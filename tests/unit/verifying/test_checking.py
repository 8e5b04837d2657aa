"""What is said of each citation of saved answers: same, moved, changed, gone."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from qa.articles import parse, read_bytes
from qa.articles.document import Document
from qa.chunking import split_passages
from qa.errors import CorpusEmptyError
from qa.model import FoundPassage, Passage, Span
from qa.verifying import (
    CheckedCitation,
    CitationStatus,
    Verification,
    article_text,
    read_saved,
    verify,
)
from qa.verifying.values import DiffOp, DiffPart, Location
from tests.support.made_answers import made_passage
from tests.support.saved_answers import passage_of, saved, write_corpus

FIRST = "Rain fell all night on the old harbour."
SECOND = "The boats stayed in, said Anna Meyer. Nobody went out on Monday."
ARTICLE = f"A headline\n\n{FIRST}\n\n{SECOND}\n"


def verified(corpus: Path, *passages: FoundPassage, short: str | None = None) -> Verification:
    """Return what became of these passages."""
    file = io.BytesIO(json.dumps(saved(*passages, short=short)).encode())
    return verify(read_saved(file, "f").citations, corpus)


def only(corpus: Path, passage: FoundPassage, *, short: str | None = None) -> CheckedCitation:
    """Return what became of this passage."""
    (checked,) = verified(corpus, passage, short=short).citations
    return checked


def second() -> FoundPassage:
    """Return the second passage as cited; its last sentence is lit."""
    return passage_of(ARTICLE, SECOND, "news/rain", sentence="Nobody went out on Monday.")


def test_what_stands_where_it_stood_is_the_same(tmp_path: Path) -> None:
    """Offsets count code points, a byte-order mark left out, newlines as they stand."""
    article = "\U0001f600 “Größe”\r\n\r\n" + ARTICLE
    write_corpus(tmp_path, news__rain="\ufeff" + article)
    passage = passage_of(article, SECOND, "news/rain", sentence="Nobody went out on Monday.")
    checked = only(tmp_path, passage, short="Monday")
    start = article.index(SECOND)
    assert checked.status is CitationStatus.SAME
    assert checked.now == Location("news/rain.txt", 7, 7, start, start + len(SECOND))
    place = article.index("Monday")
    assert checked.answer == Span("Monday", place, place + 6)


def test_what_stands_elsewhere_in_the_article_has_moved(tmp_path: Path) -> None:
    """New lines and offsets are told, also of the lit sentence and the answer."""
    article = f"New.\n\n{SECOND}\n{FIRST}"
    write_corpus(tmp_path, news__rain=article)
    checked = only(tmp_path, second(), short="Anna Meyer")
    assert checked.status is CitationStatus.MOVED
    assert checked.now == Location("news/rain.txt", 3, 3, 6, 6 + len(SECOND))
    start = article.index("Nobody")
    assert checked.sentence == Span("Nobody went out on Monday.", start, start + 26)
    assert checked.answer == Span("Anna Meyer", *(6 + at for at in (26, 36)))


def test_of_several_places_the_nearest_is_told(tmp_path: Path) -> None:
    """Of two as near the first."""
    passage = passage_of(f"{'.' * 100}{FIRST}", FIRST, "news/rain")
    write_corpus(tmp_path, news__rain=f"{FIRST}{'.' * 80}{FIRST}{'.' * 9000}{FIRST}")
    checked = only(tmp_path, passage)
    assert checked.now is not None
    assert checked.now.char_start == 80 + len(FIRST)


@pytest.mark.parametrize("still_there", [True, False])
def test_what_stands_in_another_article_has_moved(tmp_path: Path, *, still_there: bool) -> None:
    """The one of the same file name comes before the first by path."""
    write_corpus(tmp_path, a=f"x {SECOND}", archive__rain=f"\n\n{SECOND}", z=SECOND)
    if still_there:
        write_corpus(tmp_path, news__rain=FIRST)
    checked = only(tmp_path, second())
    assert checked.status is CitationStatus.MOVED
    assert checked.now == Location("archive/rain.txt", 3, 3, 2, 2 + len(SECOND))


def test_what_was_edited_is_shown_word_by_word(tmp_path: Path) -> None:
    """Beside the most similar stretch, told with its place."""
    edited = SECOND.replace("Anna Meyer", "Bert Maier").replace("Monday", "Tuesday")
    write_corpus(tmp_path, news__rain=ARTICLE.replace(SECOND, f"More was said. {edited}"))
    checked = only(tmp_path, second(), short="Nobody")
    assert checked.status is CitationStatus.CHANGED
    start = ARTICLE.index(SECOND) + len("More was said. ")
    assert checked.now == Location("news/rain.txt", 5, 5, start, start + len(edited))
    assert checked.sentence is None
    assert checked.answer == Span("Nobody", *(start + edited.index("Nobody") + i for i in (0, 6)))
    assert checked.difference == (
        DiffPart(DiffOp.KEPT, "The boats stayed in, said"),
        DiffPart(DiffOp.DROPPED, "Anna Meyer."),
        DiffPart(DiffOp.ADDED, "Bert Maier."),
        DiffPart(DiffOp.KEPT, "Nobody went out on"),
        DiffPart(DiffOp.DROPPED, "Monday."),
        DiffPart(DiffOp.ADDED, "Tuesday."),
    )


def test_where_only_white_space_differs_no_word_does(tmp_path: Path) -> None:
    """Lines that were wrapped anew are a change all the same: offsets inside have moved."""
    write_corpus(tmp_path, news__rain=ARTICLE.replace("said Anna", "said\nAnna"))
    checked = only(tmp_path, second())
    assert checked.status is CitationStatus.CHANGED
    assert checked.difference == (DiffPart(DiffOp.KEPT, SECOND),)
    assert checked.sentence is not None


def test_an_article_with_nothing_like_it_is_said_to_have_nothing(tmp_path: Path) -> None:
    """No stretch is shown where no stretch is similar."""
    write_corpus(tmp_path, news__rain="Something else is told here, on and on.")
    checked = only(tmp_path, second())
    assert (checked.status, checked.now, checked.difference) == (CitationStatus.CHANGED, None, ())
    assert checked.reason == "nothing like it stands in the article"


def test_without_article_and_text_a_citation_is_gone(tmp_path: Path) -> None:
    """Nothing is made up for it."""
    write_corpus(tmp_path, other=FIRST)
    checked = only(tmp_path, second())
    assert (checked.status, checked.now, checked.sentence) == (CitationStatus.GONE, None, None)


def test_an_article_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    """Its citations count as changed if their text is nowhere else; others are searched on."""
    write_corpus(tmp_path, news__rain="", z="y")
    (tmp_path / "news/rain.txt").write_bytes(b"\xff" + ARTICLE.encode())
    verification = verified(tmp_path, second(), passage_of(ARTICLE, FIRST, "gone", rank=2))
    changed, gone = verification.citations
    assert (changed.status, gone.status) == (CitationStatus.CHANGED, CitationStatus.GONE)
    assert changed.reason == "news/rain.txt is not UTF-8 text at line 1, byte 1"
    assert [file.path for file in verification.unread] == ["news/rain.txt"]


MARKDOWN = (
    "---\ntitle: Of rain\n---\n# Rain\n\n*By Anna Meyer*\n\nIt rained.\n\nIt rained on.\n\n"
    f"## Boats\n\n{SECOND}\n\n- A point of a list.\n- Another point of it.\n\n* * *\n\n"
    "| City | Mayor |\n| --- | --- |\n| Mainz | Nino Haase |\n| Bonn | Katja Dörner |\n\n"
    f"### After\n\n{'A rather long sentence of nine words it is. ' * 60}\n"
)


@pytest.mark.parametrize(
    ("path", "text"), [("a.md", MARKDOWN), ("a.txt", MARKDOWN), ("a.txt", ARTICLE * 3)]
)
def test_what_indexing_cites_is_the_same(path: str, text: str, tmp_path: Path) -> None:
    """Every passage's title, section, paragraph and lines are found again as they were made."""
    (tmp_path / path).write_text(text)
    document = parse(path, text.encode())
    found = [
        cited_as_indexed(document, passage, rank)
        for rank, passage in enumerate(split_passages(document), 1)
    ]
    verification = verified(tmp_path, *found)
    assert len(found) > 2
    assert [checked.fields for checked in verification.citations] == [()] * len(found)
    assert verification.count(CitationStatus.SAME) == len(found)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("news/rain", CitationStatus.SAME),
        ("news/rain.txt", CitationStatus.SAME),
        ("news/rain.md", CitationStatus.MISCITED),
        ("rain", CitationStatus.MISCITED),
    ],
)
def test_an_article_is_named_with_its_ending_or_without(
    name: str, status: CitationStatus, tmp_path: Path
) -> None:
    """Which of both depends on the other articles there were, so both are its name."""
    write_corpus(tmp_path, news__rain=ARTICLE)
    passage = second()
    named = replace(passage, citation=replace(passage.citation, document=name))
    assert only(tmp_path, named).status is status


def cited_as_indexed(document: Document, passage: Passage, rank: int) -> FoundPassage:
    """Return the passage as an answer cites it."""
    made = made_passage(passage.text, passage.text, rank=rank, origin=passage.start)
    citation = replace(
        made.citation,
        document=document.name,
        path=document.path,
        title=document.title,
        section=passage.section,
        paragraph=passage.paragraph,
        line_start=passage.line_start,
        line_end=passage.line_end,
    )
    return replace(made, citation=citation)


def test_an_article_that_could_not_be_indexed_is_not_called_the_same(tmp_path: Path) -> None:
    """Its text stands, but nothing says what its title or its paragraphs are."""
    text = f"---\ntitle: [\n---\n{SECOND}\n"
    (tmp_path / "a.md").write_text(text)
    made = made_passage(SECOND, SECOND, origin=text.index(SECOND), document="a")
    passage = replace(made, citation=replace(made.citation, path="a.md"))
    checked = only(tmp_path, passage)
    assert checked.status is CitationStatus.MISCITED
    assert checked.reason is not None
    assert checked.reason.startswith("its title, section and paragraph cannot be checked: a.md")


def test_without_a_corpus_there_is_an_error(tmp_path: Path) -> None:
    """Nothing can be said of any citation then."""
    with pytest.raises(CorpusEmptyError):
        only(tmp_path / "none", second())


@pytest.mark.parametrize(
    "document",
    ["../secret", "/{root}/secret", "news/../../secret", "link", "folder/secret", "a\0b"],
)
def test_no_path_leads_out_of_the_corpus(tmp_path: Path, document: str) -> None:
    """What a saved file names is looked up among the articles; nothing else is opened."""
    (tmp_path / "secret.txt").write_text(SECOND)
    corpus = write_corpus(tmp_path / "corpus", news__other=FIRST)
    (corpus / "link.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "folder").symlink_to(tmp_path)
    os.mkfifo(corpus / "pipe.txt")
    passage = passage_of(SECOND, SECOND, document.format(root=tmp_path))
    assert only(corpus, passage).status is CitationStatus.GONE


def test_many_citations_read_each_article_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that stand cost no look at any other article."""
    read: list[str] = []

    def noted(folder: Path, path: str) -> bytes:
        read.append(path)
        return read_bytes(folder, path)

    monkeypatch.setattr(article_text, "read_bytes", noted)
    sentences = [f"Sentence number {n} of them." for n in range(500)]
    article = "\n".join(sentences)
    write_corpus(tmp_path, many=article, other="x")
    passages = [passage_of(article, s, "many", rank=n) for n, s in enumerate(sentences, 1)]
    assert verified(tmp_path, *passages).count(CitationStatus.SAME) == 500
    assert read == ["many.txt"]
