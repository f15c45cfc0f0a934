"""`table`: trained generators, exported and run by the plug-in, beside the published figures."""

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from PIL import Image

from architectures import registry
from degradations import bicubic
from exporting import command as export
from learning import checkpoint
from measuring import benchmark_sets
from measuring.benchmark_sets import SETS, Score
from measuring.plug_in import PLAIN, PlugIn
from photographs.pictures import decode

PROGRAM = "dotnet run -c Release --project host-adapters/CommandLine --"
BENCHMARKS = "dotnet run -c Release --project tests/Benchmarks --"

STAGES = ("fidelity", "adversarial")
HERE = Path(__file__).parent
CONFIGS = HERE.parent / "configs"

# Seconds are measured on the benchmark picture of about this size, and are the best of a few runs.
MEGAPIXELS = 0.1
TIMES = 3

NONE = "–"


@dataclass(frozen=True)
class System:
    """A generator that Enlarger has, be it added for the table or its own."""

    name: str
    """The name of its run, or its id."""

    title: str
    stage: str
    scale: int
    parameters: int
    steps: str
    model: str
    """Its id in Enlarger."""

    plug_in: PlugIn


@dataclass(frozen=True)
class Row:
    """A line of the table of one scale."""

    name: str
    title: str
    stage: str
    scores: dict[str, Score]
    parameters: str = NONE
    steps: str = NONE
    seconds: str = NONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `table`."""
    add = parser.add_argument
    add("--sets", type=Path, required=True, help="the folder of Set5 and Set14: SetN/image_SRF_S/img_NNN_SRF_S_LR.png")
    add("--runs", type=Path, help="the folder of runs: every NAME/fidelity.pt and NAME/adversarial.pt is measured")
    add("--models", nargs="+", default=[], metavar="ID", help="generators that Enlarger has already")
    add("--program", default=PROGRAM, metavar="COMMAND", help="how to run enlarger [%(default)s]")
    add("--benchmarks", default=BENCHMARKS, metavar="COMMAND", help="how to run the benchmarks [%(default)s]")
    add("--output", type=Path, help="the Markdown file to write, such as docs/training-results.md [standard output]")


def run(arguments: argparse.Namespace) -> None:
    """Measures and writes the tables."""
    if arguments.runs is None and not arguments.models:
        raise SystemExit("There is nothing to measure: name generators with --runs FOLDER or --models ID.")
    weights = [] if arguments.runs is None else trained(arguments.runs)
    with tempfile.TemporaryDirectory(prefix="enlarger-table-") as name:
        folder = Path(name)
        systems = [known(PlugIn(arguments.program), model) for model in arguments.models]
        added = PlugIn(arguments.program, folder / "store")
        systems += [add(added, path, folder) for path in weights]
        parts = [introduction()]
        for scale in sorted({system.scale for system in systems} - {1}):
            same = [system for system in systems if system.scale == scale]
            parts.append(enlarging(arguments.sets, scale, same, folder))
        parts += [restoring(system, arguments.benchmarks) for system in systems if system.scale == 1]
    text = "\n".join(parts)
    if arguments.output is None:
        print(text, end="")
    else:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        arguments.output.write_text(text, encoding="utf-8")


def trained(runs: Path) -> list[Path]:
    """The weights that stages of runs left."""
    found = [path for folder in sorted(runs.glob("*")) for stage in STAGES if (path := folder / f"{stage}.pt").exists()]
    if not found:
        raise SystemExit(f"{runs} holds no trained generators: no NAME/{'.pt or NAME/'.join(STAGES)}.pt is there.")
    return found


def add(plug_in: PlugIn, weights: Path, folder: Path) -> System:
    """Exports a stage's weights and adds them to the plug-in's store."""
    content = checkpoint.load(weights)
    config = content["config"]
    name, stage = config["name"], content["stage"]
    file = folder / f"{name}-{stage}.onnx"
    network = export.write(content, file)
    plug_in.add(file, file.stem)
    tell(f"{name}, {stage}: added.")
    count, trained_for = registry.parameters(network), steps(name, stage, content["steps"])
    return System(name, config["title"], stage, network.scale, count, trained_for, file.stem, plug_in)


def known(plug_in: PlugIn, model: str) -> System:
    """A generator that Enlarger has already."""
    described = plug_in.describe(model)
    if described["state"] != "installed":
        raise SystemExit(f"{model} is {described['state']}: 'enlarger models restore {model}' brings it.")
    graph = onnx.load(described["file"]).graph
    numbers = (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16)
    count = sum(int(np.prod(tensor.dims)) for tensor in graph.initializer if tensor.data_type in numbers)
    scale = int(described["scale"].rstrip("x"))
    return System(model, described["name"], NONE, scale, count, NONE, model, plug_in)


def steps(name: str, stage: str, done: int) -> str:
    """How many steps were trained, and of how many where the configuration's long run has more."""
    path = CONFIGS / f"{name}.json"
    if path.exists():
        stages = json.loads(path.read_text(encoding="utf-8"))["stages"]
        names = [each["name"] for each in stages]
        if stage in names:
            whole = sum(each["steps"] for each in stages[: names.index(stage) + 1])
            if done < whole:
                return f"{done:,} of {whole:,}"
    return f"{done:,}"


