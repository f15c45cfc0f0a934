"""A run: its stages one after the other, what is written on the way, and how it goes on after it was ended."""

import json
import math
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import nn

from architectures import registry
from learning import checkpoint, sheets
from learning.average import Average
from learning.batches import Batches
from learning.config import Config, Stage
from learning.objective import Objective
from learning.validation import Validation
from losses.perceptual import PerceptualLoss, stand_in

# Adam's rate rises over this part of a stage.
RISE = 0.03
LOG_EVERY = 50
SAVE_EVERY = 200
SHEET_ROWS = 6


class Trainer:
    """Trains one generator by its configuration; everything that is random depends on the seed and the step alone."""

    def __init__(self, config: Config, photographs: Path, runs: Path, device: torch.device, perceptual: Callable[[], PerceptualLoss] = stand_in):
        self.config = config
        self.perceptual = perceptual
        self.folder = runs / config.name
        self.device = device
        torch.manual_seed(config.seed)
        self.generator = self._on_device(registry.build(**config.generator))
        if config.begin is not None:
            self.generator.load_state_dict(checkpoint.load(runs / config.begin)["weights"])
        self.average = Average(self.generator, config.average)
        self.batches = Batches(config, photographs)
        self.photographs = photographs
        self.stage = 0
        self.step = 0
        self.seconds = 0.0
        self._enter()

    def resume(self) -> bool:
        """Goes on where the folder's checkpoint was written; False if there is none."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return self._skip_finished()
        state = checkpoint.load(path)
        if state["config"] != asdict(self.config):
            raise SystemExit(f"{path} was written by another configuration: remove it, or give the run another name.")
        self.stage, self.step, self.seconds = state["stage"], state["step"], state["seconds"]
        self._grow_as_before()
        self.generator.load_state_dict(state["generator"])
        self.average.network.load_state_dict(state["average"])
        self.average.steps = state["average steps"]
        if self.stage < len(self.config.stages):
            self._enter()
            self.optimizer.load_state_dict(state["optimizer"])
            self.objective.load_state_dict(state["objective"])
        return True

    def _skip_finished(self) -> bool:
        """Without a checkpoint: goes on after the stages whose weights are there and were trained as this configuration says."""
        finished = None
        for number, stage in enumerate(self.config.stages):
            path = self.folder / f"{stage.name}.pt"
            if not path.exists():
                break
            content = checkpoint.load(path)
            ours = asdict(self.config)
            if content["config"]["generator"] != ours["generator"] or content["config"]["stages"][: number + 1] != ours["stages"][: number + 1]:
                break
            finished, self.stage = content, number + 1
        if finished is None:
            return False
        self.seconds = finished["seconds"]
        self._grow_as_before()
        self.average.network.load_state_dict(finished["weights"])
        if self.stage < len(self.config.stages):
            self._enter_next()
        return True

    def _grow_as_before(self) -> None:
        """Lets as many blocks take part as in the step before; weights of that step are loaded afterwards, which fit that depth."""
        begun = [depth for stage in self.config.stages[: self.stage] for _, depth in stage.depth]
        if self.stage < len(self.config.stages):
            begun += [depth for begin, depth in self.config.stages[self.stage].depth if begin < self.step]
        if begun:
            self.generator.grow(begun[-1])
            self.average.network.grow(begun[-1])

    def run(self, until: int | None = None) -> None:
        """Trains to the end, or to the step `until` of the whole run, and leaves a checkpoint either way."""
        started = time.monotonic() - self.seconds
        learned: dict[str, list[float]] = {}
        while self.stage < len(self.config.stages):
            stage = self.config.stages[self.stage]
            while self.step < stage.steps:
                if until is not None and self._steps_before + self.step >= until:
                    self._save()
                    return
                for name, value in self._learn(stage).items():
                    learned.setdefault(name, []).append(value)
                self.step += 1
                self.seconds = time.monotonic() - started
                if self.step % LOG_EVERY == 0 or self.step == stage.steps:
                    self._log({"losses": {name: sum(values) / len(values) for name, values in learned.items()}})
                    learned = {}
                if self.step % self.config.validate_every == 0 or self.step == stage.steps:
                    self._validate()
                if self.step % SAVE_EVERY == 0:
                    self._save()
            self._finish(stage)
            self.stage, self.step = self.stage + 1, 0
            if self.stage < len(self.config.stages):
                self._enter_next()
            self._save()

    @property
    def _steps_before(self) -> int:
        return sum(stage.steps for stage in self.config.stages[: self.stage])

    def _on_device(self, network: nn.Module) -> nn.Module:
        return network.to(self.device, memory_format=torch.channels_last) if self.device.type == "cuda" else network.to(self.device)

    def _enter_next(self) -> None:
        """A stage goes on from the average of the one before."""
        self.generator.load_state_dict(self.average.network.state_dict())
        self._enter()

    def _enter(self) -> None:
        """What a stage learns by."""
        stage = self.config.stages[self.stage]

        # A discriminator begins by the seed and the stage alone, whatever was drawn before.
        torch.manual_seed(self.config.seed + 1 + self.stage)
        self.validation = Validation(self.config.scale, stage, self.photographs)
        self.objective = Objective(stage, self.device, self.perceptual)
        self.optimizer = torch.optim.Adam(self.generator.parameters(), lr=stage.rate, betas=(0.9, 0.99))
        self.run_generator = torch.compile(self.generator) if self.device.type == "cuda" else self.generator

    def _learn(self, stage: Stage) -> dict[str, float]:
        """One step; the losses, by name."""
        for begin, depth in stage.depth:
            if self.step == begin and self.generator.depth != depth:
                self.generator.grow(depth)
                self.average.network.grow(depth)
        self.generator.train()
        given, wanted = self.batches.take(self._steps_before + self.step, stage, self.device)
        rise = min(1.0, (self.step + 1) / max(1.0, RISE * stage.steps))
        rate = stage.rate * rise * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * self.step / stage.steps)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        with torch.autocast("cuda", torch.bfloat16) if self.device.type == "cuda" else nullcontext():
            drawn = self.run_generator(given)
        drawn = drawn.float()
        learned = {}
        if self.objective.discriminator is not None:
            learned |= self.objective.learn(wanted, drawn.detach())
        if self.step >= stage.alone:
            loss, parts = self.objective.judge(wanted, drawn)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.generator.parameters(), 1.0)
            self.optimizer.step()
            self.average.follow(self.generator)
            learned |= parts
        return learned

    def _validate(self) -> None:
        drawn = self.validation.drawn(self.average.network)
        measured = self.validation.measure(drawn)
        self._log({"held out": measured, "plain": self.validation.plain_measured})
        stage = self.config.stages[self.stage]
        sheets.write(
            self.folder / "samples" / f"{stage.name}-{self.step:06}.png",
            [part[:SHEET_ROWS] for part in (self.validation.given, self.validation.plain(), drawn, self.validation.sharp)],
        )

    def _finish(self, stage: Stage) -> None:
        content = {
            "weights": {name: value.float().cpu() if value.is_floating_point() else value.cpu() for name, value in self.average.network.state_dict().items()},
            "config": asdict(self.config),
            "stage": stage.name,
            "steps": self._steps_before + self.step,
            "seconds": self.seconds,
        }
        checkpoint.save(self.folder / f"{stage.name}.pt", content)

    def _save(self) -> None:
        state: dict[str, Any] = {
            "config": asdict(self.config),
            "stage": self.stage,
            "step": self.step,
            "seconds": self.seconds,
            "generator": self.generator.state_dict(),
            "average": self.average.network.state_dict(),
            "average steps": self.average.steps,
        }
        if self.stage < len(self.config.stages):
            state |= {"optimizer": self.optimizer.state_dict(), "objective": self.objective.state_dict()}
        checkpoint.save(self.folder / "checkpoint.pt", state)

    def _log(self, entry: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        head = {"stage": self.config.stages[self.stage].name, "step": self.step, "seconds": round(self.seconds)}
        line = json.dumps(head | entry)
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, flush=True)
