"""A corpus and its index that a test may change as it likes, with the small model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.engine import Engine, open_index
from qa.indexing import rebuild
from qa.model import Answer, BuildReport
from qa.status import Status, read_status
from qa.storage import Generation, Layout, open_generation

DOGS = "Dogs bark at the postman every morning.\n\nThe postman wears thick leather boots."
TRAINS = "The night train to Vienna leaves at nine.\n\nTickets are sold in the station hall."
RAIN = "Heavy rain flooded the old harbour.\n\nFishermen lost their nets and three boats."


@dataclass(frozen=True)
class Desk:
    """The folders a test works with."""

    corpus: Path
    index: Path
    model: Path

    def write(self, path: str, content: str | bytes) -> Path:
        """Write an article, letter for letter."""
        file = self.corpus / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def write_three(self) -> None:
        """Write three articles that have nothing in common."""
        self.write("dogs.txt", DOGS)
        self.write("travel/trains.md", TRAINS)
        self.write("weather/rain.txt", RAIN)

    def rebuild(self, **options: Any) -> BuildReport:
        """Rebuild with the small model, unless another is named."""
        return rebuild(self.corpus, self.index, **{"model": str(self.model), **options})

    @property
    def layout(self) -> Layout:
        """Where the files of the index lie."""
        return Layout(self.index)

    def generation(self) -> Generation:
        """Open the generation in use."""
        return open_generation(self.index)

    def status(self) -> Status:
        """Return the index's status."""
        return read_status(self.index, self.corpus)

    def engine(self) -> Engine:
        """Open an engine that watches the corpus."""
        return open_index(self.index, corpus=self.corpus)

    def ask(self, question: str, **options: Any) -> Answer:
        """Ask the index as it is now."""
        with self.engine() as engine:
            return engine.ask(question, **options)


def said(answer: Answer) -> dict[str, Any]:
    """Return all an answer says except how long it took."""
    return {
        "outcome": answer.outcome,
        "confidence": answer.confidence,
        "answer": answer.answer,
        "passages": answer.passages,
        "generation": answer.index.generation,
    }
