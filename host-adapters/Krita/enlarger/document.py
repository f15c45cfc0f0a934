"""A document of Krita's as Enlarger's engine sees it: its layers, their pixels, and the places where results go.

Krita's scripts cannot change pixels so that undo brings the old ones back. So no pixel of the document is touched: a result that keeps its
size becomes a layer above its source, which undo takes away, and one that grows becomes a document of its own.
"""

import os
import tempfile
import zipfile

from krita import InfoObject, Krita, Selection

from .enlarger_engine import EngineError

# The largest that its dialogs let one choose.
LONGEST = 100_000

# Integers are in the order of the screen.
FORMATS = {
    "RGBA": {"U8": "bgra8", "U16": "bgra16", "F16": "rgbaf16", "F32": "rgbaf32"},
    "GRAYA": {"U8": "graya8", "U16": "graya16", "F16": "grayaf16", "F32": "grayaf32"},
}
OPAQUE = {"U8": b"\xff", "U16": b"\xff\xff", "F16": b"\x00\x3c", "F32": b"\x00\x00\x80\x3f"}

# Layers end where the last pixel is not wholly transparent; without some more their edges would grow as if cut there.
MARGIN = 8

MASKS = ("transparencymask", "filtermask", "selectionmask")


class Document:
    """A document, and what the engine makes of it. Results go to places beside it, which vanish if something fails."""

    def __init__(self, document, output, layers="active", title="", progress=None):
        if document is None:
            raise EngineError("No image is open: open one first.")
        if document.colorModel() not in FORMATS:
            raise EngineError("Enlarger works on RGB and grey images only: choose Image > Convert Image Color Space first.")
        self.document, self.output, self.title, self.progress = document, output, title, progress
        self.was_open = document in Krita.instance().documents()
        self.canvas = (0, 0, document.width(), document.height())
        chosen = chosen_of(document, layers)
        if output == "new-image":
            # As it looks, with its masks, and a group with what is in it.
            self.leaves = [Leaf(node, self.canvas, "picture", True, node.projectionPixelData) for node in chosen]
        else:
            self.leaves = [leaf for item in walk(document.rootNode(), chosen) for leaf in self.leaf(*item)]
            self.leaves += [Leaf(selected, bounds_of(selected), "coverage", False) for selected in selection_of(document)]
        self.before, self.places, self.transparent, self.result = self.state(), {}, set(), None

    def leaf(self, node, is_chosen):
        """The leaf of a node that holds pixels. All others Krita scales by itself."""
        x, y, width, height = bounds_of(node)
        if width > 0 and node.type() == "paintlayer":
            left, top = min(x, max(0, x - MARGIN)), min(y, max(0, y - MARGIN))
            right = max(x + width, min(self.canvas[2], x + width + MARGIN))
            bottom = max(y + height, min(self.canvas[3], y + height + MARGIN))
            yield Leaf(node, (left, top, right - left, bottom - top), "picture", is_chosen)
        elif width > 0 and node.type() in MASKS and len(node.pixelData(x, y, 1, 1)) == 1:
            yield Leaf(node, (x, y, width, height), "coverage", False)

    def header(self):
        """What the engine is told of the document."""
        selected = selection_of(self.document)
        return {
            "host": "Krita",
            "longest": LONGEST,
            "output": self.output,
            "width": self.canvas[2],
            "height": self.canvas[3],
            "selection": list(bounds_of(selected[0])) if selected else None,
            "encoding": "profile",
            "layers": [leaf.describe() for leaf in self.leaves],
        }

    def profile(self):
        """The ICC profile. Krita's scripts learn its name only, but a file of an empty document has its bytes."""
        model, depth, name = self.document.colorModel(), self.document.colorDepth(), self.document.colorProfile()
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "profile.kra")
            empty = Krita.instance().createDocument(1, 1, "", model, depth, name, 72.0)
            empty.setBatchmode(True)
            empty.exportImage(path, InfoObject())
            discard(empty)
            with zipfile.ZipFile(path) as parts:
                return next(parts.read(part) for part in parts.namelist() if part.endswith("annotations/icc"))

    def planned(self, plan):
        """Makes places for the results."""
        self.demand_same()
        self.plan = plan
        for piece in plan["layers"]:
            self.leaves[piece["index"]].demand_usable(self.document)
        if plan["output"] == "new-image":
            self.result = self.empty(plan)
            self.places[plan["layers"][0]["index"]] = self.result.topLevelNodes()[0], 0, 0
        elif plan["factor"] > 1:
            self.grow(plan["factor"])
        else:
            is_masked = bool(selection_of(self.document))
            if is_masked and Krita.instance().activeDocument() != self.document:
                raise EngineError("Krita can mask a layer by the selection only in a window that shows the image: show it, or select nothing.")
            for piece in plan["layers"]:
                leaf = self.leaves[piece["index"]]
                if is_masked and leaf.node.locked():
                    raise EngineError(f"Krita makes no mask of the selection for '{leaf.node.name()}', which is locked: unlock it first.")
                copy = leaf.node.duplicate()
                copy.setName(f"{leaf.node.name()}, {self.title}" if self.title else leaf.node.name())
                self.places[piece["index"]] = copy, leaf.area[0] + piece["area"][0], leaf.area[1] + piece["area"][1]

    def read(self, piece, y, rows):
        """Pixels of a layer. Scripts can change the document meanwhile."""
        leaf = self.leaves[piece["index"]]
        left, top, width, _ = leaf.area
        data = bytes(leaf.read(left, top + y, width, rows))
        if len(data) != rows * piece["sourceRowBytes"]:
            raise changed()
        if leaf.kind == "picture" and piece["index"] not in self.transparent and not is_opaque(data, leaf.node.colorDepth(), width * rows):
            self.transparent.add(piece["index"])
        return data

    def write(self, piece, y, rows, data):
        """Pixels of a result."""
        place, left, top = self.places[piece["index"]]
        place.setPixelData(data, left, top + y, piece["width"], rows)

    def notice(self, text):
        """Tells the user something."""
        if self.progress is not None:
            self.progress.notice(text)

    def tick(self, fraction):
        """Shows progress, and serves events."""
        if self.progress is not None:
            self.progress.tick(fraction)

    def put_in(self):
        """Puts the results in, if they still fit. Returns the document that has them."""
        self.demand_same()
        if self.result is None:
            self.add_layers()
            return self.document
        self.result.setXRes(self.document.xRes())
        self.result.setYRes(self.document.yRes())
        self.result.setDocumentInfo(self.document.documentInfo())
        if self.plan["factor"] > 1:
            self.finish_growing(self.plan["factor"])
        self.result.setFileName("")
        self.result.setName(f"{self.name()}, {self.title}" if self.title else self.name())
        self.result.refreshProjection()
        self.result.waitForDone()
        self.result.setModified(True)
        self.result.setBatchmode(False)
        result, self.result = self.result, None
        return result

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.result is not None:
            discard(self.result)

    def demand_same(self):
        """Makes sure that a result fits: scripts can change the document meanwhile, or close it."""
        if self.was_open and self.document not in Krita.instance().documents():
            raise EngineError("The image was closed meanwhile, so the result was not put in.")
        if self.state() != self.before:
            raise changed()

    def state(self):
        """What must be as it was when results are put in."""
        nodes = [(node.uniqueId(), bounds_of(node)) for node, _ in walk(self.document.rootNode(), [])]
        return self.document.width(), self.document.height(), nodes, [bounds_of(selected) for selected in selection_of(self.document)]

    def name(self):
        """What the user calls the document."""
        return self.document.name() or os.path.splitext(os.path.basename(self.document.fileName()))[0] or "Image"

    def empty(self, plan):
        """A document for a result of its own."""
        model, depth, profile = self.document.colorModel(), self.document.colorDepth(), self.document.colorProfile()
        empty = Krita.instance().createDocument(plan["width"], plan["height"], "", model, depth, profile, 72.0)
        empty.setBatchmode(True)
        empty.topLevelNodes()[0].setName(self.leaves[plan["layers"][0]["index"]].node.name())
        return empty

    def grow(self, factor):
        """Has Krita scale a copy of the document with all that is in it. Every pixel is replaced, so that a better way would be wasted."""
        self.result = self.document.clone()
        self.result.setBatchmode(True)
        self.result.scaleImage(self.plan["width"], self.plan["height"], int(self.document.xRes()), int(self.document.yRes()), "Box")
        self.result.waitForDone()
        nodes = zip(walk(self.document.rootNode(), []), walk(self.result.rootNode(), []))
        copies = {old.uniqueId().toString(): new for (old, _), (new, _) in nodes}
        for piece in self.plan["layers"]:
            leaf = self.leaves[piece["index"]]
            place = Selection() if isinstance(leaf.node, Selection) else copies[leaf.node.uniqueId().toString()]
            self.places[piece["index"]] = place, leaf.area[0] * factor, leaf.area[1] * factor

    def finish_growing(self, factor):
        """What Krita does not scale. A copy of a copy has nothing to undo: scaling alone could be taken back, but not the pixels."""
        self.result.setHorizontalGuides([guide * factor for guide in self.document.horizontalGuides()])
        self.result.setVerticalGuides([guide * factor for guide in self.document.verticalGuides()])
        scaled, self.result = self.result, self.result.clone()
        discard(scaled)
        self.result.setBatchmode(True)
        for place, _, _ in self.places.values():
            if isinstance(place, Selection):
                self.result.setSelection(place)

    def add_layers(self):
        """Puts the copies of the layers above them, masked by the selection. Where a layer would show through its copy it is hidden."""
        nodes = [self.leaves[index].node for index in self.places]
        mask = self.mask(nodes[0]) if selection_of(self.document) else None
        if mask is not None:
            # Steps of undo too, which nobody sees: not between those that take the layers away.
            for copy, _, _ in self.places.values():
                copy.addChildNode(mask.duplicate(), None)
        for index, node in zip(self.places, nodes):
            copy = self.places[index][0]
            node.parentNode().addChildNode(copy, node)
            self.document.waitForDone()
            shows_through = index in self.transparent or node.childNodes() or node.opacity() < 255 or node.blendingMode() != "normal"
            if shows_through and mask is None:
                self.hide(node)
        self.document.refreshProjection()

    def hide(self, node):
        """Hides a layer, so that undo shows it again where a window lets one do that."""
        if node.visible() and Krita.instance().activeDocument() == self.document:
            self.trigger(node, "toggle_layer_visibility")
        if node.visible():
            node.setVisible(False)

    def mask(self, node):
        """A mask of what is selected. Krita makes one of a layer that is there, from where it is taken out again."""
        others = node.childNodes()
        self.trigger(node, "add_new_transparency_mask")
        mask = next((child.duplicate() for child in node.childNodes() if child not in others), None)
        if mask is None:
            raise EngineError("Krita did not make a mask of the selection: unlock the layer, and run it again.")
        self.trigger(node, "edit_undo")
        return mask

    def trigger(self, node, action):
        """Does with a node what the user can do, so that undo takes it back."""
        self.document.setActiveNode(node)
        Krita.instance().action(action).trigger()
        self.document.waitForDone()


