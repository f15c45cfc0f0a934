"""What a Krita under test evaluates: Python that comes over a socket, and a few words for what tests say often.

kritarunner runs main(), which answers until it is ended; a Krita with windows loads it as a plug-in, which answers between events.
"""

import faulthandler
import hashlib
import json
import os
import socket
import struct
import time
import traceback

import krita
from krita import InfoObject, Krita, Selection
from PyQt5 import QtCore, QtWidgets

import enlarger
from enlarger import enlarger_engine

app = Krita.instance()

# Where Krita itself fails, it tells in which call.
faulthandler.enable()


def picture(path, width, height, model, depth, profile, x=0, y=0, canvas=None):
    """A document of one layer, whose samples lie in a file."""
    document = app.createDocument(*(canvas or (width, height)), "picture", model, depth, profile, 150.0)
    document.setBatchmode(True)
    base = document.topLevelNodes()[0]
    layer = document.createNode("Sky", "paintlayer")
    put(layer, path, x, y, width, height)
    document.rootNode().addChildNode(layer, base)
    base.remove()
    document.waitForDone()
    document.setModified(False)
    return document


def put(node, path, x, y, width, height):
    """Gives a node pixels that lie in a file."""
    with open(path, "rb") as file:
        node.setPixelData(file.read(), x, y, width, height)


def get(node, path, x, y, width, height):
    """Writes pixels of a node into a file."""
    with open(path, "wb") as file:
        file.write(bytes(node.pixelData(x, y, width, height)))


def show(document):
    """Opens a window's view of a document."""
    window = app.activeWindow()
    window.addView(document)
    app.setActiveDocument(document)
    return document


def tree(node):
    """Everything that a user could see of the layers in a node, and their pixels as a number."""
    return [describe(child) for child in node.childNodes()]


def describe(node):
    """Everything that a user could see of a node."""
    area = node.bounds()
    bounds = [area.x(), area.y(), area.width(), area.height()]
    pixels = hashlib.md5(bytes(node.pixelData(*bounds))).hexdigest()
    return {
        "name": node.name(),
        "type": node.type(),
        "bounds": bounds,
        "pixels": pixels,
        "visible": node.visible(),
        "opacity": node.opacity(),
        "mode": node.blendingMode(),
        "children": tree(node),
    }


def layers_of(document):
    """The layers at the top. Krita lists what is selected among them, sometimes."""
    return [node for node in document.topLevelNodes() if node.type() != "selectionmask"]


def state(document):
    """Everything that a user could see of a document."""
    document.waitForDone()
    selection = document.selection()
    return {
        "size": [document.width(), document.height()],
        "layers": [describe(node) for node in layers_of(document)],
        "selection": selection and hashlib.md5(bytes(selection.pixelData(0, 0, document.width(), document.height()))).hexdigest(),
        "looks": hashlib.md5(bytes(document.pixelData(0, 0, document.width(), document.height()))).hexdigest(),
    }


def close_all():
    """Ends every document without a question."""
    settle()
    for document in app.documents():
        document.waitForDone()
        document.setModified(False)
        document.close()
    settle()


def settle():
    """Lets windows show what has changed: Krita fails where a document is closed before."""
    until = time.monotonic() + (0.5 if app.windows() else 0)
    while time.monotonic() < until:
        QtWidgets.QApplication.processEvents()
        time.sleep(0.01)


class Meddler:
    """A progress that does something as soon as a part of the work is done."""

    def __init__(self, after, deed):
        self.after, self.deed = after, deed

    def notice(self, text):
        pass

    def tick(self, fraction):
        if fraction >= self.after and self.deed is not None:
            deed, self.deed = self.deed, None
            deed()


def cancel():
    """What a user does who has seen enough."""
    raise enlarger_engine.Cancelled("cancelled")


def widget(title):
    """The dialog of that title, if it is shown."""
    return next((shown for shown in QtWidgets.QApplication.topLevelWidgets() if shown.isVisible() and shown.windowTitle().startswith(title)), None)


def answer(client, scope):
    """Evaluates what one caller sends."""
    with client, client.makefile("rwb") as stream:
        header = stream.read(4)
        if not header:
            # Somebody wanted to know whether this is there.
            return
        text = stream.read(*struct.unpack("<I", header)).decode()
        try:
            said = {"value": evaluate(text, scope)}
        except (enlarger_engine.EngineError, enlarger_engine.Cancelled) as error:
            said = {"refused": str(error)}
        except Exception:
            said = {"failed": traceback.format_exc()}
        data = json.dumps(said).encode()
        stream.write(struct.pack("<I", len(data)) + data)


def evaluate(text, scope):
    """The value of an expression, or what statements leave in 'value'."""
    try:
        code = compile(text, "<test>", "eval")
    except SyntaxError:
        exec(compile(text, "<test>", "exec"), scope)
        return scope.pop("value", None)
    return eval(code, scope)


def listen():
    """Waits where the tests call."""
    return socket.create_server(("127.0.0.1", int(os.environ["ENLARGER_TEST_PORT"])))


def main(_):
    """Answers until Krita is ended."""
    scope = dict(globals())
    with listen() as server:
        while True:
            answer(server.accept()[0], scope)


class Session(krita.Extension):
    """Answers between a window's events, and within those of dialogs."""

    def setup(self):
        self.scope, self.server = dict(globals()), listen()
        self.notifier = QtCore.QSocketNotifier(self.server.fileno(), QtCore.QSocketNotifier.Read)
        self.notifier.activated.connect(lambda *_: answer(self.server.accept()[0], self.scope))

    def createActions(self, window):
        pass


if __name__ == "session_plugin":
    app.addExtension(Session(app))
