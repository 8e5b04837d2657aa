"""Reports of rebuilds, rollbacks and the state of an index, as lines of plain text."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qa.model import BuildReport, KeptGeneration, SkippedFile
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import counted, duration

if TYPE_CHECKING:
    from qa.status import Status

_MOST_NAMES = 10
VALUE_COLUMN = 12
_SECOND = 1000.0
_REMOVED_AGAIN = ", removed again: the index is as it was"
_KILO = 1000.0
_SIZES = ("bytes", "kB", "MB", "GB", "TB")


def build_lines(report: BuildReport) -> list[str]:
    """Return what was added, changed, removed, kept and left out, and how long it took."""
    changes = report.changes
    lines = [
        *_listed("added", changes.added),
        *_listed("changed", changes.changed),
        *_listed("removed", changes.removed),
        _row("kept", f"{len(changes.kept):,}"),
        *_listed("left out", _reasons(report.skipped)),
    ]
    texts = f"{counted(report.encoded, 'text')} encoded, {report.reused:,} found again"
    holds = f"{counted(report.passages, 'passage')}, {counted(report.sentences, 'sentence')}"
    return [
        *lines,
        _row("index", f"{holds}; {texts}"),
        _row("generation", one_line(report.generation) + ("" if report.in_use else _REMOVED_AGAIN)),
        _row("time", duration(report.seconds * _SECOND)),
    ]


def status_lines(status: "Status") -> list[str]:
    """Return what is indexed, with which encoder, from when, and what has changed since."""
    index = status.index
    holds = ", ".join(
        [
            counted(status.articles, "article"),
            counted(status.passages, "passage"),
            counted(status.sentences, "sentence"),
        ]
    )
    return [
        _row("index", holds),
        _row("encoder", one_line(index.encoder)),
        _row("reader", one_line(status.reader)),
        _row("annotated", _annotated(status)),
        _row("built", one_line(index.built_at)),
        *([_row("from", one_line(status.corpus))] if status.corpus else []),
        _row("generation", one_line(index.generation)),
        _row("size", _size(status.size)),
        *_listed("left out", _reasons(status.skipped)),
        *_corpus_changes(status),
        *_kept("before", status.before, "`qa rollback` goes back to it"),
        *_kept("newer", status.newer, "gone back from; `qa rebuild` removes it"),
    ]


def _annotated(status: "Status") -> str:
    """Return whether the articles have marks, and if not, why and what brings them."""
    if status.annotated:
        return "yes" + (f", but {_lacking(status.missing)}" if status.missing else "")
    if status.annotating == "no":
        return "no, as asked; `qa rebuild --annotations` brings it"
    if status.missing:
        return f"no: {_lacking(status.missing)}"
    if status.annotating == "too long":
        return "no, most texts repeat; `qa rebuild --annotations` brings it"
    return "no; `qa rebuild` brings it"


def _lacking(package: str) -> str:
    return f"the package {one_line(package)} is missing (pip install {one_line(package)})"


def rollback_lines(now: KeptGeneration) -> list[str]:
    """Return what is in use after a rollback."""
    return [
        _row("in use", _built(now)),
        _row("generation", one_line(now.generation)),
    ]


def _kept(label: str, kept: KeptGeneration | None, use: str) -> list[str]:
    return [_row(label, f"{_built(kept)}: {use}")] if kept else []


def _built(kept: KeptGeneration) -> str:
    return f"built {one_line(kept.built_at)}, {counted(kept.articles, 'article')}"


def _corpus_changes(status: "Status") -> list[str]:
    changes = status.changes
    if status.is_another:
        return [_row("corpus", "another: it holds no article of the index")]
    if changes is None:
        return [_row("corpus", "not there to compare with")]
    if not changes:
        return [_row("corpus", "unchanged since")]
    return [
        _row("corpus", "changed since: `qa rebuild` brings the index in line"),
        *_listed("added", changes.added),
        *_listed("changed", changes.changed),
        *_listed("removed", changes.removed),
    ]


def _reasons(skipped: Iterable[SkippedFile]) -> list[str]:
    return [f"{file.path}: {file.reason}" for file in skipped]


def _listed(label: str, names: Sequence[str]) -> list[str]:
    """Return a row with how many there are and the first names, or none if there are none."""
    if not names:
        return []
    shown = [one_line(name) for name in names[:_MOST_NAMES]]
    if len(names) > len(shown):
        shown.append(f"… and {len(names) - len(shown):,} more")
    return [_row(label, f"{len(names):,}"), *(" " * VALUE_COLUMN + name for name in shown)]


def _row(label: str, value: str) -> str:
    return f"{label:<{VALUE_COLUMN}}{value}"


def _size(count: float) -> str:
    unit = 0
    while count >= _KILO and unit < len(_SIZES) - 1:
        count, unit = count / _KILO, unit + 1
    return f"{count:.0f} {_SIZES[unit]}" if unit == 0 else f"{count:.1f} {_SIZES[unit]}"
