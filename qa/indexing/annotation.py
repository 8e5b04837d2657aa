"""Whether a generation holds the marks of its articles, and their making; reads no file.

All of its articles are annotated, or none is. The choice is the user's, remembered in the index as
its reader is; where there is none, articles are annotated unless that takes long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.annotating.pipeline import missing_package
from qa.annotations.values import ANNOTATION_VERSION
from qa.articles.document import Document
from qa.model import Progress, ProgressCallback
from qa.storage.manifest import ANNOTATE, DO_NOT_ANNOTATE, TOO_LONG, Manifest
from qa.storage.writer import Digests, GenerationWriter

# To annotate an article takes about as much of the processor as to encode its texts. A text that
# stands in many places is encoded once but annotated in each: where half of them do, annotating
# takes twice as much. Only what is in the articles decides, never how fast the machine is: the same
# corpus gives the same index everywhere.
_DISTINCT_SHARE = 0.5
# Passages and sentences: the 300,000 words around them are annotated in about a minute.
_SOON_DONE = 20_000
_REPETITIVE = "most of their texts repeat, and it would take twice as long as all the rest"


@dataclass(frozen=True, slots=True)
class AnnotationChoice:
    """Whether articles are to be annotated.

    `choice` is what the manifest records; `missing` names the package without which they cannot be.
    """

    choice: str
    missing: str | None = None

    @property
    def version(self) -> int:
        """The version of the marks that articles get, 0 for none."""
        off = self.missing or self.choice in {DO_NOT_ANNOTATE, TOO_LONG}
        return 0 if off else ANNOTATION_VERSION

    def suits(self, kept: Manifest, *, changed: bool) -> bool:
        """Return whether the articles of a generation can be kept with the marks they have.

        `changed` says that others are to be added or removed: where a package is missing, marks
        that were made before stay as long as all articles do.
        """
        return kept.annotations == self.version or (self.missing is not None and not changed)

    def made_anew(self) -> "AnnotationChoice":
        """Return the choice where no article is kept: what took too long may not any more."""
        return replace(self, choice="") if self.choice == TOO_LONG else self

    def weighed(self, digests: Sequence[Digests]) -> "AnnotationChoice":
        """Return the choice once the digests of the texts of all articles are known.

        A passage that is one sentence counts once.
        """
        if self.choice or not self.version:
            return self
        passages = [one for each in digests for one in each.passages]
        known = set(passages)
        every = passages + [one for each in digests for one in each.sentences if one not in known]
        if len(every) < _SOON_DONE:
            return self
        too_long = len(set(every)) < _DISTINCT_SHARE * len(every)
        return replace(self, choice=TOO_LONG) if too_long else self

    def notices(self, made: Manifest) -> list[str]:
        """Return a sentence for the user if `made` has no marks for a reason that is new."""
        if made.annotations or self.choice in {DO_NOT_ANNOTATE, TOO_LONG}:
            return []
        reason, remedy = _REPETITIVE, "qa rebuild --annotations does it"
        if self.missing:
            reason = f"the package {self.missing} is missing"
            remedy = f"pip install {self.missing}, then qa rebuild"
        return [f"articles are not annotated: {reason}; {remedy}"]


def choose_annotations(previous: Manifest | None, *, requested: bool | None) -> AnnotationChoice:
    """Return what was requested, else what the index has recorded, else to annotate."""
    if requested is None:
        choice = previous.annotating if previous else ""
    else:
        choice = ANNOTATE if requested else DO_NOT_ANNOTATE
    return AnnotationChoice(choice, None if choice == DO_NOT_ANNOTATE else missing_package())


def annotate_articles(
    articles: Sequence[tuple[int, Document]], writer: GenerationWriter, report: ProgressCallback
) -> None:
    """Write the marks of articles that were added, given with their uids.

    Raises:
        AnnotatorUnusableError: the pipeline has changed.
    """
    # spaCy takes a second to load.
    from qa.annotating.annotate import annotate

    for done, (uid, document) in enumerate(articles):
        report(Progress("annotating", done, len(articles)))
        writer.annotate(uid, annotate(document))
    report(Progress("annotating", len(articles), len(articles)))
