"""Commands about articles as a whole: what they say, who is quoted, who is named, when, how much.

All but /about and /outline are questions that are asked of the articles in force, with all their
passages, so that what else is done with an answer (/open, /copy, /save) can be done with them.
"""

from typing import TYPE_CHECKING

from qa.errors import UsageError
from qa.model import AnswerKind
from qa.settings import MAX_LIMIT
from qa.terminal.output.sanitize import one_line
from qa.terminal.session.context import SessionContext

if TYPE_CHECKING:
    from qa.overview.sections import Section


def about(context: SessionContext, argument: str) -> None:
    """Show the first page of the articles of this name or glob, of those in force without one."""
    from qa.overview.sections import ALL_SECTIONS

    _show_overview(context, argument, ALL_SECTIONS)


def outline(context: SessionContext, argument: str) -> None:
    """Show the headings of the articles of this name or glob, of those in force without one."""
    from qa.overview.sections import Section

    _show_overview(context, argument, (Section.OUTLINE,))


def _show_overview(context: SessionContext, argument: str, sections: "tuple[Section, ...]") -> None:
    # Most sessions show none.
    from qa.overview.sections import holds_any
    from qa.service.overviews import find_overviews
    from qa.terminal.output.overview.text import render_about

    context.service_manager.latest_service()
    within = argument or context.query_options.within
    with context.view.busy("reading"):
        found = find_overviews(context.require_articles(), within)
    if not holds_any(found, sections):
        context.view.show_notice("there are no headings")
        return
    options = context.render_options()
    context.view.show_text(render_about(found, context.view.console, options, sections))


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
