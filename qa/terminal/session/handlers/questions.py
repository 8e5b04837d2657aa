"""Commands about questions: ask, ask again, show more passages, the conversation's turns."""

from dataclasses import replace

from qa.errors import UsageError
from qa.model import FoundPassage, Outcome
from qa.settings import MAX_LIMIT, checked_question
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import asked_nothing
from qa.terminal.session.context import SessionContext

_INDENT = 2


def ask(context: SessionContext, question: str) -> None:
    """Answer the question on the screen, with the options in force."""
    _ask(context, question, context.query_options.within)


def _ask(context: SessionContext, question: str, within: str | None) -> None:
    text = checked_question(question)
    service = context.service_manager.latest_service()
    options = context.query_options
    with context.view.busy("reading"):
        answer = service.ask(
            text,
            within=within,
            limit=options.limit,
            conversation=context.conversation,
        )
        render_options = context.render_options(answer.passages)
    not_found = answer.outcome is Outcome.NOT_FOUND
    shown = render_options.nearest if not_found else len(answer.passages)
    context.turns.add(answer, shown=min(shown, len(answer.passages)))
    context.view.show_answer(answer, render_options)
    for notice in answer.notices:
        context.view.show_notice(notice)
    if not_found and not asked_nothing(answer):
        _suggest(context, question, within)


def again(context: SessionContext, argument: str) -> None:
    """Ask the question of a turn again, of the articles that it was restricted to then."""
    turn = context.turns.turn(argument)
    if turn.within != context.query_options.within:
        articles = one_line(turn.within) if turn.within else "all articles"
        context.view.show_notice(f"in {articles}, as turn {turn.number} was")
    _ask(context, turn.answer.question, turn.within)


def more(context: SessionContext, _: str) -> None:
    """Show the next passages of the latest answer."""
    turn = context.turns.last()
    passages = turn.answer.passages
    wanted = min(turn.shown + context.query_options.limit, MAX_LIMIT)
    if len(passages) < wanted:
        with context.view.busy("reading"):
            answer = context.service_manager.service().ask(
                turn.answer.searched, within=turn.within, limit=wanted
            )
        if answer.index.generation != turn.answer.index.generation:
            raise UsageError("the index has changed since then", remedy="/again asks anew")
        passages = _merged(passages, answer.passages)
    shown = min(wanted, len(passages))
    if shown <= turn.shown:
        context.view.show_notice("there are no more passages")
        return
    extended = context.turns.extend(passages, shown=shown)
    visible = replace(extended.answer, passages=passages[:shown])
    render_options = context.render_options(passages[turn.shown : shown])
    context.view.show_more(visible, render_options, after=turn.shown)


def show_context(context: SessionContext, _: str) -> None:
    """Show the turns that the next question may refer to."""
    turns = context.conversation.turns
    if not turns:
        context.view.show_notice("the next question stands alone")
        return
    for turn in turns:
        context.view.show_lines([one_line(turn.searched)])
        if answer := one_line(turn.answer or turn.highlighted or ""):
            context.view.show_notice(answer, indent=_INDENT)


def forget_turns(context: SessionContext, _: str) -> None:
    """Forget the turns that questions may refer to; the log keeps them."""
    context.conversation.forget()
    context.view.show_notice("the next question stands alone")


def _suggest(context: SessionContext, question: str, within: str | None) -> None:
    """Show how else to ask, where there is reason to believe that it helps."""
    if within:
        context.view.show_notice(f"only {one_line(within)} was asked; /in alone asks them all")
    if language := context.vocabulary.other_language(question):
        context.view.show_notice(f"the articles are in {language}: ask in {language}")
    typo = context.vocabulary.find_typo(question)
    if typo is not None:
        word, name = map(one_line, typo)
        context.view.show_notice(f"no article holds “{word}”; did you mean “{name}”?")


def _merged(
    passages: tuple[FoundPassage, ...], found: tuple[FoundPassage, ...]
) -> tuple[FoundPassage, ...]:
    """Return the passages followed by those found that are not among them, ranks continued."""
    known = {_position(passage) for passage in passages}
    added = [passage for passage in found if _position(passage) not in known]
    ranked = (replace(passage, rank=len(passages) + n) for n, passage in enumerate(added, 1))
    return (*passages, *ranked)


def _position(passage: FoundPassage) -> tuple[str, int]:
    return passage.citation.path, passage.citation.char_start
