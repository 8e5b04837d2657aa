"""`qa doctor`: a line for each check as it is made, or all as JSON; checks nothing itself."""

import sys
from collections import Counter
from dataclasses import asdict
from io import StringIO

from rich.console import Console
from rich.text import Text

from qa.doctor import CHECKS, Finding, Subject, Verdict, examine
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.doctor_checks import TERMINAL_CHECKS
from qa.terminal.output import theme
from qa.terminal.output.layout import Page, console_for
from qa.terminal.output.sanitize import one_line
from qa.terminal.preferences import COLOUR, PLAIN
from qa.wire.answers import SCHEMA

SOMETHING_BAD = 1
_STYLES = {Verdict.GOOD: "green", Verdict.NOTE: "yellow", Verdict.BAD: theme.FAILURE}
_VERDICT_COLUMN, _NAME_COLUMN, _LEAST_BESIDE = 6, 11, 50


def show_findings(settings: Settings, *, as_json: bool, plain: bool) -> int:
    """Check everything and write what was found; return the exit code, 0 if nothing is bad."""
    subject = Subject(settings.index, settings.corpus)
    findings = []
    for finding in examine(subject, (*CHECKS, *TERMINAL_CHECKS)):
        findings.append(finding)
        if not as_json:
            # One at a time: some of them take seconds.
            _write(finding, PLAIN if plain else COLOUR)
    counts = Counter(finding.result.verdict for finding in findings)
    if as_json:
        streams.write_json(_object(findings, counts), lines=False)
    else:
        streams.write_text(f"\n{_summary(counts)}\n")
    return SOMETHING_BAD if counts[Verdict.BAD] else 0


def finding_text(finding: Finding, console: Console) -> Text:
    """Return a finding, wrapped to the console's columns: verdict, name, text, remedy below."""
    page = Page(console)
    result = finding.result
    verdict = (f"{result.verdict.value:<{_VERDICT_COLUMN}}", _STYLES[result.verdict])
    beside = page.width >= _LEAST_BESIDE
    indent = _VERDICT_COLUMN + _NAME_COLUMN if beside else page.indent
    page.add(Text(one_line(result.text)), indent=indent)
    if result.remedy and result.verdict is not Verdict.GOOD:
        page.add(Text(f"→ {one_line(result.remedy)}", theme.NAME), indent=indent)
    if beside:
        return Text.assemble(verdict, f"{finding.check:<{_NAME_COLUMN}}", page.text()[indent:])
    return Text.assemble(verdict, finding.check, "\n", page.text())


def _write(finding: Finding, theme: str) -> None:
    page = StringIO()
    console = console_for(sys.stdout, into=page, theme=theme)
    console.print(finding_text(finding, console))
    streams.write_text(page.getvalue())
    streams.flush()


def _summary(counts: Counter[Verdict]) -> str:
    if counts[Verdict.BAD]:
        return f"{counts[Verdict.BAD]} of {counts.total()} checks found something bad."
    return f"Nothing is bad ({counts.total()} checks)."


def _object(findings: list[Finding], counts: Counter[Verdict]) -> dict[str, object]:
    checks = [{"check": finding.check, **asdict(finding.result)} for finding in findings]
    return {
        "schema": SCHEMA,
        "checks": checks,
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
    }
