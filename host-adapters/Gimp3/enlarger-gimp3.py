#!/usr/bin/env python3
"""Enlarger's commands in GIMP 3. The program `enlarger` does the work, and says what commands and parameters there are."""

import functools
import sys
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
gi.require_version("Babl", "0.1")
from gi.repository import Gegl, Gimp, GLib, GObject

import enlarger_parameters as parameters
from enlarger_document import Document
from enlarger_engine import Cancelled, EngineError, catalogue, run

PREFIX, MENU, AUTHORS = "plug-in-enlarger-", "<Image>/Filters/Enlarger", "The Enlarger authors"
BUG = "This is a bug in Enlarger ({}): start GIMP from a terminal and run it again for the details to report."


@functools.cache
def commands():
    """The commands by the names of their procedures, each with the filter that it runs."""
    told = catalogue()
    filters = {declared["id"]: declared for declared in told["filters"]}
    return {PREFIX + command["id"]: (command, filters[command["filter"]]) for command in told["commands"]}


class Enlarger(Gimp.PlugIn):
    """What GIMP calls. It starts this to learn of the commands, and again for each command that is run."""

    def do_set_i18n(self, name):
        return False

    def do_query_procedures(self):
        try:
            return list(commands())
        except EngineError as error:
            # There is nobody yet to show it to.
            print(f"enlarger: {error}", file=sys.stderr)
            return []

    def do_create_procedure(self, name):
        command, declared = commands()[name]
        procedure = Gimp.ImageProcedure.new(self, name, Gimp.PDBProcType.PLUGIN, answer, None)
        procedure.set_image_types("*")
        procedure.set_sensitivity_mask(Gimp.ProcedureSensitivityMask.DRAWABLE | Gimp.ProcedureSensitivityMask.DRAWABLES)
        procedure.set_documentation(declared["description"], declared["description"], name)
        procedure.set_attribution(AUTHORS, AUTHORS, "2026")
        procedure.set_menu_label(command["label"])
        procedure.add_menu_path(MENU)
        for parameter in parameters.asked(command, declared):
            parameters.declare(procedure, parameter)
        procedure.add_image_return_value("result", "Result", "The image with the result", False, GObject.ParamFlags.READWRITE)
        return procedure


def answer(procedure, mode, image, drawables, config, _):
    """Runs a command, and tells GIMP what came of it."""
    status, sentence = Gimp.PDBStatusType.EXECUTION_ERROR, None
    try:
        result = work(procedure, mode, image, drawables, config)
        values = procedure.new_return_values(Gimp.PDBStatusType.SUCCESS, None)
        values.remove(1)
        values.insert(1, GObject.Value(Gimp.Image, result))
        return values
    except Cancelled:
        status = Gimp.PDBStatusType.CANCEL
    except EngineError as error:
        sentence = GLib.Error(str(error))
    except Exception as error:
        traceback.print_exc()
        sentence = GLib.Error(BUG.format(type(error).__name__))
    finally:
        # Else what it had swapped out stays on the disk until the next time.
        Gegl.exit()
    return procedure.new_return_values(status, sentence)


def work(procedure, mode, image, drawables, config):
    """Asks what is wanted, has it done, and puts it in."""
    Gegl.init(None)
    command, declared = commands()[procedure.get_name()]
    wanted, asks = parameters.asked(command, declared), mode == Gimp.RunMode.INTERACTIVE and not command["fixed"]
    if mode != Gimp.RunMode.NONINTERACTIVE:
        parameters.recall(config, wanted, "default" if command["fixed"] else "last")
    if asks:
        from enlarger_dialog import ask

        ask(procedure, config, declared, wanted, Document(image, drawables))

    # Not what the dialog had: while it was open the user could work on.
    document = Document(image, drawables)
    settings = parameters.settings(config, wanted) | command["fixed"]
    header = document.header(settings.pop(parameters.OUTPUT))
    Gimp.progress_init(declared["name"])
    run(declared["id"], settings, header, document.profile(), document, remember=asks)

    # From here on the user cannot cancel, since half of it would be left.
    Gimp.progress_end()
    result = document.put_in()
    if result != image and mode != Gimp.RunMode.NONINTERACTIVE and Gimp.default_display() is not None:
        Gimp.Display.new(result)
    return result


Gimp.main(Enlarger.__gtype__, sys.argv)
