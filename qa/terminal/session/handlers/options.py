"""Commands that set the options in force: how many passages, scores, which articles."""

from dataclasses import replace

from qa.errors import UsageError
from qa.settings import MAX_LIMIT
from qa.suggestions import suggestion
from qa.terminal.output.sanitize import one_line
from qa.terminal.session.context import SessionContext

_SWITCH = {"on": True, "off": False}
_SIMILARITY = 0.5
# Of a name that several articles share, these are shown.
_MOST_NAMED = 3


def set_limit(context: SessionContext, argument: str) -> None:
    """Set how many passages are shown; without a number, show the limit."""
    if argument:
        number = int(argument) if argument.isascii() and argument.isdigit() else 0
        if not 1 <= number <= MAX_LIMIT:
            raise UsageError(f"the limit is a number from 1 to {MAX_LIMIT}, not {argument}")
        context.query_options = replace(context.query_options, limit=number)
    context.view.show_notice(f"limit {context.query_options.limit}")


def set_scores(context: SessionContext, argument: str) -> None:
    """Turn the scores on or off; without a word, toggle them."""
    if argument and argument not in _SWITCH:
        raise UsageError(f"scores are on or off, not {argument}")
    scores = _SWITCH[argument] if argument else not context.query_options.scores
    context.query_options = replace(context.query_options, scores=scores)
    context.view.show_notice(f"scores {'on' if scores else 'off'}")


def set_within(context: SessionContext, argument: str) -> None:
    """Restrict questions to the articles of a name or glob; without one, lift the restriction."""
    if argument:
        from qa.retrieval.filters import matching

        paths = context.require_articles().paths()
        found = matching(argument, paths)
        if not found:
            remedy = suggestion(
                argument, paths, otherwise="Tab shows their names", cutoff=_SIMILARITY
            )
            raise UsageError(f"no article matches {argument}", remedy=remedy)
        share = f"{len(found):,} of {len(paths):,} articles"
        if 1 < len(found) <= _MOST_NAMED:
            share += f" ({', '.join(map(one_line, found))})"
        context.view.show_notice(f"in {argument}: {share}; /in alone lifts it")
    elif context.query_options.within:
        context.view.show_notice("in all articles")
    context.query_options = replace(context.query_options, within=argument or None)
