"""Ctrl-C takes effect between two lines."""

import signal

import pytest

from qa.terminal.session.view import defer_sigint


def interrupted(steps: list[int], *, between: bool) -> None:
    """Take three steps with Ctrl-C at each."""
    with defer_sigint() as check_interrupt:
        for step in range(3):
            signal.raise_signal(signal.SIGINT)
            steps.append(step)
            if between:
                check_interrupt()


def test_an_interrupt_waits_for_the_next_place() -> None:
    """What was begun is done; what would come after it is not; the end is such a place."""
    before = signal.getsignal(signal.SIGINT)
    for between, expected in ((True, [0]), (False, [0, 1, 2])):
        steps: list[int] = []
        with pytest.raises(KeyboardInterrupt):
            interrupted(steps, between=between)
        assert steps == expected
        assert signal.getsignal(signal.SIGINT) is before
