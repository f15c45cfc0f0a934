"""`train`: a run by its configuration."""

import argparse
from functools import partial
from pathlib import Path

import torch

from learning import config
from learning.trainer import Trainer
from losses import perceptual


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `train`."""
    parser.add_argument("config", type=Path, help="the configuration, a JSON file")
    parser.add_argument("--photographs", type=Path, required=True, help="the zip that `photographs` made, or a folder of pictures")
    parser.add_argument("--runs", type=Path, default=Path("artifacts/training"), help="the folder of runs [artifacts/training]")
    parser.add_argument("--short", action="store_true", help="the short run of the configuration, for a CPU")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="cpu or cuda [what there is]")
    parser.add_argument("--threads", type=int, default=None, help="how many threads of the CPU to take [all]")
    parser.add_argument("--vgg19", type=Path, default=None, help="torchvision's weights of VGG-19, for the perceptual loss [a stand-in]")
    parser.add_argument("--until", type=int, default=None, help="end after this step; the next call goes on")


def run(arguments: argparse.Namespace) -> None:
    """Trains, going on where an earlier call of the same configuration was ended."""
    if arguments.threads is not None:
        torch.set_num_threads(arguments.threads)
    network = perceptual.stand_in if arguments.vgg19 is None else partial(perceptual.vgg19, arguments.vgg19)
    trainer = Trainer(config.read(arguments.config, arguments.short), arguments.photographs, arguments.runs, torch.device(arguments.device), network)
    if trainer.resume():
        print(f"Going on at step {trainer.step} of stage {trainer.stage + 1}.", flush=True)
    trainer.run(arguments.until)
