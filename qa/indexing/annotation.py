"""Whether a generation holds the marks of its articles; reads no file and makes no marks.

All of its articles are annotated, or none is. The choice is the user's, remembered in the index as
its reader is. Where there is none, articles are annotated, but for one case: there are 20,000
passages and sentences or more, and fewer than half of them are distinct. A text that stands in many
places is encoded once but annotated in each, so that the build would take far more than twice as
long as without. The user is told so, and of the option that annotates all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.annotating.pipeline import missing_package
from qa.annotations.values import ANNOTATION_VERSION
from qa.model import Passage
from qa.storage.manifest import ANNOTATE, DO_NOT_ANNOTATE, TOO_LONG, Manifest

# To annotate a text takes about as long as to encode it. Only what is in the articles decides, not
# the clock: the same corpus gives the same index everywhere.
_DISTINCT_SHARE = 0.5
# The 300,000 words or so in so many passages and sentences are annotated in a minute, whatever else
# is done: that is not worth to go without.
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

    def weighed(self, articles: Iterable[Sequence[Passage]]) -> "AnnotationChoice":
        """Return the choice where all articles are read anew, given with the passages of each.

        What took too long may not any more. A passage that is one sentence counts once.
        """
        choice = replace(self, choice="") if self.choice == TOO_LONG else self
        if choice.choice or not choice.version:
            return choice
        passages = [passage for each in articles for passage in each]
        texts = [passage.text for passage in passages]
        texts += [s.text for p in passages for s in p.sentences if s.text != p.text]
        if len(texts) < _SOON_DONE or len(set(texts)) >= _DISTINCT_SHARE * len(texts):
            return choice
        return replace(choice, choice=TOO_LONG)

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
