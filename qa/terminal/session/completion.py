"""Completes commands, what stands after them, and words of the articles."""

from collections.abc import Callable, Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from qa.terminal.output.sanitize import one_line
from qa.terminal.session.commands import COMMANDS
from qa.terminal.session.vocabulary import Vocabulary

_MOST = 50


class SessionCompleter(Completer):
    """Completes from the table of commands and from whatever `vocabulary` gives at the time."""

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        self._vocabulary = vocabulary
        self._files = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand at the cursor."""
        typed = document.text_before_cursor
        command, space, argument = typed.partition(" ")
        if not typed.startswith("/"):
            if event.completion_requested:
                yield from self._words(document.get_word_before_cursor(WORD=False))
        elif not space:
            yield from _commands(typed)
        elif command == "/in":
            yield from self._articles(argument)
        elif command == "/save":
            yield from self._files.get_completions(Document(argument), event)
        elif command == "/scores":
            yield from _beginning(argument, ("on", "off"))

    def _words(self, typed: str) -> Iterable[Completion]:
        if typed.strip():
            for word in self._vocabulary().words(typed, _MOST):
                yield Completion(word, start_position=-len(typed))

    def _articles(self, typed: str) -> Iterable[Completion]:
        for name in self._vocabulary().names(typed, _MOST):
            yield Completion(name, start_position=-len(typed), display=one_line(name))


def _commands(typed: str) -> Iterable[Completion]:
    for command in COMMANDS:
        if command.name.startswith(typed):
            yield Completion(
                command.name,
                start_position=-len(typed),
                display=command.usage,
                display_meta=command.summary,
            )


def _beginning(typed: str, words: Iterable[str]) -> Iterable[Completion]:
    for word in words:
        if word.startswith(typed):
            yield Completion(word, start_position=-len(typed))
