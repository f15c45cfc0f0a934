"""The dialog of a command: a control for each parameter that the filter declares, and one for where the result goes."""

import gi

gi.require_version("GimpUi", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import GimpUi, GObject, Gtk

from enlarger_parameters import automatic_of

GAP, SMALL_GAP = 12, 6


def ask(procedure, config, declared, parameters, document):
    """Shows the dialog until the user has decided; the values are in the config then."""
    GimpUi.init("enlarger-gimp3")
    dialog = GimpUi.ProcedureDialog.new(procedure, config, f"Enlarger: {declared['name']}")
    columns = Gtk.Box(spacing=GAP, border_width=GAP)
    table = Gtk.Grid(row_spacing=SMALL_GAP, column_spacing=SMALL_GAP)
    columns.pack_end(table, False, False, 0)
    dialog.get_content_area().add(columns)
    for row, parameter in enumerate(parameters):
        widget = control(config, parameter)
        widget.set_tooltip_text(parameter["help"])
        table.attach(Gtk.Label(label=f"{parameter['name']}:", xalign=0), 0, row, 1, 1)
        table.attach(widget, 1, row, 1, 1)
    columns.show_all()
    wanted = dialog.run()
    dialog.destroy()
    return wanted


def control(config, parameter):
    """The control of a parameter."""
    name = parameter["id"]
    if parameter["type"] == "switch":
        return GimpUi.prop_check_button_new(config, name, "")
    if parameter["type"] == "integer":
        return automatic_number(config, parameter) if parameter["auto"] else number(config, parameter)
    if not parameter["open"]:
        return GimpUi.prop_choice_combo_box_new(config, name)
    choices = Gtk.ListStore(str, str)
    for choice in parameter["choices"]:
        choices.append((choice["id"], choice["name"]))
    value = config.get_property(name)
    if value not in (choice["id"] for choice in parameter["choices"]):
        # Such as a device that was named in another program.
        choices.append((value, value))
    return GimpUi.prop_string_combo_box_new(config, name, choices, 0, 1)


def number(config, parameter):
    """A number to type."""
    return GimpUi.prop_spin_button_new(config, parameter["id"], 1, 10, 0)


def automatic_number(config, parameter):
    """A number to type, and a box to tick that leaves it to the filter."""
    name, lowest, automatic = parameter["id"], parameter["minimum"], automatic_of(parameter)
    box = Gtk.Box(spacing=SMALL_GAP)
    spin = Gtk.SpinButton.new_with_range(lowest, parameter["maximum"], 1)
    tick = Gtk.CheckButton(label="Automatic")
    box.pack_start(spin, True, True, 0)
    box.pack_start(tick, False, False, 0)

    def show(*_):
        value = config.get_property(name)
        tick.set_active(value == automatic)
        spin.set_sensitive(value != automatic)
        if value != automatic:
            spin.set_value(value)

    def take(*_):
        config.set_property(name, automatic if tick.get_active() else spin.get_value_as_int())

    show()
    config.connect(f"notify::{name}", show)
    tick.connect("toggled", take)
    spin.connect("value-changed", take)
    return box
