"""Commands about the session as a whole: its log, saving it, the index's state, leaving."""

from qa.terminal.output.reports import status_lines
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import counted, headline
from qa.terminal.session.context import CHANGED_SINCE, SessionContext
from qa.terminal.session.export import save_turns

_FORCE = "--force"


def log(context: SessionContext, _: str) -> None:
    """Show the turns so far."""
    if not len(context.turns):
        context.view.show_notice("nothing has been asked yet")
        return
    for turn in context.turns:
        words = headline(turn.answer, articles=context.render_options().articles)
        within = f" (in {one_line(turn.within)})" if turn.within else ""
        number = f"{turn.number:>3}  "
        line = f"{number}{one_line(turn.answer.question)}{within}"
        context.view.show_lines([line], hanging=len(number))
        context.view.show_notice(words.hedge + words.text, indent=len(number))


def save(context: SessionContext, argument: str) -> None:
    """Write the turns to a file, as Markdown or JSON by its extension."""
    words = argument.split()
    force = bool(words) and words[-1] == _FORCE
    name = argument.removesuffix(_FORCE).strip() if force else argument
    turns = tuple(context.turns)
    file = save_turns(turns, name, options=context.render_options(), force=force)
    context.view.show_notice(f"saved {counted(len(turns), 'turn')} in {one_line(str(file))}")
    cited = tuple(passage for turn in turns for passage in turn.answer.passages)
    if edited := sorted(context.render_options(cited).edited):
        others = f" and {len(edited) - 1:,} more" if len(edited) > 1 else ""
        context.view.show_notice(f"{one_line(edited[0])}{others}: {CHANGED_SINCE}")


def status(context: SessionContext, _: str) -> None:
    """Show what is indexed, and what has changed since."""
    from qa.service.local import read_status

    # An index that another process has built answers from now on: what is shown of it is true of
    # the answers and of the toolbar too.
    context.service_manager.latest_service()
    found = read_status(context.settings)
    # The command has a shorter name here than in a shell.
    lines = [line.replace("`qa rebuild`", "/rebuild") for line in status_lines(found)]
    context.view.show_report(lines, found.notices)


def rebuild(context: SessionContext, _: str) -> None:
    """Start bringing the index in line with the articles, in the background."""
    if context.rebuild.start():
        notice = "rebuilding behind the session; Ctrl-C on an empty line stops it"
        context.view.show_notice(notice)
    else:
        context.view.show_notice(f"rebuilding already: {context.rebuild.progress}")


def leave(context: SessionContext, _: str) -> None:
    """End the session after this command."""
    context.leaving = True
