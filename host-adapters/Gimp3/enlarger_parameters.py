"""The parameters of a filter as the arguments of a procedure."""

import gi

gi.require_version("Gimp", "3.0")
from gi.repository import Gimp, GObject

OUTPUT = "output"
OUTPUTS = {"auto": "Automatic", "in-place": "In place", "new-image": "A new image"}
OUTPUT_HELP = (
    "Where the result goes: into this image, which one undo takes back, or the chosen layer alone into a new image; "
    "by itself a crop becomes a new image."
)


class Parameters:
    """What a filter declares, but areas, for which the selection stands, and what the command itself sets."""

    def __init__(self, declared, fixed):
        self.filter, self.fixed = declared, fixed
        self.asked = [each for each in declared["parameters"] if each["type"] != "area" and each["id"] not in fixed]

    def declare(self, procedure):
        """Makes them arguments, after where the result goes."""
        flags = GObject.ParamFlags.READWRITE
        procedure.add_choice_argument(OUTPUT, "Result", OUTPUT_HELP, choice_of(OUTPUTS.items()), "auto", flags)
        for each in self.asked:
            about = each["id"], each["name"], each["help"]
            value = self.value(each, each["default"])
            if each["type"] == "switch":
                procedure.add_boolean_argument(*about, value, flags)
            elif each["type"] == "integer":
                lowest = automatic_of(each) if each["auto"] else each["minimum"]
                help_text = f"{each['help']} {lowest} is automatic." if each["auto"] else each["help"]
                procedure.add_int_argument(*about[:2], help_text, lowest, each["maximum"], value, flags)
            elif each["open"]:
                procedure.add_string_argument(*about, value, flags)
            else:
                choices = choice_of((choice["id"], choice["name"]) for choice in each["choices"])
                procedure.add_choice_argument(*about, choices, value, flags)

    def recall(self, config):
        """Sets what was used last, in whichever editor; a command without a dialog keeps to the defaults."""
        for each in self.asked:
            config.set_property(each["id"], self.value(each, each["default" if self.fixed else "last"]))

    def settings(self, config):
        """The values as the engine reads them."""
        return {each["id"]: self.text(each, config.get_property(each["id"])) for each in self.asked} | self.fixed

    @staticmethod
    def value(parameter, text):
        """A value as a procedure has it."""
        if parameter["type"] == "switch":
            return text == "on"
        if parameter["type"] == "integer":
            return automatic_of(parameter) if text == "auto" else int(text)
        return text

    @staticmethod
    def text(parameter, value):
        """A value as the engine reads it."""
        if parameter["type"] == "switch":
            return "on" if value else "off"
        if parameter["type"] == "integer" and parameter["auto"] and value == automatic_of(parameter):
            return "auto"
        return str(value)


def automatic_of(parameter):
    """The number that leaves an integer to the filter."""
    return min(0, parameter["minimum"] - 1)


def choice_of(named):
    """A choice of values by their ids and names."""
    choice = Gimp.Choice.new()
    for number, (name, label) in enumerate(named):
        choice.add(name, number, label, "")
    return choice
