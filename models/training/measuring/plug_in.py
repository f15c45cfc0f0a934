"""Enlarger as a program: what the table measures is what users get, not what PyTorch draws."""

import os
import shlex
import subprocess
import time
from pathlib import Path

# Where Enlarger looks for generators if this is set; else in the user's own folder.
STORE = "ENLARGER_MODELS"

# The plain enlargement, which costs what a generator's run costs besides the generator.
PLAIN = "lanczos"

# Nothing but the generator's own picture, whole and without loss.
AS_IT_IS = "--strength 100 --color-lock off --denoise 0 --device cpu --format png --overwrite --quiet".split()


class PlugIn:
    """Runs `enlarger`; with `store` the generators lie there, and the user's own are neither seen nor changed."""

    def __init__(self, program: str, store: Path | None = None):
        self.program = shlex.split(program)
        self.store = store
        self.environment = os.environ | ({STORE: str(store)} if store is not None else {})

    def like(self, program: str) -> "PlugIn":
        """Another program that sees the same generators."""
        return PlugIn(program, self.store)

    def add(self, model: Path, name: str) -> None:
        """Adds an ONNX file under an id."""
        self.run("models", "add", str(model), "--id", name)

    def describe(self, name: str) -> dict[str, str]:
        """What Enlarger knows about a generator: name, network, scale, file, state, ..."""
        described: dict[str, str] = {}
        for line in self.run("models", "show", name).splitlines():
            key, _, value = line.partition(" ")
            if key:
                described[key] = value.strip()
        return described

    def upscale(self, pictures: list[Path], model: str, scale: int, folder: Path) -> list[Path]:
        """Enlarges pictures into a folder as the generator draws them; the results, in the order of the pictures."""
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--model", model, "--scale", str(scale), *AS_IT_IS, "--output", str(folder)]
        self.run("upscale", *map(str, pictures), *options)
        results = [folder / f"{picture.stem}-upscaled-{scale}x.png" for picture in pictures]
        missing = [result.name for result in results if not result.exists()]
        if missing:
            raise SystemExit(f"Enlarger was to write {missing[0]} with {model} and did not.")
        return results

    def seconds(self, picture: Path, model: str, scale: int, folder: Path, times: int) -> float:
        """How long a picture takes, start of the program and all, at best of so many times."""
        taken = []
        for _ in range(times):
            started = time.monotonic()
            self.upscale([picture], model, scale, folder)
            taken.append(time.monotonic() - started)
        return min(taken)

    def run(self, *arguments: str) -> str:
        """What the program prints; where it fails, this ends with its own words."""
        try:
            done = subprocess.run([*self.program, *arguments], env=self.environment, capture_output=True, text=True)
        except OSError as error:
            raise SystemExit(f"{self.program[0]} cannot be run: {error.strerror}.") from error
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
            command = shlex.join([*self.program, *arguments[:2]])
            raise SystemExit(f"'{command} ...' failed with exit code {done.returncode}: {said[-1]}")
        return done.stdout
