"""The dialog of a filter, with a control for each parameter that it declares and a preview, and the one that shows progress."""

import types

from . import enlarger_engine
from .document import Document
from .qt import QtCore, QtGui, QtWidgets

AUTOMATIC = "auto"
VIEW = 300
PAUSE = 50

# Of a longer range a slider cannot reach each value.
LONGEST_SLIDER = 200


LAYERS = {
    "id": "layers",
    "name": "Layers",
    "help": "What is worked on where the image does not grow; all layers grow with it.",
    "type": "choice",
    "open": False,
    "choices": [{"id": "active", "name": "The active ones"}, {"id": "all", "name": "All"}],
}


class FilterDialog(QtWidgets.QDialog):
    """The dialog of a filter."""

    def __init__(self, declared, opened, parent):
        super().__init__(parent)
        self.declared, self.opened, self.preview, self.shown = declared, opened, None, None
        self.setWindowTitle(f"Enlarger: {declared['name']}")
        self.parameters = [parameter for parameter in declared["parameters"] if parameter["type"] != "area"]
        self.asked = [*self.parameters, declared["output"], LAYERS]
        self.controls = {parameter["id"]: control_of(parameter) for parameter in self.asked}
        self.pane = PreviewPane(self)
        self.sizes = QtWidgets.QLabel(wordWrap=True)
        self.build()
        self.fill("last")
        for control in self.controls.values():
            control.changed.connect(self.refresh)
        self.timer = QtCore.QTimer(self, interval=PAUSE)
        self.timer.timeout.connect(self.serve)

    def build(self):
        """Puts everything in its place."""
        form = QtWidgets.QFormLayout()
        for parameter in self.asked:
            control = self.controls[parameter["id"]]
            control.setToolTip(parameter["help"])
            form.addRow(f"{parameter['name']}:", control)
        form.addRow("Size:", self.sizes)
        kinds = QtWidgets.QDialogButtonBox.StandardButton
        self.buttons = QtWidgets.QDialogButtonBox(kinds.RestoreDefaults | kinds.Cancel | kinds.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(kinds.RestoreDefaults).clicked.connect(lambda: self.fill("default"))
        grid = QtWidgets.QGridLayout(self)
        grid.addWidget(self.pane, 0, 0)
        grid.addLayout(form, 0, 1)
        grid.addWidget(self.buttons, 1, 0, 1, 2)

    def ask(self):
        """Shows the dialog until the user has decided: the settings, where the result goes, and which layers are meant."""
        self.refresh()
        self.timer.start()
        try:
            if self.exec() != QtWidgets.QDialog.DialogCode.Accepted:
                raise enlarger_engine.Cancelled()
        finally:
            self.timer.stop()
            self.end_preview()
            self.deleteLater()
        return self.settings(), *self.own()

    def settings(self):
        """The values that are shown."""
        return {parameter["id"]: self.controls[parameter["id"]].value() for parameter in self.parameters}

    def fill(self, which):
        """Shows the values of last time, or the defaults."""
        for parameter in [*self.parameters, self.declared["output"]]:
            self.controls[parameter["id"]].show_value(parameter[which])

    def own(self):
        """Where the result goes, and which layers are meant."""
        return [self.controls[name].value() for name in ("output", "layers")]

    def refresh(self):
        """Shows what the values make of the picture; of other layers, another preview does."""
        if self.shown != self.own():
            self.restart()
        elif self.preview is not None:
            self.preview.request(self.settings(), self.shown[0], (VIEW, VIEW))

    def restart(self):
        """Begins to show a picture."""
        self.end_preview()
        self.shown = self.own()
        try:
            document = Document(self.opened, *self.shown)
            host = types.SimpleNamespace(read=document.read, notice=self.pane.note.setText, show=self.show_news)
            self.preview = enlarger_engine.Preview(self.declared["id"], document.header(), document.profile(), host)
            self.refresh()
        except enlarger_engine.EngineError as error:
            self.show_state(str(error), False)

    def end_preview(self):
        """Lets go of the engine."""
        preview, self.preview = self.preview, None
        if preview is not None:
            preview.close()

    def serve(self):
        """Lets the engine have its say."""
        drag = self.pane.take_drag()
        if self.preview is None:
            return
        try:
            if any(drag):
                self.preview.request(self.settings(), self.shown[0], (VIEW, VIEW), drag)
            self.preview.serve()
        except enlarger_engine.EngineError as error:
            self.end_preview()
            self.show_state(str(error), False)

    def show_state(self, sentence, can_run):
        """Tells what becomes how large, or why it cannot."""
        self.sizes.setText(sentence)
        self.buttons.button(QtWidgets.QDialogButtonBox.StandardButton.Ok).setEnabled(can_run)

    def show_news(self, news):
        """Shows what the engine has drawn, and what the command would do."""
        self.show_state(news["problem"] or news["sizes"], news["problem"] is None)
        self.pane.show_news(news)


class PreviewPane(QtWidgets.QWidget):
    """A part of the picture before and after, as the engine draws it. The mouse moves it."""

    def __init__(self, parent):
        super().__init__(parent)
        self.drag, self.held = QtCore.QPoint(), None
        self.views = {name: QtWidgets.QLabel() for name in ("before", "after")}
        self.bar = QtWidgets.QProgressBar(maximum=1000, textVisible=False)
        self.note = QtWidgets.QLabel(wordWrap=True)
        grid = QtWidgets.QGridLayout(self)
        for column, (name, view) in enumerate(self.views.items()):
            view.setFixedSize(VIEW, VIEW)
            grid.addWidget(QtWidgets.QLabel(name.capitalize()), 0, column)
            grid.addWidget(view, 1, column)
        grid.addWidget(self.bar, 2, 0, 1, 2)
        grid.addWidget(self.note, 3, 0, 1, 2)
        grid.setRowStretch(3, 1)

    def show_news(self, news):
        """Shows what the engine has drawn."""
        for name, view in self.views.items():
            if name in news:
                picture = QtGui.QImage(news[name], VIEW, VIEW, 3 * VIEW, QtGui.QImage.Format.Format_RGB888)
                view.setPixmap(QtGui.QPixmap.fromImage(picture))
        self.bar.setValue(int(1000 * (news["progress"] or 0)))
        self.note.setText(news["error"] or "")

    def take_drag(self):
        """How far the picture was moved since the last time."""
        drag, self.drag = self.drag, QtCore.QPoint()
        return drag.x(), drag.y()

    def mousePressEvent(self, event):
        self.held = event.pos()

    def mouseMoveEvent(self, event):
        self.drag, self.held = self.drag + event.pos() - self.held, event.pos()


class Progress(QtWidgets.QProgressDialog):
    """Shows progress over everything else, since Krita's scripts have no place for it, and lets the user cancel."""

    def __init__(self, title, parent):
        label = QtWidgets.QLabel(title, wordWrap=True, minimumWidth=400, minimumHeight=60)
        super().__init__(parent, windowTitle=f"Enlarger: {title}", maximum=1000, minimumDuration=0, autoReset=False)
        self.setLabel(label)
        self.setWindowModality(QtCore.Qt.WindowModality.ApplicationModal)
        self.notice = label.setText

    def __enter__(self):
        self.setValue(0)
        return self

    def __exit__(self, *_):
        self.close()
        self.deleteLater()

    def tick(self, fraction):
        """Shows how far it is."""
        self.setValue(int(1000 * fraction))
        QtWidgets.QApplication.processEvents()
        if self.wasCanceled():
            raise enlarger_engine.Cancelled()


def control_of(parameter):
    """The control of a parameter: its value() is a text, which show_value() takes, and it tells when it has changed."""
    return {"choice": Choice, "integer": Number, "switch": Switch}[parameter["type"]](parameter)


class Choice(QtWidgets.QComboBox):
    """One of several values, or, where the declaration is open, another one."""

    def __init__(self, parameter):
        super().__init__(editable=parameter["open"])
        for choice in parameter["choices"]:
            self.addItem(choice["name"], choice["id"])
        self.changed = self.currentTextChanged

    def value(self):
        known = self.findText(self.currentText())
        return self.currentText() if known < 0 else self.itemData(known)

    def show_value(self, text):
        known = self.findData(text)
        if known >= 0:
            self.setCurrentIndex(known)
        else:
            self.setEditText(text)


class Switch(QtWidgets.QCheckBox):
    """On or off."""

    def __init__(self, _):
        super().__init__()
        self.changed = self.toggled

    def value(self):
        return "on" if self.isChecked() else "off"

    def show_value(self, text):
        self.setChecked(text == "on")


class Number(QtWidgets.QWidget):
    """A number to type, with a slider where it is a matter of degree, and a box to tick that leaves it to the filter."""

    changed = QtCore.pyqtSignal()

    def __init__(self, parameter):
        super().__init__()
        lowest, highest = parameter["minimum"], parameter["maximum"]
        self.number = QtWidgets.QSpinBox(minimum=lowest, maximum=highest)
        self.automatic = QtWidgets.QCheckBox("Automatic")
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        if highest - lowest <= LONGEST_SLIDER:
            slider = QtWidgets.QSlider(QtCore.Qt.Orientation.Horizontal, minimum=lowest, maximum=highest)
            slider.valueChanged.connect(self.number.setValue)
            self.number.valueChanged.connect(slider.setValue)
            self.automatic.toggled.connect(slider.setDisabled)
            row.addWidget(slider)
        row.addWidget(self.number)
        if parameter["auto"]:
            row.addWidget(self.automatic)
        self.automatic.toggled.connect(self.number.setDisabled)
        self.number.valueChanged.connect(lambda _: self.changed.emit())
        self.automatic.toggled.connect(lambda _: self.changed.emit())

    def value(self):
        return AUTOMATIC if self.automatic.isChecked() else str(self.number.value())

    def show_value(self, text):
        self.automatic.setChecked(text == AUTOMATIC)
        if text != AUTOMATIC:
            self.number.setValue(int(text))
