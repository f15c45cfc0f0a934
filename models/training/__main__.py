"""How Enlarger's own generators, and those of the papers, are trained: see README.md."""

import argparse
import importlib

# Each is a module with `add_arguments` and `run`; it is imported when it is needed, since torch takes its time.
COMMANDS = {
    "photographs": ("photographs.command", "fetch photographs from Debian's packages and cut them into patches"),
    "train": ("learning.command", "train a generator by its configuration"),
    "export": ("exporting.command", "write a trained generator as an ONNX file with its description"),
    "table": ("measuring.table", "measure generators beside the published figures"),
}


def main() -> None:
    """Runs the command that is asked for."""
    parser = argparse.ArgumentParser(prog="training", description="Trains super-resolution and restoration generators and exports them to ONNX.")
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen, _ = _first().parse_known_args()
    for name, (module, about) in COMMANDS.items():
        choice = choices.add_parser(name, help=about, description=about)
        if name == chosen.command:
            loaded = importlib.import_module(module)
            loaded.add_arguments(choice)
            choice.set_defaults(run=loaded.run)
    arguments = parser.parse_args()
    arguments.run(arguments)


def _first() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("command", nargs="?")
    return parser


if __name__ == "__main__":
    main()
