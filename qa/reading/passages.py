"""The texts of one question's candidates, fetched once each."""

from dataclasses import dataclass

from qa.model import Passage
from qa.reading.spans import Reading
from qa.retrieval.candidates import Candidates
from qa.storage import Generation
from qa.storage.generation import PassageKey
from qa.storage.texts import StoredArticle


@dataclass(frozen=True, slots=True)
class Located:
    """A candidate's article and passage."""

    article: StoredArticle
    passage: Passage


class CandidateTexts:
    """Fetches passages by the position of their candidate."""

    def __init__(self, generation: Generation, found: Candidates) -> None:
        self._generation = generation
        self._found = found
        self._articles: dict[int, tuple[StoredArticle, str]] = {}
        self._passages: dict[PassageKey, Passage] = {}

    def locate(self, at: int) -> Located:
        """Return the article and passage of the candidate at position `at`."""
        key = self._generation.locate(int(self._found.rows[at]))
        return Located(self._article(key.uid)[0], self._passage(key))

    def reading(self, at: int) -> Reading:
        """Return the candidate as it is read: with the sentence that stands before it.

        News goes on about "he" and "the deal" from one paragraph to the next.
        """
        key = self._generation.locate(int(self._found.rows[at]))
        before = ""
        if key.ordinal:
            previous = self._passage(PassageKey(key.uid, key.ordinal - 1))
            before = previous.sentences[-1].text
        return Reading(self._passage(key).text, before)

    def _article(self, uid: int) -> tuple[StoredArticle, str]:
        if uid not in self._articles:
            texts = self._generation.texts
            self._articles[uid] = (texts.article(uid), texts.text(uid))
        return self._articles[uid]

    def _passage(self, key: PassageKey) -> Passage:
        if key not in self._passages:
            text = self._article(key.uid)[1]
            found = self._generation.texts.passages(key.uid, [key.ordinal], text)
            self._passages[key] = found[key.ordinal]
        return self._passages[key]
