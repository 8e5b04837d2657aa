"""Which generations are kept beside the one in use: older ones, and those it was rolled back from.

Generations are named in the order in which they were made. Whatever a build starts from is the past
of what it makes; what is newer than that was given up, and is removed by the next build.
"""

from contextlib import suppress
from dataclasses import dataclass

from qa.errors import IndexUnusableError
from qa.model import KeptGeneration
from qa.storage.layout import Layout
from qa.storage.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class History:
    """The names of the generations before and after one of them, the nearest first."""

    older: tuple[str, ...]
    newer: tuple[str, ...]


def history(layout: Layout, name: str) -> History:
    """Return what is kept beside the generation of this name."""
    names = layout.generations()
    return History(
        tuple(other for other in reversed(names) if other < name),
        tuple(other for other in names if other > name),
    )


def describe_nearest(layout: Layout, names: tuple[str, ...]) -> KeptGeneration | None:
    """Return what the first of these generations is; None if there is none, or it is damaged."""
    for name in names[:1]:
        with suppress(IndexUnusableError):
            manifest = read_manifest(layout.generation(name).manifest)
            return KeptGeneration(name, manifest.built_at, manifest.articles)
    return None


def prune(layout: Layout, in_use: str, started_from: str | None, keep: int) -> None:
    """Remove all generations but the one in use and the newest of its past, `keep` in all (>= 2).

    `started_from` is what was in use when the build began, None if there was nothing.
    """
    past = [
        name
        for name in layout.generations()
        if name != in_use and (started_from is None or name <= started_from)
    ]
    kept = {in_use, *past[1 - keep :]}
    for name in layout.generations():
        if name not in kept:
            layout.remove(name)
