"""`qa rebuild`: builds, compares answers if that is wished, and says what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.errors import IndexUnusableError
from qa.model import BuildReport, Question
from qa.service.batch import opened, read_all
from qa.service.comparison import Comparison, compare_answers
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.opening import build
from qa.terminal.output.progress import Report
from qa.terminal.output.reports import build_lines
from qa.wire.answers import report_object
from qa.wire.requests import InvalidRequest


@dataclass(frozen=True, slots=True)
class RebuildOptions:
    """What `qa rebuild` was told; `compare` names the file of questions to ask before and after."""

    settings: Settings
    model: str | None = None
    reader: str | None = None
    force: bool = False
    skip_bad: bool = False
    compare: str | None = None
    dry_run: bool = False
    as_json: bool = False


def renew(wishes: RebuildOptions) -> int:
    """Rebuild and say on standard output what was done; return the exit code."""
    # Before the work: a name that was mistyped is not to be told of after it.
    questions = () if wishes.compare is None else _questions(wishes.compare)
    compared: list[Comparison | None] = []

    def look(generation: str, progress: Report) -> None:
        compared.append(_compared(wishes.settings.index, generation, questions, progress))

    report = build(
        wishes.settings,
        model=wishes.model,
        reader=wishes.reader,
        force=wishes.force,
        skip_bad=wishes.skip_bad,
        dry_run=wishes.dry_run,
        look=None if wishes.compare is None else look,
    )
    for text in report.notices:
        streams.notice(text)
    if wishes.compare is not None and not compared:
        streams.notice("nothing has changed since: there is nothing to compare")
    _say(report, next(iter(compared), None), as_json=wishes.as_json)
    return 0


def _compared(
    index: Path, generation: str, questions: Sequence[Question], progress: Report
) -> Comparison | None:
    """Compare the index in use with the generation of this name; say if there is none in use."""
    from qa.engine import open_index

    try:
        old = open_index(index)
    except IndexUnusableError as error:
        streams.notice(f"nothing to compare with: {error.message}")
        return None
    with old, open_index(index, generation=generation) as new:
        return compare_answers(old, new, questions, progress)


def _questions(source: str) -> tuple[Question, ...]:
    """Return the questions in a file, or on standard input; say of a line that holds none."""
    with opened(source) as descriptor:
        read = read_all(descriptor)
    for item in read:
        if isinstance(item, InvalidRequest):
            streams.notice(f"not compared: {item.error.message}")
    return tuple(item for item in read if isinstance(item, Question))


def _say(report: BuildReport, comparison: Comparison | None, *, as_json: bool) -> None:
    if as_json or comparison:
        from qa.terminal.output.comparison_table import comparison_object, comparison_text
    if as_json:
        made = report_object(report)
        made["comparison"] = comparison_object(comparison) if comparison else None
        streams.write_json(made, lines=False)
        return
    if comparison:
        streams.write_text(comparison_text(comparison))
    streams.write_text("\n".join(build_lines(report)) + "\n")
