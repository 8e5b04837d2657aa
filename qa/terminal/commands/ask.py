"""`qa ask` and piped questions: a question, or many, to answers on standard output."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.model import Answer, Outcome
from qa.service.batch import STANDARD_INPUT, Handled, handle_lines, opened
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.opening import open_or_build
from qa.terminal.options import RenderOptions
from qa.terminal.output.citation import links_for
from qa.terminal.output.formats import Format, write_answer
from qa.terminal.preferences import Preferences
from qa.wire.answers import answer_object, error_object
from qa.wire.requests import InvalidRequest, checked_question

if TYPE_CHECKING:
    from qa.engine import Engine

ANSWERED, NOT_ANSWERED = 0, 1

_FOR_PEOPLE = (Format.TEXT, Format.MARKDOWN)


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What `qa ask` was told. `limit` is None unless it was given."""

    settings: Settings
    within: str | None = None
    limit: int | None = None
    form: Format = Format.TEXT
    explain: bool = False
    no_fail: bool = False
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def passages(self) -> int:
        """How many passages to ask for."""
        return self.limit or self.settings.limit

    def manner(self, engine: "Engine", answer: Answer) -> RenderOptions:
        """Return how the engine's answer is to be shown."""
        # Counting the articles takes time that only a denial in words is worth.
        counts = answer.outcome is Outcome.NOT_FOUND and self.form in _FOR_PEOPLE
        return RenderOptions(
            articles=engine.articles if counts else 1,
            nearest=self.limit or 1,
            explain=self.explain,
            theme=self.preferences.theme,
            links=links_for(self.preferences.links, self.settings.corpus),
        )


def ask_one(question: str, asking: AskOptions) -> int:
    """Answer the question on standard output; return the exit code."""
    text = checked_question(question)
    engine = open_or_build(asking.settings)
    answer = engine.ask(text, within=asking.within, limit=asking.passages)
    if asking.form in _FOR_PEOPLE:
        _mention_staleness(answer)
    write_answer(answer, asking.form, asking.manner(engine, answer))
    none = answer.outcome is Outcome.NOT_FOUND
    return NOT_ANSWERED if none and not asking.no_fail else ANSWERED


def ask_batch(source: str, asking: AskOptions) -> int:
    """Answer each line of the file, or of standard input if it is `-`, with a line of JSON."""
    with opened(source) as descriptor:
        for handled in _asked(descriptor, open_or_build(asking.settings), asking):
            for item in handled:
                if isinstance(item, InvalidRequest):
                    made = error_object(item.error, question_id=item.id)
                else:
                    made = answer_object(item, explain=asking.explain)
                streams.write_json(made, lines=True)
            streams.flush()
    return ANSWERED


def ask_piped(asking: AskOptions) -> int:
    """Answer each line of standard input as text; say on standard error what cannot be asked."""
    with opened(STANDARD_INPUT) as descriptor:
        engine = open_or_build(asking.settings)
        separator = ""
        for handled in _asked(descriptor, engine, asking):
            for item in handled:
                if isinstance(item, InvalidRequest):
                    streams.notice(str(item.error))
                    continue
                streams.write_text(separator)
                write_answer(item, asking.form, asking.manner(engine, item))
                separator = "\n"
            streams.flush()
    return ANSWERED


def _asked(descriptor: int, engine: "Engine", asking: AskOptions) -> Iterator[list[Handled]]:
    return handle_lines(
        descriptor,
        lambda questions: engine.ask_many(questions, limit=asking.passages),
        within=asking.within,
    )


def _mention_staleness(answer: Answer) -> None:
    if answer.index.stale:
        streams.notice("the articles have changed since the index was built; run qa rebuild")