def enlarging(sets: Path, scale: int, systems: list[System], folder: Path) -> str:
    """The table of a scale."""
    rows = [Row("bicubic", "bicubic", "", {name: plain(sets, name, scale, folder) for name in SETS})]
    picture = timed_picture(sets, scale)
    for system in systems:
        scores = {name: measure(system, sets, name, folder) for name in SETS}
        tell(f"{system.model}, {scale}x: " + ", ".join(f"{name} {value}" for name, value in scores.items()))
        cost = seconds(system, picture, folder)
        rows.append(Row(system.name, system.title, system.stage, scores, f"{system.parameters:,}", system.steps, cost))
    return written(scale, rows)


def measure(system: System, sets: Path, name: str, folder: Path) -> Score:
    """How good a generator is on a set, through the plug-in."""
    wanted = benchmark_sets.pairs(sets, name, system.scale)
    given = [pair.given for pair in wanted]
    results = system.plug_in.upscale(given, system.model, system.scale, folder / system.model / name)
    return benchmark_sets.score(results, wanted, system.scale)


def plain(sets: Path, name: str, scale: int, folder: Path) -> Score:
    """How good bicubic interpolation is, which the papers compare with."""
    wanted = benchmark_sets.pairs(sets, name, scale)
    results = []
    for index, pair in enumerate(wanted):
        results.append(folder / f"bicubic-{index}.png")
        Image.fromarray(bicubic.enlarge(decode(pair.given), scale)).save(results[-1])
    return benchmark_sets.score(results, wanted, scale)


def timed_picture(sets: Path, scale: int) -> Path:
    """The sharp picture of the sets that is next to a tenth of a megapixel."""

    def distance(path: Path) -> float:
        return abs(megapixels(path) - MEGAPIXELS)

    return min((pair.sharp for name in SETS for pair in benchmark_sets.pairs(sets, name, scale)), key=distance)


def megapixels(path: Path) -> float:
    """How large a picture file is."""
    with Image.open(path) as picture:
        return picture.width * picture.height / 1e6


def seconds(system: System, picture: Path, folder: Path) -> str:
    """What the generator costs for each megapixel of its input: the whole less what the plain enlargement takes."""
    whole, rest = (
        system.plug_in.seconds(picture, model, system.scale, folder / "timed", TIMES) for model in (system.model, PLAIN)
    )
    return f"{max(0.0, whole - rest) / megapixels(picture):.1f}"


def introduction() -> str:
    """What the tables are."""
    threads = len(os.sched_getaffinity(0))
    return f"""# Trained generators, measured
Made by `python3 models/training table`, which exports them and lets Enlarger itself enlarge the papers' pictures.
- Set5, Set14: PSNR in dB / SSIM, both on Y (BT.601), with as many pixels cut at each border as the scale.
- Steps: how many were trained, of how many in the configuration's long run.
- s/MP: the generator's seconds for a megapixel of input, on {processor()}, {threads} thread{"s" if threads > 1 else ""}.

GANs score lower than their fidelity-trained twins by intention, since they draw what is likely, not its average.
"""


def processor() -> str:
    """The CPU's name."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def written(scale: int, rows: list[Row]) -> str:
    """The table of a scale in Markdown, with where the published figures come from."""
    published = json.loads((HERE / "published.json").read_text(encoding="utf-8")).get(f"{scale}x", {})
    heads = ["system", "stage", *(head for name in SETS for head in (name, "published")), "parameters", "steps", "s/MP"]
    lines = [f"## {scale}x", line(heads), line(["---"] * 2 + ["---:"] * (len(heads) - 2))]
    sources: dict[str, list[str]] = {}
    for row in rows:
        theirs: dict[str, Any] = published.get(row.name, {}).get(row.stage, {})
        cells = [row.title, row.stage or NONE]
        for name in SETS:
            cells += [str(row.scores[name]), str(Score(*theirs[name])) if name in theirs else NONE]
        lines.append(line([*cells, row.parameters, row.steps, row.seconds]))
        if theirs:
            sources.setdefault(theirs["source"], []).append(theirs["system"])
    if sources:
        named = [f"{', '.join(systems)}: {source}" for source, systems in sources.items()]
        lines += ["", f"Published: {'; '.join(named)}."]
    return "\n".join(lines) + "\n"


def line(cells: list[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def restoring(system: System, benchmarks: str) -> str:
    """What the quality benchmark measures with a generator that keeps the size."""
    tell(f"{system.model}: the quality benchmark, which takes minutes.")
    table = system.plug_in.like(benchmarks).run("quality", "--model", system.model).strip()
    return f"""## {system.title}{"" if system.stage == NONE else f", {system.stage}"}
{system.parameters:,} parameters, {system.steps} steps. As the quality benchmark takes it:
```
{table}
```
"""


def tell(text: str) -> None:
    """Says what happened; the table itself may be on standard output."""
    print(text, file=sys.stderr, flush=True)
