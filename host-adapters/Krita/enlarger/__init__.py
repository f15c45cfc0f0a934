"""Enlarger's commands in Krita. The program `enlarger` does the work, and says what filters and parameters there are."""

import functools
import traceback

import krita

from . import enlarger_engine
from .dialog import FilterDialog, Progress
from .document import Document
from .qt import QtWidgets

# Krita wants them when it starts, which is not to wait for the program; they are those of its catalogue.
COMMANDS = {
    "upscale-2x": "Upscale &2x",
    "upscale-4x": "Upscale &4x",
    "upscale": "&Upscale…",
    "restore-blur": "&Restore blur…",
    "enhance-crop": "&Enhance crop…",
}


class Enlarger(krita.Extension):
    """What Krita calls."""

    def setup(self):
        """Nothing has to be prepared."""

    def createActions(self, window):
        """Puts the commands into the menu of a window."""
        for command, label in COMMANDS.items():
            action = window.createAction("enlarger_" + command.replace("-", "_"), label, "tools/scripts")
            action.triggered.connect(functools.partial(start, command))


def start(command_id, *_):
    """A command as the user starts it: asks what is wanted, has it done, and shows what came of it."""
    window = krita.Krita.instance().activeWindow()
    parent, opened = window.qwindow(), krita.Krita.instance().activeDocument()
    try:
        catalogue = enlarger_engine.catalogue()
        command = next(known for known in catalogue["commands"] if known["id"] == command_id)
        declared = next(known for known in catalogue["filters"] if known["id"] == command["filter"])
        usual = declared["output"]["default"]
        Document(opened, usual)
        settings, output, layers = command["fixed"], usual, "active"
        if not settings:
            settings, output, layers = FilterDialog(declared, opened, parent).ask()
        with Progress(declared["name"], parent) as progress:
            result = work(opened, declared, settings, output, layers, progress, remember=not command["fixed"])
        if result != opened:
            window.addView(result)
    except enlarger_engine.Cancelled:
        pass
    except enlarger_engine.EngineError as error:
        QtWidgets.QMessageBox.warning(parent, "Enlarger", str(error))
    except Exception as error:
        traceback.print_exc()
        advice = "start Krita from a terminal and run it again for the details to report."
        QtWidgets.QMessageBox.critical(parent, "Enlarger", f"This is a bug in Enlarger ({type(error).__name__}): {advice}")


def run(document, filter_id, settings, output=None, layers="active", progress=None):
    """A filter for scripts, which asks nothing. settings are {parameter id: text}; output is "in-place", "new-image", or None for the
    usual one; layers is "active", "all", or a list of them. Returns the document with the result, which has no window yet if it is a new one. Raises
    EngineError, whose text is a sentence for the user, and leaves the document as it was."""
    declared = declarations().get(filter_id)
    if declared is None:
        raise enlarger_engine.EngineError(f"There is no filter '{filter_id}': 'enlarger filters' lists them.")
    return work(document, declared, settings, output or declared["output"]["default"], layers, progress)


@functools.cache
def declarations():
    """The filters by their ids."""
    return {declared["id"]: declared for declared in enlarger_engine.catalogue()["filters"]}


def work(opened, declared, settings, output, layers, progress, remember=False):
    """Runs a filter over a document, and puts the results in when all are there."""
    # Not what the dialog had: while it was open, scripts could work on.
    document = Document(opened, output, layers, declared["name"], progress)
    with document:
        enlarger_engine.run(declared["id"], settings, document.header(), document.profile(), document, remember)
        return document.put_in()


krita.Krita.instance().addExtension(Enlarger(krita.Krita.instance()))
