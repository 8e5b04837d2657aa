"""Where a passage stands, and going there."""

from qa.articles import read_bytes
from qa.model import FoundPassage
from qa.terminal.output.layout import is_plain
from qa.terminal.output.sanitize import one_line
from qa.terminal.pager.article import Article, read_article
from qa.terminal.pager.programs import editor_template, run_at
from qa.terminal.session.context import SessionContext

_LINES_AROUND = 4


def source(room: SessionContext, typed: str) -> None:
    """Show all that is known of where a passage of the latest answer stands."""
    passage = room.turns.passage(typed)
    cited = passage.citation
    known = room.shelf().article(cited.path)
    lines = f"{cited.line_start}–{cited.line_end}"
    rows: list[tuple[str, str | None]] = [
        ("passage", f"[{passage.rank}]"),
        ("title", cited.title),
        ("author", known.author if known else None),
        ("date", known.date if known else None),
        ("source", known.source if known else None),
        ("url", known.url if known else None),
        ("path", cited.path),
        ("section", cited.section),
        ("paragraph", str(cited.paragraph)),
        ("lines", str(cited.line_start) if cited.line_start == cited.line_end else lines),
        ("characters", f"{cited.char_start}–{cited.char_end}"),
        ("sentence", f"{passage.sentence.char_start}–{passage.sentence.char_end}"),
        ("sha256", cited.sha256),
    ]
    if room.manner((passage,)).edited:
        rows.append(("file", "edited since it was indexed"))
    room.stage.rows([(name, one_line(value)) for name, value in rows if value])


def open_in_place(room: SessionContext, typed: str) -> None:
    """Show the article at a passage of the latest answer, to be read on from there."""
    passage = room.turns.passage(typed)
    answer = room.turns.last().answer
    shelf, corpus = room.shelf(), room.settings.corpus

    def read(path: str) -> Article:
        return read_article(shelf, corpus, path, answer.passages)

    if room.preferences.pager:
        cited = passage.citation
        read_bytes(corpus, cited.path)
        run_at(room.preferences.pager, corpus / cited.path, cited.line_start)
        return
    if is_plain(room.stage.console):
        _around(room, read(passage.citation.path), passage)
        return
    from qa.terminal.pager.window import Pager

    Pager(read, answer.passages, passage.rank - 1, answer.answer).run()


def _around(room: SessionContext, article: Article, passage: FoundPassage) -> None:
    """Show the lines around a passage, each with its number, where nothing can be drawn."""
    if article.note:
        room.stage.remark(article.note)
    cited = passage.citation
    lines = article.text.split("\n")
    first = max(0, cited.line_start - 1 - _LINES_AROUND)
    shown = enumerate(lines[first : cited.line_end + _LINES_AROUND], start=first + 1)
    room.stage.lines([f"{number}: {one_line(line)}" for number, line in shown if line.strip()])


def edit(room: SessionContext, typed: str) -> None:
    """Open the article in an editor, at a passage of the latest answer."""
    cited = room.turns.passage(typed).citation
    # A file that leads out of the corpus is refused here.
    read_bytes(room.settings.corpus, cited.path)
    edited = bool(room.manner((room.turns.passage(typed),)).edited)
    run_at(
        editor_template(room.preferences.editor),
        room.settings.corpus / cited.path,
        cited.line_start,
    )
    if edited:
        room.stage.remark("the file has changed since it was indexed: lines may have moved")
