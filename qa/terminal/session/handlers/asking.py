"""Asking, asking again, asking for more, and what questions are restricted to."""

from dataclasses import replace

from qa.errors import UsageError
from qa.model import FoundPassage, Outcome
from qa.settings import MAX_LIMIT
from qa.suggestions import suggestion
from qa.terminal.output.sanitize import one_line
from qa.terminal.session.context import SessionContext
from qa.wire.requests import checked_question

_INDENT = 2
_SWITCH = {"on": True, "off": False}


def ask(room: SessionContext, question: str) -> None:
    """Answer the question on the screen, with what is in force."""
    text = checked_question(question)
    engine = room.library.latest()
    force = room.force
    with room.stage.busy("reading"):
        answer = engine.ask(
            text, within=force.within, limit=force.limit, conversation=room.conversation
        )
        manner = room.manner(answer.passages)
    nearest = answer.outcome is Outcome.NOT_FOUND
    shown = manner.nearest if nearest else len(answer.passages)
    room.turns.add(answer, within=force.within, shown=min(shown, len(answer.passages)))
    room.stage.answer(answer, manner)
    if nearest:
        _help_to_ask(room, question)


def again(room: SessionContext, typed: str) -> None:
    """Ask the question of a turn anew, with what is in force now."""
    ask(room, room.turns.turn(typed).answer.question)


def more(room: SessionContext, _: str) -> None:
    """Show the next passages of the latest answer."""
    turn = room.turns.last()
    passages = turn.answer.passages
    wanted = min(turn.shown + room.force.limit, MAX_LIMIT)
    if len(passages) < wanted:
        with room.stage.busy("reading"):
            found = room.library.engine().ask(
                turn.answer.searched, within=turn.within, limit=wanted
            )
        if found.index.generation != turn.answer.index.generation:
            raise UsageError("the index has changed since then", remedy="/again asks anew")
        passages = _with(passages, found.passages)
    shown = min(wanted, len(passages))
    if shown <= turn.shown:
        room.stage.remark("there are no more passages")
        return
    extended = room.turns.extend(passages, shown=shown)
    visible = replace(extended.answer, passages=passages[:shown])
    room.stage.more(visible, room.manner(passages[turn.shown : shown]), after=turn.shown)


def context(room: SessionContext, _: str) -> None:
    """Show the turns that the next question may lean on."""
    turns = room.conversation.turns
    if not turns:
        room.stage.remark("the next question stands alone")
        return
    for turn in turns:
        room.stage.lines([one_line(turn.searched)])
        if said := one_line(turn.answer or turn.highlighted or ""):
            room.stage.remark(said, indent=_INDENT)


def forget(room: SessionContext, _: str) -> None:
    """Forget the turns that questions lean on; the log keeps them."""
    room.conversation.forget()
    room.stage.remark("the next question stands alone")


def set_limit(room: SessionContext, typed: str) -> None:
    """Set how many passages are shown."""
    if typed:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
        if not 1 <= number <= MAX_LIMIT:
            raise UsageError(f"the limit is a number from 1 to {MAX_LIMIT}, not {typed}")
        room.force = replace(room.force, limit=number)
    room.stage.remark(f"limit {room.force.limit}")


def set_scores(room: SessionContext, typed: str) -> None:
    """Turn the scores on or off; without a word, turn them over."""
    if typed and typed not in _SWITCH:
        raise UsageError(f"scores are on or off, not {typed}")
    wanted = _SWITCH[typed] if typed else not room.force.scores
    room.force = replace(room.force, scores=wanted)
    room.stage.remark(f"scores {'on' if wanted else 'off'}")


def set_within(room: SessionContext, typed: str) -> None:
    """Restrict questions to the articles of a name or glob; without one, lift that."""
    if typed:
        from qa.retrieval.filters import matches

        paths = room.shelf().paths()
        count = sum(matches(path, typed) for path in paths)
        if not count:
            raise UsageError(f"no article matches {typed}", remedy=_near(typed, paths))
        found = f"{count:,} of {len(paths):,}"
        room.stage.remark(f"in {typed}: {found} articles; /in alone lifts it")
    elif room.force.within:
        room.stage.remark("in all articles")
    room.force = replace(room.force, within=typed or None)


def _help_to_ask(room: SessionContext, question: str) -> None:
    """Say how to ask otherwise, if there is ground to."""
    if room.force.within:
        room.stage.remark(f"only {one_line(room.force.within)} was asked; /in alone asks them all")
    if language := room.vocabulary.other_language(question):
        room.stage.remark(f"the articles are in {language}: ask in {language}")
    slip = room.vocabulary.slip(question)
    if slip is not None:
        word, meant = map(one_line, slip)
        room.stage.remark(f"no article holds “{word}”; did you mean “{meant}”?")


def _with(
    passages: tuple[FoundPassage, ...], found: tuple[FoundPassage, ...]
) -> tuple[FoundPassage, ...]:
    """Return the passages with those after them that are not among them, numbered on."""
    known = {_place(passage) for passage in passages}
    added = [passage for passage in found if _place(passage) not in known]
    numbered = (replace(passage, rank=len(passages) + n) for n, passage in enumerate(added, 1))
    return (*passages, *numbered)


def _place(passage: FoundPassage) -> tuple[str, int]:
    return passage.citation.path, passage.citation.char_start


def _near(typed: str, paths: list[str]) -> str:
    return suggestion(typed, paths, otherwise="Tab shows their names", cutoff=0.5)
