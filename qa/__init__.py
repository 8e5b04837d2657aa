"""Ask questions of news articles: passages that answer, exact citations, or an honest no.

    engine = qa.open_index("index")
    answer = engine.ask("When does Putin arrive in India?")

Whoever wants to change it finds the layers, and the way of a question, in `README.md` beside this
module.
"""

from typing import TYPE_CHECKING, Any

from qa.errors import (
    AnnotatorUnusableError,
    ArticleUnreadableError,
    CorpusEmptyError,
    CorpusUnusableError,
    EncoderUnusableError,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnusableError,
    QAError,
    ReaderUnusableError,
    UsageError,
)
from qa.model import (
    Answer,
    BuildReport,
    Citation,
    FoundPassage,
    IndexInfo,
    KeptGeneration,
    Outcome,
    Question,
    Scores,
    ShortAnswer,
    Span,
)

if TYPE_CHECKING:
    from qa.engine import Engine, open_index
    from qa.indexing import rebuild, rollback
    from qa.status import Status, read_status

__version__ = "0.1.0"

__all__ = [
    "AnnotatorUnusableError",
    "Answer",
    "ArticleUnreadableError",
    "BuildReport",
    "Citation",
    "CorpusEmptyError",
    "CorpusUnusableError",
    "EncoderUnusableError",
    "Engine",
    "FoundPassage",
    "IndexDamagedError",
    "IndexInfo",
    "IndexLockedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexUnusableError",
    "KeptGeneration",
    "Outcome",
    "QAError",
    "Question",
    "ReaderUnusableError",
    "Scores",
    "ShortAnswer",
    "Span",
    "Status",
    "UsageError",
    "open_index",
    "read_status",
    "rebuild",
    "rollback",
]

_LAZY = {
    "Engine": "qa.engine",
    "open_index": "qa.engine",
    "Status": "qa.status",
    "read_status": "qa.status",
    "rebuild": "qa.indexing",
    "rollback": "qa.indexing",
}


def __getattr__(name: str) -> Any:
    """Load the working parts when they are first named: `qa --help` needs none of them."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
