"""Describes the machine in words, for whoever reads figures measured on it."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "numpy", "faiss-cpu", "onnxruntime", "tantivy", "tokenizers", "sentence-transformers", "torch"
)  # fmt: skip


def describe() -> str:
    """Return processor, cores, memory, system and Python in one line."""
    parts = [
        _field(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine(),
        f"{os.cpu_count()} cores",
    ]
    memory = _field(Path("/proc/meminfo"), "MemTotal").split()
    if memory:
        parts.append(f"{int(memory[0]) / 1e6:.0f} GB of memory")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    parts += [f"{platform.system()} on {platform.machine()}", python]
    return ", ".join(parts)


def busy() -> str | None:
    """Return a sentence for the reader if other work is being done here, else None."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load <= cores / 2:
        return None
    load_text = f"load {load:.1f} on {cores} cores"
    return f"the machine is busy ({load_text}): not even the ratios are to be relied on"


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that decide the figures."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _field(file: Path, name: str) -> str:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
