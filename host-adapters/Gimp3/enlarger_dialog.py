"""The dialog of a command: a control for each parameter that the filter declares, and what the command would do to a part of the picture."""

import gi

gi.require_version("GimpUi", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GdkPixbuf, GimpUi, GLib, GObject, Gtk

from enlarger_engine import Cancelled, EngineError, Preview
from enlarger_parameters import OUTPUT, automatic_of, settings

VIEW, GAP, SMALL_GAP, SERVE_MILLISECONDS = (300, 300), 12, 6, 50


def ask(procedure, config, declared, parameters, document):
    """Shows the dialog until the user has decided; the values are in the config then. Raises Cancelled."""
    GimpUi.init("enlarger-gimp3")
    dialog = GimpUi.ProcedureDialog.new(procedure, config, f"Enlarger: {declared['name']}")
    columns, table = Gtk.Box(spacing=GAP, border_width=GAP), Gtk.Grid(row_spacing=SMALL_GAP, column_spacing=SMALL_GAP)
    for row, parameter in enumerate(parameters):
        widget = control(config, parameter)
        widget.set_tooltip_text(parameter["help"])
        table.attach(Gtk.Label(label=f"{parameter['name']}:", xalign=0), 0, row, 1, 1)
        table.attach(widget, 1, row, 1, 1)
    pane = PreviewPane(dialog, config, declared["id"], parameters, document)
    columns.pack_start(pane.widget, True, True, 0)
    columns.pack_start(table, False, False, 0)
    dialog.get_content_area().add(columns)
    columns.show_all()
    table.get_child_at(1, 0).grab_focus()
    is_wanted = dialog.run()
    pane.close()
    dialog.destroy()
    if not is_wanted:
        raise Cancelled()


class PreviewPane:
    """A part of the picture before and after, to be moved by the mouse, and what becomes how large. The engine draws it."""

    def __init__(self, dialog, config, filter_id, parameters, document):
        self.dialog, self.config, self.filter_id, self.parameters, self.document = dialog, config, filter_id, parameters, document
        self.preview, self.output, self.held, self.read = None, None, None, document.read
        self.views = {"before": Gtk.Image(), "after": Gtk.Image()}
        self.sizes, self.note = (Gtk.Label(xalign=0, wrap=True, max_width_chars=1, hexpand=True) for _ in range(2))
        self.notice = self.note.set_text
        pictures, both = Gtk.EventBox(visible_window=False), Gtk.Box(spacing=SMALL_GAP)
        for view in self.views.values():
            view.set_size_request(*VIEW)
            both.add(view)
        pictures.add(both)
        pictures.connect("button-press-event", self.move)
        pictures.connect("motion-notify-event", self.move)
        pictures.add_events(Gdk.EventMask.BUTTON_PRESS_MASK | Gdk.EventMask.BUTTON1_MOTION_MASK)
        self.widget = Gtk.Grid(row_spacing=SMALL_GAP)
        for row, widget in enumerate((pictures, self.sizes, self.note)):
            self.widget.attach(widget, 0, row, 1, 1)
        self.refresh()
        self.config.connect("notify", self.refresh)
        self.serving = GLib.timeout_add(SERVE_MILLISECONDS, self.serve)

    def refresh(self, *_, drag=(0, 0)):
        """Asks for what the values that are set now make of the picture."""
        values = settings(self.config, self.parameters)
        output = values.pop(OUTPUT)
        if output != self.output:
            # Other layers may be what belongs to the picture.
            self.end()
            self.output, header = output, self.document.header(output)
            self.preview = Preview(self.filter_id, header, self.document.profile(), self)
        self.preview.request(values, output, VIEW, drag)

    def serve(self):
        """Takes what there is of the preview."""
        try:
            self.preview.serve()
        except EngineError as error:
            self.notice(str(error))
        return True

    def show(self, news):
        """Shows what has changed."""
        for name in self.views.keys() & news.keys():
            pixels = GLib.Bytes.new(news[name]), GdkPixbuf.Colorspace.RGB, False, 8, *VIEW, 3 * VIEW[0]
            self.views[name].set_from_pixbuf(GdkPixbuf.Pixbuf.new_from_bytes(*pixels))
        self.sizes.set_text(news["problem"] or news["sizes"] or "")
        self.dialog.set_response_sensitive(Gtk.ResponseType.OK, news["problem"] is None)
        self.notice(news["error"] or ("" if news["progress"] is None else f"{news['progress']:.0%}"))

    def move(self, _, event):
        """Takes hold of the picture, or moves it."""
        if event.type == Gdk.EventType.MOTION_NOTIFY:
            self.refresh(drag=(round(event.x - self.held[0]), round(event.y - self.held[1])))
        self.held = event.x, event.y

    def end(self):
        """Ends the engine."""
        if self.preview is not None:
            self.preview.close()

    def close(self):
        """Ends the preview."""
        GLib.source_remove(self.serving)
        self.config.disconnect_by_func(self.refresh)
        self.end()


def control(config, parameter):
    """The control of a parameter."""
    name = parameter["id"]
    if parameter["type"] == "switch":
        return GimpUi.prop_check_button_new(config, name, "")
    if parameter["type"] == "integer":
        return automatic_number(config, parameter) if parameter["auto"] else GimpUi.prop_spin_button_new(config, name, 1, 10, 0)
    choices, value = {choice["id"]: choice["name"] for choice in parameter["choices"]}, config.get_property(name)
    store = Gtk.ListStore(str, str)
    # The value may be one that was given in another program.
    for choice in ({value: value} | choices if value not in choices else choices).items():
        store.append(choice)
    return GimpUi.prop_string_combo_box_new(config, name, store, 0, 1)


def automatic_number(config, parameter):
    """A number to type, and a box to tick that leaves it to the filter."""
    name, automatic, both = parameter["id"], automatic_of(parameter), GObject.BindingFlags.SYNC_CREATE | GObject.BindingFlags.BIDIRECTIONAL
    box, tick = Gtk.Box(spacing=SMALL_GAP), Gtk.CheckButton(label="Automatic")
    spin = Gtk.SpinButton.new_with_range(parameter["minimum"], parameter["maximum"], 1)
    box.pack_start(spin, True, True, 0)
    box.pack_start(tick, False, False, 0)
    config.bind_property(name, spin, "value", both, lambda _, value: spin.get_value() if value == automatic else value, lambda _, value: int(value))
    config.bind_property(name, tick, "active", both, lambda _, value: value == automatic, lambda _, is_set: automatic if is_set else int(spin.get_value()))
    tick.bind_property("active", spin, "sensitive", GObject.BindingFlags.SYNC_CREATE | GObject.BindingFlags.INVERT_BOOLEAN)
    return box
