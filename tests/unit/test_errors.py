"""The outline of the errors in their module's docstring is the tree that they form."""

import re

from qa import errors
from qa.errors import FAULT, INTERRUPTED, QAError


def _tree(error: type[QAError], depth: int = 0) -> list[tuple[str, int]]:
    below = [entry for kind in error.__subclasses__() for entry in _tree(kind, depth + 1)]
    return [(error.__name__, depth), *below]


def test_the_outline_is_the_tree() -> None:
    """Every error of ours is in it, at its depth and in its order."""
    outline = [
        (found[2], len(found[1]) // 4)
        for line in str(errors.__doc__).splitlines()
        if (found := re.match(r"    ([│├└─ ]*)([A-Z]\w+Error|QAError)\b", line))
    ]
    assert outline == _tree(QAError)


def test_the_exit_codes_are_those_of_the_outline() -> None:
    """Each code beside an error is its class's; the errors below it have the same."""
    for name, code in re.findall(r"(\w+Error) +(\d+)  ", str(errors.__doc__)):
        kind = getattr(errors, name)
        assert kind.code == int(code)
        assert {below.code for below in kind.__subclasses__()} <= {kind.code}
    assert f"FAULT, {FAULT}," in str(errors.__doc__)
    assert f"INTERRUPTED, {INTERRUPTED}," in str(errors.__doc__)
    codes = {kind.code for kind in QAError.__subclasses__()}
    assert not codes & {FAULT, INTERRUPTED, 0, 1}
