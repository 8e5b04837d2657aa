"""How articles are named: by their paths without ending, with it where that names another too.

An article's name depends on the others of its corpus, so that it is given when all are known: by
whoever writes them to an index, which any question then reads. `a.txt` is "a", beside `a.md` it is
"a.txt".
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath


def plain_name(path: str) -> str:
    """Return an article's path without the ending of its file's name."""
    return path.removesuffix(PurePosixPath(path).suffix)


def unique_names(paths: Iterable[str]) -> dict[str, str]:
    """Return the name of each of a corpus's articles by its path; no two are alike in any case.

    A name is the path without its ending, unless another article has that as its name or its path;
    then it is the path. The case of letters does not count, as where articles are chosen by name.
    """
    plain = {path: plain_name(path) for path in paths}
    taken = Counter(name.casefold() for name in plain.values())
    taken.update({path.casefold() for path, name in plain.items() if path != name})
    return {
        path: name if taken[name.casefold()] == 1 or path == name else path
        for path, name in plain.items()
    }
