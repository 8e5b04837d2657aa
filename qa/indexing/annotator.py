"""Annotates articles in a thread of its own, beside the encoding of their texts; writes nothing.

Encoding and the networks of the pipeline leave Python to the other threads while they compute.
"""

import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from qa.annotations.values import Annotations
from qa.articles.document import Document
from qa.model import Progress, ProgressCallback


class Annotator:
    """Annotates articles one after another while something else is done.

    A context manager: at its end the thread ends too, as soon as it has loaded the pipeline or
    parsed some pages, whichever it is at: in a second or two.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "annotating")
        self._articles: deque[tuple[int, Future[Annotations]]] = deque()
        self._stopped = threading.Event()
        self._error: BaseException | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave out what is not annotated yet, and wait for the thread."""
        self._stopped.set()
        self._thread.shutdown(cancel_futures=True)

    def start(self, uid: int, document: Document) -> None:
        """Annotate an article after those started before it; `uid` is for `take`."""
        self._articles.append((uid, self._thread.submit(self._annotate, document)))

    def check(self) -> None:
        """Raise the error that has ended the annotating, if one has.

        Raises:
            AnnotatorUnusableError: the pipeline has changed.
        """
        if self._error:
            raise self._error

    def take(self, report: ProgressCallback) -> Iterator[tuple[int, Annotations]]:
        """Yield the uid and the marks of each article in the order in which they were started.

        It is reported how many are done whenever one has to be waited for, and at the end.

        Raises:
            AnnotatorUnusableError: the pipeline has changed.
        """
        total = len(self._articles)
        while self._articles:
            uid, made = self._articles.popleft()
            if not made.done():
                report(Progress("annotating", total - len(self._articles) - 1, total))
            yield uid, made.result()
        report(Progress("annotating", total, total))

    def _annotate(self, document: Document) -> Annotations:
        self._end_if_stopped()
        try:
            # spaCy takes a second to load.
            from qa.annotating.annotate import annotate

            return annotate(document, self._end_if_stopped)
        except BaseException as error:
            self._error = self._error or error
            self._stopped.set()
            raise

    def _end_if_stopped(self) -> None:
        if self._stopped.is_set():
            raise _StoppedError


class _StoppedError(Exception):
    """Nobody waits for the marks any more."""
