"""Commands about a passage of the latest answer: its source, its article, copying it."""

from pathlib import Path

from qa.articles import read_bytes
from qa.errors import ArticleUnreadableError, UsageError
from qa.model import FoundPassage
from qa.terminal.output.layout import is_plain
from qa.terminal.output.passage import quotation
from qa.terminal.output.sanitize import one_line
from qa.terminal.pager.article import PagerArticle, read_article
from qa.terminal.pager.programs import editor_template, run_at
from qa.terminal.session.context import CHANGED_SINCE, SessionContext
from qa.terminal.session.export import copy_text

_CONTEXT_LINES = 4


def source(context: SessionContext, argument: str) -> None:
    """Show everything known about the position of a passage."""
    passage = context.turns.passage(argument)
    cited = passage.citation
    article = context.require_articles().article(cited.path)
    lines = f"{cited.line_start}–{cited.line_end}"
    rows: list[tuple[str, str | None]] = [
        ("passage", f"[{passage.rank}]"),
        ("title", cited.title),
        ("author", article.author if article else None),
        ("date", article.date if article else None),
        ("source", article.source if article else None),
        ("url", article.url if article else None),
        ("path", cited.path),
        ("section", cited.section),
        ("paragraph", str(cited.paragraph)),
        ("lines", str(cited.line_start) if cited.line_start == cited.line_end else lines),
        ("characters", f"{cited.char_start}–{cited.char_end}"),
        ("sentence", f"{passage.sentence.char_start}–{passage.sentence.char_end}"),
        ("sha256", cited.sha256),
    ]
    if context.render_options((passage,)).edited:
        rows.append(("file", "edited since it was indexed"))
    context.view.show_rows([(name, one_line(value)) for name, value in rows if value])


def open_in_place(context: SessionContext, argument: str) -> None:
    """Open the article at a passage, in the user's pager or the built-in one."""
    passage = context.turns.passage(argument)
    answer = context.turns.last().answer
    articles, corpus = context.require_articles(), context.settings.corpus

    def load(path: str) -> PagerArticle:
        return read_article(articles, corpus, path, answer.passages)

    if context.preferences.pager:
        cited = passage.citation
        run_at(context.preferences.pager, _file(context, cited.path), cited.line_start)
        return
    if is_plain(context.view.console):
        _show_surrounding_lines(context, load(passage.citation.path), passage)
        return
    from qa.terminal.pager.window import Pager

    Pager(load, answer.passages, passage.rank - 1, answer.answer).run()


def _show_surrounding_lines(
    context: SessionContext, article: PagerArticle, passage: FoundPassage
) -> None:
    """Show the numbered lines around a passage, where no window can be drawn."""
    if article.note:
        context.view.show_notice(article.note)
    cited = passage.citation
    lines = article.text.split("\n")
    first = max(0, cited.line_start - 1 - _CONTEXT_LINES)
    shown = enumerate(lines[first : cited.line_end + _CONTEXT_LINES], start=first + 1)
    numbered = [f"{number}: {one_line(line)}" for number, line in shown if line.strip()]
    context.view.show_lines(numbered)


def edit(context: SessionContext, argument: str) -> None:
    """Open the article in an editor, at a passage."""
    passage = context.turns.passage(argument)
    cited = passage.citation
    file = _file(context, cited.path)
    edited = bool(context.render_options((passage,)).edited)
    run_at(editor_template(context.preferences.editor), file, cited.line_start)
    if edited:
        context.view.show_notice(f"{CHANGED_SINCE}: lines may have moved")


def copy(context: SessionContext, argument: str) -> None:
    """Copy a passage with its citation to the clipboard."""
    passage = context.turns.passage(argument)
    by_program = copy_text(quotation(passage), context.view.send)
    context.view.show_notice(f"copied [{passage.rank}] with its citation{by_program}")
    if note := _note(context, passage):
        context.view.show_notice(note)


def _note(context: SessionContext, passage: FoundPassage) -> str:
    """Return how the article differs from what was indexed, as /open says it; "" if it does not."""
    path = passage.citation.path
    try:
        return read_article(
            context.require_articles(), context.settings.corpus, path, (passage,)
        ).note
    except ArticleUnreadableError as error:
        return error.message


def _file(context: SessionContext, path: str) -> Path:
    """Return the article's file.

    Raises:
        UsageError: it cannot be read, or leads out of the corpus.
    """
    corpus = context.settings.corpus
    try:
        read_bytes(corpus, path)
    except ArticleUnreadableError as error:
        gone = "" if corpus.is_dir() else f"the corpus folder {one_line(str(corpus))} is gone"
        remedy = "without a `pager` in the settings, /open shows the article as it was indexed"
        if not context.preferences.pager:
            remedy = "/open shows the article as it was indexed"
        raise UsageError(gone or error.message, path=error.path, remedy=remedy) from error
    return corpus / path
