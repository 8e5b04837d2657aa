"""`qa doctor`: a line for each check as it is made, or all as JSON; checks nothing itself."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import plain_requested, with_settings
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line
from qa.wire.answers import SCHEMA

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from qa.doctor import Finding

SOMETHING_BAD = 1

# The values of `CheckLevel`; its import would load the libraries of search.
_GOOD, _NOTE, _BAD = "good", "note", "bad"
_STYLES = {_GOOD: "green", _NOTE: "yellow", _BAD: theme.FAILURE}
_LEVEL_COLUMN, _NAME_COLUMN = 6, 11
# Narrower consoles get a text below its name, not next to it.
_LEAST_WIDTH = 50


@click.command("doctor", short_help="Check that everything is in order.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@with_settings
def doctor_command(*, settings: Settings, as_json: bool) -> int:
    """Check packages, index, encoder, reader, articles, settings, terminal and more.

    Tells of each whether it is good, and what mends it where it is not. Changes nothing. Exit
    codes: 0 nothing is bad, 1 something is.
    """
    from qa.doctor import CHECKS, Subject, examine
    from qa.terminal.doctor_checks import TERMINAL_CHECKS

    # Not from the settings file, which may be what is bad.
    theme_name = theme.PLAIN if plain_requested() else theme.COLOUR
    findings = []
    for finding in examine(Subject(settings.index, settings.corpus), (*CHECKS, *TERMINAL_CHECKS)):
        findings.append(finding)
        if not as_json:
            # One at a time: some of them take seconds.
            _write(finding, theme_name)
    counts = Counter[str](finding.result.level for finding in findings)
    if as_json:
        streams.write_json(_object(findings, counts), lines=False)
    else:
        streams.write_text(f"\n{_summary(counts)}\n")
    return SOMETHING_BAD if counts[_BAD] else 0


def finding_text(finding: "Finding", console: "Console") -> "Text":
    """Return a finding, wrapped to the console's columns: level, name, text, remedy below."""
    from rich.text import Text

    from qa.terminal.output.layout import Page

    page = Page(console)
    result = finding.result
    level = (f"{result.level:<{_LEVEL_COLUMN}}", _STYLES[result.level])
    in_columns = page.width >= _LEAST_WIDTH
    indent = _LEVEL_COLUMN + _NAME_COLUMN if in_columns else page.indent
    page.add(Text(one_line(result.text)), indent=indent)
    if result.remedy and result.level != _GOOD:
        page.add(Text(f"→ {one_line(result.remedy)}", theme.NAME), indent=indent)
    if in_columns:
        return Text.assemble(level, f"{finding.check:<{_NAME_COLUMN}}", page.text()[indent:])
    return Text.assemble(level, finding.check, "\n", page.text())


def _write(finding: "Finding", theme_name: str) -> None:
    from qa.terminal.output.layout import render_to_string

    streams.write_text(
        render_to_string(
            lambda console: console.print(finding_text(finding, console)), theme=theme_name
        )
    )
    streams.flush()


def _summary(counts: Counter[str]) -> str:
    if counts[_BAD]:
        return f"{counts[_BAD]} of {counts.total()} checks found something bad."
    return f"Nothing is bad ({counts.total()} checks)."


def _object(findings: "list[Finding]", counts: Counter[str]) -> dict[str, object]:
    checks = [
        {
            "check": finding.check,
            "verdict": finding.result.level,
            "text": finding.result.text,
            "remedy": finding.result.remedy,
        }
        for finding in findings
    ]
    return {
        "schema": SCHEMA,
        "checks": checks,
        "counts": {level: counts[level] for level in _STYLES},
    }
