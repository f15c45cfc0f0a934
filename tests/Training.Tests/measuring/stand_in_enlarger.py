"""Stands in for `enlarger`: keeps what is added in the store, enlarges bicubically, and notes how it was called."""

import json
import os
import shutil
import sys
from pathlib import Path

from PIL import Image

STORE = Path(os.environ.get("ENLARGER_MODELS", os.environ["STAND_IN_OWN"]))
DESCRIPTION = """id       {name}
name     A generator of its own
network  unknown
scale    2x
file     {file}
state    {state}
half     missing
  file   elsewhere.onnx"""


def option(name: str) -> str:
    """The value of an option."""
    return sys.argv[sys.argv.index(name) + 1]


def main() -> None:
    """One call."""
    with open(os.environ["STAND_IN_CALLS"], "a", encoding="utf-8") as calls:
        calls.write(json.dumps({"store": STORE.name, "arguments": sys.argv[1:]}) + "\n")
    match sys.argv[1:]:
        case ["models", "add", file, "--id", name]:
            STORE.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, STORE / f"{name}.onnx")
        case ["models", "show", name]:
            file = STORE / f"{name}.onnx"
            print(DESCRIPTION.format(name=name, file=file, state="installed" if file.exists() else "missing"))
        case ["upscale", *rest]:
            model, scale = option("--model"), int(option("--scale"))
            if model != "lanczos" and not (STORE / f"{model}.onnx").exists():
                print("trying", f"enlarger: '{model}' is no value for model.", sep="\n", file=sys.stderr)
                sys.exit(2)
            for picture in map(Path, rest[: next(index for index, word in enumerate(rest) if word.startswith("-"))]):
                with Image.open(picture) as given:
                    size = (given.width * scale, given.height * scale)
                    result = given.resize(size, Image.Resampling.BICUBIC)
                result.save(Path(option("--output"), f"{picture.stem}-upscaled-{scale}x.png"))
        case ["quality", "--model", model]:
            print(f"row  gain\nblur +1.23 {model} {(STORE / f'{model}.onnx').exists()}")


main()