class Leaf:
    """A layer, mask or selection with its pixels."""

    def __init__(self, node, area, kind, is_chosen, read=None):
        self.node, self.area, self.kind, self.is_chosen, self.read = node, area, kind, is_chosen, read or node.pixelData

    def describe(self):
        """What the engine is told of it."""
        return {
            "name": "Selection" if isinstance(self.node, Selection) else self.node.name(),
            **dict(zip(("x", "y", "width", "height"), self.area)),
            "format": "gray8" if self.kind == "coverage" else FORMATS.get(self.node.colorModel(), FORMATS["RGBA"])[self.node.colorDepth()],
            "kind": self.kind,
            "active": self.is_chosen,
            # Its own pixels stay, whatever comes of it.
            "locked": False,
        }

    def demand_usable(self, document):
        """Makes sure that its pixels are what the engine is told of them."""
        if self.kind != "picture":
            return
        colors = [(owner.colorModel(), owner.colorProfile()) for owner in (self.node, document)]
        if colors[0] != colors[1]:
            raise EngineError(f"The layer '{self.node.name()}' has colours of another kind than the image: convert it first (Layer > Convert).")
        if self.node.animated():
            raise EngineError(f"The layer '{self.node.name()}' is animated: Enlarger works on still layers.")


def walk(node, chosen, is_chosen=False):
    """Everything in a node, and whether it is chosen or lies in what is. Krita's own selection is among the layers sometimes."""
    is_root = node.parentNode() is None
    for child in node.childNodes():
        if is_root and child.type() == "selectionmask":
            continue
        is_child_chosen = is_chosen or child in chosen
        yield child, is_child_chosen
        yield from walk(child, chosen, is_child_chosen)


