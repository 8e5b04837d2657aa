"""Which files of a corpus are articles, and how their bytes are read."""

import os
import socket
import sys
from pathlib import Path

import pytest

from qa.articles import find_articles, read_bytes
from qa.articles.discovery import MOST_BYTES, NOT_AN_ARTICLE
from qa.errors import ArticleUnreadableError, CorpusEmptyError

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are made as on POSIX")


def _write(path: Path, data: bytes = b"Text.") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_articles_are_found_by_ending_in_nested_folders(tmp_path: Path) -> None:
    """Four endings in any case, in any depth, sorted, with forward slashes; nothing else."""
    for name in ("b.txt", "a/c.MD", "a/deep/er/d.markdown", "e.Text", "NOTICE", "f.pdf", "txt"):
        _write(tmp_path / name)
    assert find_articles(tmp_path).paths == ("a/c.MD", "a/deep/er/d.markdown", "b.txt", "e.Text")


def test_a_readme_is_an_article_unless_it_says_that_it_is_none(tmp_path: Path) -> None:
    """Only at the top of the corpus, only by this name, and only with this first line."""
    described = NOT_AN_ARTICLE + b"\n# About this corpus\n"
    for name in ("README.md", "below/README.md", "notes.md"):
        _write(tmp_path / name, described)
    assert find_articles(tmp_path).paths == ("below/README.md", "notes.md")
    for article in (b"# A village called Readme\n", b"", b"\n" + described):
        _write(tmp_path / "README.md", article)
        assert find_articles(tmp_path).paths == ("README.md", "below/README.md", "notes.md")


def test_a_corpus_that_only_describes_itself_holds_no_article(tmp_path: Path) -> None:
    """The sample's own folder without its article is an empty one."""
    _write(tmp_path / "README.md", NOT_AN_ARTICLE)
    with pytest.raises(CorpusEmptyError, match="holds no article"):
        find_articles(tmp_path)


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    """What an editor or version control hides is no article."""
    for name in (".a.txt", ".git/b.txt", "seen/.c/d.txt", "seen/e.txt"):
        _write(tmp_path / name)
    assert find_articles(tmp_path).paths == ("seen/e.txt",)


@posix
def test_links_out_of_the_corpus_are_left_out(tmp_path: Path) -> None:
    """A link may lead to another article of the corpus, never out of it, nor to a folder."""
    corpus = tmp_path / "corpus"
    _write(tmp_path / "secret.txt", b"Secret.")
    _write(tmp_path / "outside" / "g.txt")
    _write(corpus / "a.txt", b"Inside.")
    (corpus / "in.txt").symlink_to("a.txt")
    (corpus / "out.txt").symlink_to("../secret.txt")
    (corpus / "gone.txt").symlink_to("nowhere.txt")
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "folder").symlink_to("../outside")
    (corpus / "round").symlink_to(".")
    (corpus / "image").symlink_to("../secret.txt")
    assert find_articles(corpus).paths == ("a.txt", "in.txt")
    links = ("folder", "gone.txt", "loop.txt", "out.txt", "round")
    assert find_articles(corpus).not_followed == links
    assert read_bytes(corpus, "in.txt") == b"Inside."
    for path in ("out.txt", "../secret.txt", "folder/g.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(ArticleUnreadableError, match="leads out of the corpus"):
            read_bytes(corpus, path)


@posix
def test_a_pipe_is_neither_listed_nor_waited_for(tmp_path: Path) -> None:
    """Opening a pipe without a writer blocks for ever: it is refused at once."""
    _write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert find_articles(tmp_path).paths == ("a.txt",)
    with pytest.raises(ArticleUnreadableError, match="not a regular file"):
        read_bytes(tmp_path, "pipe.txt")


@posix
def test_a_socket_is_neither_listed_nor_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is anything else that is no regular file."""
    _write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("b.txt")
        assert find_articles(tmp_path).paths == ("a.txt",)
        with pytest.raises(ArticleUnreadableError, match="cannot be read"):
            read_bytes(tmp_path, "b.txt")


def test_a_corpus_without_articles_is_named(tmp_path: Path) -> None:
    """Missing, a file, and empty are three messages, each with a remedy and the path."""
    _write(tmp_path / "file.txt")
    (tmp_path / "empty").mkdir()
    for name, reason in (
        ("missing", "there is no corpus folder"),
        ("file.txt", "is not a folder"),
        ("empty", "holds no article"),
    ):
        with pytest.raises(CorpusEmptyError, match=reason) as caught:
            find_articles(tmp_path / name)
        assert caught.value.path == str(tmp_path / name)
        assert caught.value.remedy is not None
        assert caught.value.code == 4


def test_what_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    """A missing file, a folder and an impossible name leak no foreign exception."""
    (tmp_path / "folder.txt").mkdir()
    for path in ("missing.txt", "folder.txt", "nul\0.txt"):
        with pytest.raises(ArticleUnreadableError) as caught:
            read_bytes(tmp_path, path)
        assert caught.value.path == path


def test_a_folder_that_cannot_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles behind a locked folder are not passed over in silence."""
    _write(tmp_path / "a.txt")
    _write(tmp_path / "locked" / "b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ArticleUnreadableError, match="Permission denied") as caught:
        find_articles(tmp_path)
    assert caught.value.path == "locked/"


@pytest.mark.skipif(sys.platform != "linux", reason="only there may names be any bytes")
def test_a_name_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    """A path goes into JSON and onto screens: it must be text."""
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:  # noqa: PTH123 (bytes)
        file.write(b"Text.")
    with pytest.raises(ArticleUnreadableError, match="not UTF-8") as caught:
        find_articles(tmp_path)
    assert caught.value.path == r"bad\xff.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="only there may names be any bytes")
def test_what_is_unusable_can_be_passed_over_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked folder and a name that is no text stand in the way of nothing else."""
    _write(tmp_path / "a.txt")
    _write(tmp_path / "locked" / "b.txt")
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:  # noqa: PTH123 (bytes)
        file.write(b"Text.")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_articles(tmp_path, skip_bad=True)
    assert found.paths == ("a.txt",)
    assert [error.path for error in found.unusable] == [r"bad\xff.txt", "locked/"]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ArticleUnreadableError, match="is not UTF-8"):
        find_articles(tmp_path, skip_bad=True)


def test_an_article_has_a_bound(tmp_path: Path) -> None:
    """A file of many gigabytes is refused before it fills the memory."""
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(ArticleUnreadableError, match="longer than 64 MiB"):
        read_bytes(tmp_path, "a.txt")
    with file.open("r+b") as stream:
        stream.truncate(MOST_BYTES)
    assert len(read_bytes(tmp_path, "a.txt")) == MOST_BYTES


@posix
def test_a_link_that_leads_out_over_a_folder_is_refused(tmp_path: Path) -> None:
    """However a path leads out: by a folder that is a link, by a chain of links, by `..`."""
    corpus = tmp_path / "corpus"
    _write(tmp_path / "out" / "s.txt", b"Secret.")
    _write(corpus / "a.txt", b"Inside.")
    (corpus / "one").symlink_to("two")
    (corpus / "two").symlink_to("../out")
    (corpus / "three.txt").symlink_to("one/s.txt")
    assert find_articles(corpus).paths == ("a.txt",)
    for path in ("one/s.txt", "three.txt", "one/../s.txt"):
        with pytest.raises(ArticleUnreadableError):
            read_bytes(corpus, path)
