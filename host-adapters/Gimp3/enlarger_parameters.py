"""The parameters that a filter declares, as the arguments of a procedure."""

from gi.repository import Gimp, GObject

OUTPUT = "output"


def asked(command, declared):
    """What a command leaves open, but areas, for which the selection stands; and where the result goes."""
    own = [each for each in declared["parameters"] if each["type"] != "area" and each["id"] not in command["fixed"]]
    return [*own, declared[OUTPUT]]


def declare(procedure, parameter):
    """Makes a parameter an argument."""
    kind, about, flags = parameter["type"], (parameter["id"], parameter["name"]), GObject.ParamFlags.READWRITE
    value, advice = value_of(parameter, parameter["default"]), parameter["help"]
    if kind == "switch":
        procedure.add_boolean_argument(*about, advice, value, flags)
    elif kind == "integer":
        lowest = automatic_of(parameter) if parameter["auto"] else parameter["minimum"]
        advice += f" {lowest} stands for auto." if parameter["auto"] else ""
        procedure.add_int_argument(*about, advice, lowest, parameter["maximum"], value, flags)
    elif parameter["open"]:
        procedure.add_string_argument(*about, advice, value, flags)
    else:
        choice = Gimp.Choice.new()
        for number, each in enumerate(parameter["choices"]):
            choice.add(each["id"], number, each["name"], "")
        procedure.add_choice_argument(*about, advice, choice, value, flags)


def recall(config, parameters, which):
    """Sets the default values, or the last ones, in whichever editor they were used."""
    for parameter in parameters:
        config.set_property(parameter["id"], value_of(parameter, parameter[which]))


def settings(config, parameters):
    """The values as the engine reads them."""
    return {parameter["id"]: text_of(parameter, config.get_property(parameter["id"])) for parameter in parameters}


def automatic_of(parameter):
    """The number that leaves an integer to the filter."""
    return min(0, parameter["minimum"] - 1)


def value_of(parameter, text):
    """A value as an argument has it."""
    if parameter["type"] == "integer":
        return automatic_of(parameter) if text == "auto" else int(text)
    return text == "on" if parameter["type"] == "switch" else text


def text_of(parameter, value):
    """A value as the engine reads it."""
    if parameter["type"] == "integer":
        return "auto" if parameter["auto"] and value == automatic_of(parameter) else str(value)
    return ("on" if value else "off") if parameter["type"] == "switch" else value
