"""Commands about articles as a whole: who is quoted, who is named, when, how much.

Each is a question that is asked of the articles in force, with all its passages, so that what else
is done with an answer (/open, /copy, /save) can be done with it.
"""

from qa.errors import UsageError
from qa.model import AnswerKind
from qa.settings import MAX_LIMIT
from qa.terminal.output.sanitize import one_line
from qa.terminal.session.context import SessionContext


def quotes(context: SessionContext, argument: str) -> None:
    """Show what is quoted, of one speaker if one is named."""
    if not argument:
        _show(context, "Who is quoted?", AnswerKind.QUOTES)
        return
    unknown = UsageError(f"no {one_line(argument)} is quoted", remedy="/quotes shows who is")
    _show(context, f"What does {argument} say?", AnswerKind.QUOTES, unknown)


def people(context: SessionContext, _: str) -> None:
    """Show who is named, and who they are."""
    _show(context, "Who is in this article?", AnswerKind.PEOPLE)


def timeline(context: SessionContext, _: str) -> None:
    """Show what happened when, in the order of time."""
    _show(context, "When did all this happen?", AnswerKind.TIMELINE)


def numbers(context: SessionContext, _: str) -> None:
    """Show the amounts and counts."""
    _show(context, "Which numbers are given?", AnswerKind.LIST)


def _show(
    context: SessionContext,
    question: str,
    kind: AnswerKind,
    unknown: UsageError | None = None,
) -> None:
    """Ask the question, and show the answer if it is of this kind.

    Raises:
        UsageError: it is not: `unknown`, or that the articles are not annotated.
    """
    service = context.service_manager.latest_service()
    within = context.query_options.within
    with context.view.busy("reading"):
        answer = service.ask(question, within=within, limit=MAX_LIMIT)
        options = context.render_options(answer.passages)
    if answer.kind is not kind:
        raise unknown or UsageError(
            "the articles are not annotated", remedy="`qa rebuild --annotations` does that"
        )
    context.turns.add(answer, shown=len(answer.passages))
    context.view.show_answer(answer, options)
    for notice in answer.notices:
        context.view.show_notice(notice)
