"""What is taken along from a session: its log, quotations, a file of it all."""

from pathlib import Path

from qa.terminal.output.citation import quotation
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import counted, headline
from qa.terminal.session.context import SessionContext
from qa.terminal.session.export import copy_text, save_turns

_FORCE = "--force"


def log(room: SessionContext, _: str) -> None:
    """Show the turns so far."""
    if not len(room.turns):
        room.stage.remark("nothing has been asked yet")
        return
    for turn in room.turns:
        words = headline(turn.answer, articles=room.manner().articles)
        within = f" (in {one_line(turn.within)})" if turn.within else ""
        lead = f"{turn.number:>3}  "
        room.stage.lines([f"{lead}{one_line(turn.answer.question)}{within}"], hanging=len(lead))
        room.stage.remark(words.hedge + words.text, indent=len(lead))


def copy(room: SessionContext, typed: str) -> None:
    """Put a passage of the latest answer on the clipboard, with its citation."""
    passage = room.turns.passage(typed)
    text = quotation(passage)
    way = copy_text(text, room.stage.send)
    room.stage.remark(f"copied [{passage.rank}] with its citation{way}")


def save(room: SessionContext, typed: str) -> None:
    """Write the turns to a file, as Markdown or JSON by its extension."""
    words = typed.split()
    force = bool(words) and words[-1] == _FORCE
    name = typed.removesuffix(_FORCE).strip() if force else typed
    turns = tuple(room.turns)
    file = save_turns(turns, name, manner=room.manner(), force=force)
    room.stage.remark(f"saved {counted(len(turns), 'turn')} in {_shown(file)}")


def _shown(file: Path) -> str:
    return one_line(str(file))
