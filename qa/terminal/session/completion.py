"""Completion of commands and their arguments, from the command table, and of articles' words."""

from collections.abc import Callable, Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from qa.terminal.output.sanitize import one_line
from qa.terminal.session.commands import COMMANDS, Argument
from qa.terminal.session.vocabulary import Vocabulary

_LIMIT = 50


class SessionCompleter(Completer):
    """Completes what is typed; `vocabulary` returns the vocabulary in use at the time."""

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        self._vocabulary = vocabulary
        self._files = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """Yield the completions at the cursor."""
        typed = document.text_before_cursor
        name, space, argument = typed.partition(" ")
        if not typed.startswith("/"):
            if event.completion_requested:
                yield from self._words(document.get_word_before_cursor(WORD=False))
        elif not space:
            yield from _commands(typed)
        else:
            kind = next((c.argument for c in COMMANDS if c.name == name), Argument.NONE)
            yield from self._argument(kind, argument, event)

    def _argument(self, kind: Argument, typed: str, event: CompleteEvent) -> Iterable[Completion]:
        if kind is Argument.ARTICLES:
            for name in self._vocabulary().article_names(typed, _LIMIT):
                yield Completion(name, start_position=-len(typed), display=one_line(name))
        elif kind is Argument.FILE:
            yield from self._files.get_completions(Document(typed), event)
        elif kind is Argument.SPEAKER:
            yield from self._words(typed.rpartition(" ")[2])
        elif kind is Argument.SWITCH:
            for word in kind.split("|"):
                if word.startswith(typed):
                    yield Completion(word, start_position=-len(typed))

    def _words(self, typed: str) -> Iterable[Completion]:
        if typed.strip():
            for word in self._vocabulary().words(typed, _LIMIT):
                yield Completion(word, start_position=-len(typed))


def _commands(typed: str) -> Iterable[Completion]:
    for command in COMMANDS:
        if command.name.startswith(typed):
            yield Completion(
                command.name,
                start_position=-len(typed),
                display=command.usage,
                display_meta=command.summary,
            )
