#!/usr/bin/env python3
"""Enlarger's commands in GIMP 3. The work is done by the program `enlarger`, which also declares the filters: from that
the procedures and dialogs are made."""

import functools
import sys
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, GLib, GObject

import enlarger_engine
from enlarger_document import Document
from enlarger_parameters import OUTPUT, Parameters

MENU = "<Image>/Filters/Enlarger"
PREFIX = "plug-in-enlarger-"

# The name after the prefix, that in the menu, the filter, and what the command itself sets; where it sets something,
# nothing is left to ask.
COMMANDS = {
    "upscale-2x": ("Upscale _2x", "upscale", {"scale": "2"}),
    "upscale-4x": ("Upscale _4x", "upscale", {"scale": "4"}),
    "upscale": ("_Upscale…", "upscale", {}),
    "restore-blur": ("_Restore blur…", "restore-blur", {}),
    "enhance-crop": ("_Enhance crop…", "enhance-crop", {}),
}


@functools.cache
def filters():
    """The filters by their ids."""
    return {declared["id"]: declared for declared in enlarger_engine.filters()}


class Enlarger(Gimp.PlugIn):
    """What GIMP calls. It starts this to learn of the commands, and again for each command that is run."""

    def do_set_i18n(self, name):
        return False

    def do_query_procedures(self):
        try:
            return [PREFIX + name for name, (_, filter_id, _) in COMMANDS.items() if filter_id in filters()]
        except enlarger_engine.EngineError as error:
            # There is nobody yet to show it to.
            print(f"enlarger: {error}", file=sys.stderr)
            return []

    def do_create_procedure(self, name):
        label, filter_id, fixed = COMMANDS[name[len(PREFIX) :]]
        declared = filters()[filter_id]
        parameters = Parameters(declared, fixed)
        procedure = Gimp.ImageProcedure.new(self, name, Gimp.PDBProcType.PLUGIN, self.run, parameters)
        procedure.set_image_types("*")
        procedure.set_sensitivity_mask(Gimp.ProcedureSensitivityMask.DRAWABLE | Gimp.ProcedureSensitivityMask.DRAWABLES)
        procedure.set_documentation(declared["description"], declared["description"], name)
        procedure.set_attribution("The Enlarger authors", "The Enlarger authors", "2026")
        procedure.set_menu_label(label)
        procedure.add_menu_path(MENU)
        parameters.declare(procedure)
        procedure.add_image_return_value("result", "Result", "The image with the result", False, GObject.ParamFlags.READWRITE)
        return procedure

    def run(self, procedure, mode, image, drawables, config, parameters):
        """Runs a command, and answers GIMP."""
        try:
            result = self.work(procedure, mode, image, drawables, config, parameters)
        except enlarger_engine.Cancelled:
            return procedure.new_return_values(Gimp.PDBStatusType.CANCEL, None)
        except enlarger_engine.EngineError as error:
            return procedure.new_return_values(Gimp.PDBStatusType.EXECUTION_ERROR, GLib.Error(str(error)))
        except Exception as error:
            traceback.print_exc()
            advice = "start GIMP from a terminal and run it again for the details to report."
            sentence = f"This is a bug in Enlarger ({type(error).__name__}): {advice}"
            return procedure.new_return_values(Gimp.PDBStatusType.EXECUTION_ERROR, GLib.Error(sentence))
        finally:
            # Else what it had swapped out stays on the disk until the next time.
            Gegl.exit()
        values = procedure.new_return_values(Gimp.PDBStatusType.SUCCESS, None)
        values.remove(1)
        values.insert(1, GObject.Value(Gimp.Image, result))
        return values

    def work(self, procedure, mode, image, drawables, config, parameters):
        """Asks what is wanted, has it done, and puts it in."""
        Gegl.init(None)
        asks = mode == Gimp.RunMode.INTERACTIVE and not parameters.fixed
        if mode != Gimp.RunMode.NONINTERACTIVE:
            parameters.recall(config)
        document = Document(image, drawables)
        if asks:
            from enlarger_dialog import ask

            if not ask(procedure, config, parameters):
                raise enlarger_engine.Cancelled()
            # While the dialog was open the user could work on.
            document = Document(image, drawables)

        Gimp.progress_init(parameters.filter["name"])
        header = document.header(config.get_property(OUTPUT))
        settings = parameters.settings(config)
        enlarger_engine.run(parameters.filter["id"], settings, header, document.profile(), document, remember=asks)

        # From here on the user cannot cancel, since half of it would be left.
        Gimp.progress_end()
        result = document.put_in()
        if mode != Gimp.RunMode.NONINTERACTIVE and result != image:
            Gimp.Display.new(result)
        return result


Gimp.main(Enlarger.__gtype__, sys.argv)
