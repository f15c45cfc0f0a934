"""The dialog of a command: a control for each parameter that the filter declares, and what the command would do to a part of the picture."""

import gi

gi.require_version("GimpUi", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GdkPixbuf, GimpUi, GLib, Gtk

from enlarger_engine import EngineError, Preview
from enlarger_parameters import OUTPUT, automatic_of, settings

VIEW = 300, 300
GAP, SMALL_GAP = 12, 6
SERVE_MILLISECONDS = 50


def ask(procedure, config, declared, parameters, document):
    """Shows the dialog until the user has decided; the values are in the config then."""
    GimpUi.init("enlarger-gimp3")
    dialog = GimpUi.ProcedureDialog.new(procedure, config, f"Enlarger: {declared['name']}")
    columns, table = Gtk.Box(spacing=GAP, border_width=GAP), Gtk.Grid(row_spacing=SMALL_GAP, column_spacing=SMALL_GAP)
    for row, parameter in enumerate(parameters):
        widget = control(config, parameter)
        widget.set_tooltip_text(parameter["help"])
        table.attach(Gtk.Label(label=f"{parameter['name']}:", xalign=0), 0, row, 1, 1)
        table.attach(widget, 1, row, 1, 1)
    pane = PreviewPane(dialog, config, declared, parameters, document)
    columns.pack_start(pane.widget, True, True, 0)
    columns.pack_start(table, False, False, 0)
    dialog.get_content_area().add(columns)
    columns.show_all()
    try:
        return dialog.run()
    finally:
        pane.close()
        dialog.destroy()


class PreviewPane:
    """A part of the picture before and after, to be moved by the mouse, and what becomes how large. The engine draws it."""

    def __init__(self, dialog, config, declared, parameters, document):
        self.widget = Gtk.Grid(row_spacing=SMALL_GAP)
        self.dialog, self.config, self.declared, self.parameters, self.document = dialog, config, declared, parameters, document
        self.read, self.preview, self.output, self.held = document.read, None, None, None
        self.views, self.sizes, self.note = {"before": Gtk.Image(), "after": Gtk.Image()}, line(), line()
        pictures = Gtk.EventBox(visible_window=False)
        pictures.add(Gtk.Box(spacing=SMALL_GAP))
        for view in self.views.values():
            view.set_size_request(*VIEW)
            pictures.get_child().add(view)
        for row, widget in enumerate((pictures, self.sizes, self.note)):
            self.widget.attach(widget, 0, row, 1, 1)
        pictures.connect("button-press-event", self.hold)
        pictures.connect("motion-notify-event", self.drag)
        pictures.add_events(Gdk.EventMask.BUTTON_PRESS_MASK | Gdk.EventMask.BUTTON1_MOTION_MASK)
        self.refresh()
        self.listening = config.connect("notify", self.refresh)
        self.serving = GLib.timeout_add(SERVE_MILLISECONDS, self.serve)

    def refresh(self, *_, drag=(0, 0)):
        """Asks for what the values that are set now make of the picture."""
        values = settings(self.config, self.parameters)
        output = values.pop(OUTPUT)
        if output != self.output:
            # What belongs to the picture may be something else.
            self.end()
            self.preview, self.output = Preview(self.declared["id"], self.document.header(output), self.document.profile(), self), output
        self.preview.request(values, output, VIEW, drag)

    def serve(self):
        """Takes what there is of the preview."""
        try:
            self.preview.serve()
        except EngineError as error:
            self.note.set_text(str(error))
        return True

    def show(self, news):
        """Shows what has changed."""
        for name in self.views.keys() & news.keys():
            pixels = GLib.Bytes.new(news[name])
            picture = GdkPixbuf.Pixbuf.new_from_bytes(pixels, GdkPixbuf.Colorspace.RGB, False, 8, *VIEW, 3 * VIEW[0])
            self.views[name].set_from_pixbuf(picture)
        self.sizes.set_text(news["problem"] or news["sizes"] or "")
        self.dialog.set_response_sensitive(Gtk.ResponseType.OK, news["problem"] is None)
        self.notice(news["error"] or ("" if news["progress"] is None else f"{news['progress']:.0%}"))

    def notice(self, text):
        """Tells the user something."""
        self.note.set_text(text)

    def hold(self, _, event):
        """Takes hold of the picture."""
        self.held = event.x, event.y

    def drag(self, _, event):
        """Moves the picture."""
        self.refresh(drag=(round(event.x - self.held[0]), round(event.y - self.held[1])))
        self.held = event.x, event.y

    def end(self):
        """Ends the engine."""
        if self.preview is not None:
            self.preview.close()

    def close(self):
        """Ends the preview."""
        GLib.source_remove(self.serving)
        self.config.disconnect(self.listening)
        self.end()


def line():
    """A line of text that does not make the dialog wider."""
    return Gtk.Label(xalign=0, wrap=True, max_width_chars=1, hexpand=True)


def control(config, parameter):
    """The control of a parameter."""
    name = parameter["id"]
    if parameter["type"] == "switch":
        return GimpUi.prop_check_button_new(config, name, "")
    if parameter["type"] == "integer":
        return automatic_number(config, parameter) if parameter["auto"] else GimpUi.prop_spin_button_new(config, name, 1, 10, 0)
    if not parameter["open"]:
        return GimpUi.prop_choice_combo_box_new(config, name)
    choices = {choice["id"]: choice["name"] for choice in parameter["choices"]}

    # Such as a device that was named in another program.
    choices.setdefault(config.get_property(name), config.get_property(name))
    store = Gtk.ListStore(str, str)
    for choice in choices.items():
        store.append(choice)
    return GimpUi.prop_string_combo_box_new(config, name, store, 0, 1)


def automatic_number(config, parameter):
    """A number to type, and a box to tick that leaves it to the filter."""
    name, automatic = parameter["id"], automatic_of(parameter)
    box, tick = Gtk.Box(spacing=SMALL_GAP), Gtk.CheckButton(label="Automatic")
    spin = Gtk.SpinButton.new_with_range(parameter["minimum"], parameter["maximum"], 1)
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