def chosen_of(document, layers):
    """The layers that are meant; of a mask, the one that it masks. Without a window nothing is active, and all are meant."""
    window = Krita.instance().activeWindow()
    view = window.activeView() if window is not None else None
    if not isinstance(layers, str):
        return layers
    if layers == "active" and view is not None and view.document() == document:
        # What Krita has activated by itself is not selected.
        active = view.selectedNodes() or [node for node in [document.activeNode()] if node is not None]
        return [node.parentNode() if node.type() in MASKS else node for node in active]
    return [node for node in document.topLevelNodes() if node.type() not in MASKS]


def selection_of(document):
    """What is selected: one selection, or none."""
    selection = document.selection()
    return [selection] if selection is not None and selection.width() > 0 and selection.height() > 0 else []


def bounds_of(item):
    """Where an item lies on the canvas."""
    area = item if isinstance(item, Selection) else item.bounds()
    return area.x(), area.y(), area.width(), area.height()


def is_opaque(data, depth, count):
    """Whether every pixel is."""
    full, size = OPAQUE[depth], len(data) // count
    return all(data[size - len(full) + i :: size].count(byte) == count for i, byte in enumerate(full))


def discard(document):
    """Closes a document that nobody has seen."""
    document.setModified(False)
    document.close()


def changed():
    """The error for a document that has changed so that a result does not fit any more."""
    return EngineError("The image was changed meanwhile, so the result was not put in: run it again.")
