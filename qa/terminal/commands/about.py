"""`qa about`: articles as a whole; asks nothing and loads no encoder."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from qa.overview.sections import ALL_SECTIONS, UNANNOTATED, Section, holds_any, read_sections
from qa.settings import DEFAULT_SENTENCES, MAX_SENTENCES, Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import complete_article, output_preferences, with_settings
from qa.terminal.output.passage import links_for
from qa.terminal.output.theme import RenderOptions

if TYPE_CHECKING:
    from qa.model import IndexInfo
    from qa.overview.collection import Collection

SHOWN, NOTHING_TO_SHOW = 0, 1


class OutputFormat(StrEnum):
    """The formats of `qa about --format`."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


_READ_BY_PEOPLE = (OutputFormat.TEXT, OutputFormat.MARKDOWN)
_MOST_NAMES = 10


@click.command("about", short_help="Show what an article says, who is in it, what happened when.")
@click.argument("name", required=False, shell_complete=complete_article)
@click.option(
    "--only",
    metavar="LIST",
    help="Only these sections, all of each: summary, outline, quotes, people, organisations, "
    "places, dates (or timeline), numbers.",
)
@click.option(
    "--by",
    "speaker",
    metavar="NAME",
    help="Only what this speaker says; a part of the name is enough.",
)
@click.option(
    "--sentences",
    type=click.IntRange(1, MAX_SENTENCES),
    default=DEFAULT_SENTENCES,
    show_default=True,
    help="How many sentences a summary has.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in OutputFormat]),
    help="[default: text]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@with_settings
def about_command(
    *,
    settings: Settings,
    name: str | None,
    only: str | None,
    speaker: str | None,
    sentences: int,
    form: str | None,
    as_json: bool,
) -> int:
    """Show the article NAME as a whole: what it says, who is named and quoted, what happened when.

    NAME is a path or a glob, as for `qa ask --in`. Of several articles it shows a line or two each,
    and people and quotations of all. Without NAME: all articles.

    Exit codes: 0 shown, 1 the articles hold nothing of what was asked for, 2 wrong command line, 3
    the index cannot be used, 4 the articles cannot be read.
    """
    if as_json and form not in (None, OutputFormat.JSON):
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    sections = _sections(only, speaker)
    output = OutputFormat.JSON if as_json else OutputFormat(form or OutputFormat.TEXT)
    found, info = _find(settings, name, sentences)
    if output in _READ_BY_PEOPLE and info.stale:
        streams.notice("the articles have changed since the index was built; run qa rebuild")
    if not UNANNOTATED.issuperset(sections):
        _say_unannotated(found)
    if speaker is not None:
        found = _quoting(found, speaker)
    _write(found, info, sections, output, settings)
    return SHOWN if holds_any(found, sections) else NOTHING_TO_SHOW


def _sections(only: str | None, speaker: str | None) -> tuple[Section, ...]:
    """Return the sections that the options ask for.

    Raises:
        UsageError: they contradict one another, or a name is no section.
    """
    if only is None:
        return ALL_SECTIONS if speaker is None else (Section.QUOTES,)
    sections = read_sections(only)
    if speaker is not None and Section.QUOTES not in sections:
        raise click.UsageError(f"--by is of quotations, and --only {only} leaves them out.")
    return sections


def _find(settings: Settings, name: str | None, sentences: int) -> "tuple[Collection, IndexInfo]":
    """Return the articles as a whole, and of which index; without an index one is built first."""
    from qa.service.local import open_articles
    from qa.service.overviews import find_overviews

    articles = open_articles(settings, build=_build_first)
    info = articles.info(settings.corpus)
    if not info.compared:
        from qa.origin import uncompared

        streams.notice(uncompared(settings.corpus, info))
    return find_overviews(articles, name, sentences=sentences), info


def _build_first(settings: Settings) -> None:
    # Most commands find an index.
    from qa.terminal.opening import build_first

    build_first(settings)


def _say_unannotated(found: "Collection") -> None:
    """Say how to get what is missing where articles were not annotated."""
    missing = sum(not overview.annotated for overview in found.overviews)
    if not missing:
        return
    if missing == len(found.overviews):
        which = "the article is" if found.total == 1 else "the articles are"
    else:
        which = f"{missing} of the articles are"
    streams.notice(
        f"{which} not annotated: no people, quotations, places, dates and numbers;"
        " `qa rebuild --annotations` brings them"
    )


def _quoting(found: "Collection", speaker: str) -> "Collection":
    """Return the quotations of that speaker alone; where there are none, say who is quoted."""
    from qa.overview.collection import by_speaker, said_by

    chosen = replace(found, overviews=said_by(found.overviews, speaker))
    if found.annotated and not any(overview.quotes for overview in chosen.overviews):
        from qa.suggestions import suggestion

        quoted = [said.speaker for said in by_speaker(found.overviews) if said.speaker]
        names = [*quoted, *(name.split()[-1] for name in quoted)]
        known = f"quoted are {', '.join(quoted[:_MOST_NAMES])}" if quoted else "nobody is"
        near = suggestion(speaker, names, otherwise=known, quote=repr)
        streams.notice(f"no {speaker!r} is quoted; {near}")
    return chosen


def _write(
    found: "Collection",
    info: "IndexInfo",
    sections: tuple[Section, ...],
    form: OutputFormat,
    settings: Settings,
) -> None:
    """Write the overview to standard output; import only what that needs."""
    if form is OutputFormat.JSON:
        from qa.wire.about import about_object

        streams.write_json(about_object(found, info, sections=sections), lines=False)
    elif form is OutputFormat.MARKDOWN:
        from qa.terminal.output.overview.markdown import about_markdown

        streams.write_text(about_markdown(found, sections))
    elif form is OutputFormat.CSV:
        from qa.terminal.output.overview.spreadsheet import about_csv

        streams.write_text(about_csv(found, sections))
    else:
        from qa.terminal.output.layout import render_to_string
        from qa.terminal.output.overview.text import render_about

        options = _options(settings)
        streams.write_text(
            render_to_string(
                lambda console: console.print(render_about(found, console, options, sections)),
                theme=options.theme,
            )
        )


def _options(settings: Settings) -> RenderOptions:
    """Return how the text is shown, by the user's settings."""
    preferences = output_preferences()
    if preferences is None:
        return RenderOptions()
    return RenderOptions(
        theme=preferences.theme, links=links_for(preferences.links, settings.corpus)
    )
