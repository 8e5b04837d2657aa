"""Checks of the corpus: is it there, can it be read, is it what is indexed."""

import contextlib
import hashlib
from collections.abc import Iterable, Mapping

from qa.articles import extract_text, find_articles, read_bytes
from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject
from qa.errors import ArticleUnreadableError, CorpusEmptyError
from qa.storage.texts import ArticleFacts, Texts


def drift(subject: Subject) -> Result:
    """Return what was added, changed or removed since the index was built, and what is unreadable.

    Every article is read.
    """
    try:
        listing = find_articles(subject.corpus, skip_bad=True)
    except CorpusEmptyError as error:
        return (note if subject.manifest else bad)(error.message, error.remedy)
    except ArticleUnreadableError as error:
        return bad(error.message, error.remedy)
    skipped = {entry.path for entry in subject.manifest.skipped} if subject.manifest else set()
    paths = listing.paths
    now, unreadable = _digests(subject, paths)
    faults = [error for error in (*unreadable, *listing.unusable) if error.path not in skipped]
    if faults:
        more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
        return bad(faults[0].message + more, faults[0].remedy)
    then = _stored(subject)
    if then is None:
        return good(f"all {len(paths):,} readable")
    # One that was left out is so for its contents, which decode all the same.
    added = now.keys() - then.keys() - skipped
    changed = {path for path in now.keys() & then.keys() if now[path] != then[path].sha256}
    removed = then.keys() - set(paths)
    counts = (("added", added), ("changed", changed), ("removed", removed))
    told = ", ".join(f"{len(which):,} {word}" for word, which in counts if which)
    if told:
        return note(f"since the index was built: {told}", "run `qa rebuild`")
    return good(f"all {len(paths):,} readable and as indexed")


def _digests(
    subject: Subject, paths: Iterable[str]
) -> tuple[dict[str, str], list[ArticleUnreadableError]]:
    """Return the digest of every article that can be decoded, and why the others cannot."""
    digests: dict[str, str] = {}
    unreadable: list[ArticleUnreadableError] = []
    for path in paths:
        try:
            data = read_bytes(subject.corpus, path)
            extract_text(path, data)
        except ArticleUnreadableError as error:
            unreadable.append(error)
        else:
            digests[path] = hashlib.sha256(data).hexdigest()
    return digests, unreadable


def _stored(subject: Subject) -> Mapping[str, ArticleFacts] | None:
    """Return what is indexed, None if that cannot be told."""
    if subject.generation is None or subject.generation.texts.name in subject.damaged:
        return None
    with contextlib.closing(Texts(subject.generation.texts)) as texts:
        return texts.facts()
