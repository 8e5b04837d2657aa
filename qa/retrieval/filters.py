"""Restrict a question to some articles by name or glob."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

import numpy as np

from qa.errors import UsageError
from qa.storage import Generation
from qa.storage.keys import Rows


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles a question is put to: their uids and the rows of their passages, sentences."""

    uids: list[int]
    passages: Rows
    sentences: Rows


def select_articles(generation: Generation, within: str) -> Selection:
    """Return the articles whose path below the corpus matches `within`.

    It matches as a path, a path without extension, a file name with or without extension, a folder,
    or as a glob over any of these; letter case does not count.

    Raises:
        UsageError: no article matches, or only one that was left out of the index.
    """
    paths = generation.texts.paths()
    left_out = {skipped.path: skipped.reason for skipped in generation.manifest.skipped}
    chosen = dict.fromkeys(matching(within, [*(path for _, path in paths), *left_out]))
    uids = [uid for uid, path in paths if path in chosen]
    if not uids:
        if chosen:
            path = next(iter(chosen))
            raise UsageError(
                f"{within!r} was left out of the index: {left_out[path]}",
                path=path,
                remedy="mend the file and run `qa rebuild`",
            )
        from qa.articles.names import unique_names
        from qa.suggestions import suggestion

        names = unique_names(path for _, path in paths).values()

        raise UsageError(
            f"no article matches {within!r}",
            remedy=suggestion(
                within, names, otherwise="`qa status` tells what is indexed", quote=repr
            ),
        )
    rows = [generation.article_rows(uid) for uid in sorted(uids)]
    return Selection(
        sorted(uids),
        np.concatenate([np.arange(p.start, p.stop) for p, _ in rows]),
        np.concatenate([np.arange(s.start, s.stop) for _, s in rows]),
    )


def matching(within: str, paths: Iterable[str]) -> list[str]:
    """Return the paths that match `within`; only the articles of that very path if there are any.

    Otherwise `a.md` could not be told from `a.md.txt`, which has the same path without extension.
    """
    found = [path for path in paths if matches(path, within)]
    pattern = _pattern(within)
    return [path for path in found if path.lower() == pattern] or found


def matches(path: str, within: str) -> bool:
    """Return whether an article's path matches a name or glob."""
    pattern = _pattern(within)
    pure = PurePosixPath(path.lower())
    names = {str(pure), str(pure.with_suffix("")), pure.name, pure.stem}
    names.update(str(parent) for parent in pure.parents if str(parent) != ".")
    return any(name == pattern or fnmatchcase(name, pattern) for name in names)


def _pattern(within: str) -> str:
    return within.strip().removeprefix("./").rstrip("/").lower()
