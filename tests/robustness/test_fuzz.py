"""Whatever an enemy writes can do nothing but be read; the same inputs every time."""

import sys
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("links and pipes are made as on POSIX", allow_module_level=True)

from tests.robustness.fuzz_rules import (
    EscapedError,
    WrongError,
    check_json,
    check_shown,
    clean_up,
)
from tests.robustness.fuzzing import KINDS, Kind, run_atheris, try_all


@pytest.fixture(autouse=True)
def _clean_up() -> Iterator[None]:
    """Close and remove what the rules make."""
    yield
    clean_up()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_rule_holds_for_hostile_input(kind: Kind) -> None:
    """No exception but ours, exact offsets, JSON that parses, nothing that a terminal obeys."""
    assert try_all(kind, kind.few, repeatable=True) >= kind.few // 2


def test_the_rule_holds_for_input_led_by_the_code() -> None:
    """Bytes chosen for reaching what no other has reached."""
    done = run_atheris(5_000)
    if done is None:
        pytest.skip("atheris is not installed (the extra `fuzz`)")
    assert done.returncode == 0, done.stderr[-2_000:]


@pytest.mark.parametrize("shown", ["a\x1b[2Jb", "\x07", "\x9b", "\u202e", "\ud800", "\u2028", "\r"])
def test_the_rules_see_what_a_terminal_obeys(shown: str) -> None:
    """Else they would show nothing."""
    with pytest.raises(EscapedError):
        check_shown(shown)
    check_shown("plain\n")
    check_shown("\x1b[1mbold\x1b[0m", styled=True)


def test_the_rules_see_what_is_not_so() -> None:
    """A wrong claim is another error than one of the program's."""
    from tests.robustness.fuzz_rules import must

    with pytest.raises(WrongError):
        must(False, "x")  # noqa: FBT003
    assert check_json('{"a": "\\u001b"}') == {"a": "\x1b"}
