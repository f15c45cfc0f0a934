"""An image of GIMP's as Enlarger's engine sees it: its layers, their pixels, and the places where results are put in."""

import sys

import gi

gi.require_version("Babl", "0.1")
from gi.repository import Babl, Gegl, Gimp

from enlarger_engine import EngineError
from enlarger_text import GrowingText

# GIMP_MAX_IMAGE_SIZE, which plug-ins are not told.
LONGEST = 524288

LAYOUTS = {"Y": "gray", "YA": "graya", "RGB": "rgb", "RGBA": "rgba"}
SAMPLES = {"u8": "8", "u16": "16", "half": "f16", "float": "f32"}

# Each report is a message to GIMP and back.
PROGRESS_STEP = 0.002


class Document:
    """An image, and what the engine makes of it. Results wait in buffers of this process, which GEGL takes to the disk where
    memory is short: GIMP cancels a plug-in by ending its process, and by then the image must be as it was."""

    def __init__(self, image, chosen, mode):
        demand_open(image, chosen)
        if image.get_base_type() == Gimp.ImageBaseType.INDEXED:
            raise EngineError("Enlarger does not work on an indexed image: choose Image > Mode > RGB first.")
        if image.get_floating_sel() is not None:
            raise EngineError("There is a floating selection: anchor it first (Layer > Anchor Layer).")
        self.image, self.chosen, self.mode = image, chosen, mode
        self.reading, self.staged, self.shown = (None, None), {}, 0.0

    def header(self, output):
        """What the engine is told of the image. A new image shows a group as it looks."""
        self.leaves = self.chosen if output == "new-image" else leaves_of(self.image)
        self.shapes = [shape_of(leaf) for leaf in self.leaves]
        active = {leaf.get_id() for item in self.chosen for leaf in (item, *within(item))}
        return {
            "host": "GIMP",
            "longest": LONGEST,
            "output": output,
            "width": self.image.get_width(),
            "height": self.image.get_height(),
            "selection": selection_of(self.image),
            "encoding": "profile",
            "layers": [describe(leaf) | {"active": leaf.get_id() in active} for leaf in self.leaves],
        }

    def profile(self):
        """What samples mean: GIMP's profile says it of the colours, and the precision of the curve."""
        profile, precision = self.image.get_effective_color_profile(), self.image.get_precision().value_nick
        if precision.endswith("-perceptual"):
            profile = profile.new_srgb_trc_from_color_profile() or profile
        elif not precision.endswith("-non-linear"):
            profile = profile.new_linear_from_color_profile() or profile
        return profile.get_icc_profile()

    def planned(self, plan):
        """Makes places for the results."""
        self.plan, self.before = plan, self.state(plan)
        for piece in plan["layers"]:
            stored = Babl.get_name(self.leaves[piece["index"]].get_format())
            self.staged[piece["index"]] = Gegl.Buffer.new(stored, 0, 0, piece["width"], piece["height"])

    def read(self, piece, y, rows):
        """Pixels of a layer. GIMP ends a plug-in that reads what is not there, and the user can work on meanwhile."""
        index = piece["index"]
        leaf = self.leaves[index]
        if not leaf.is_valid() or shape_of(leaf) != self.shapes[index]:
            raise changed()
        if self.reading[0] != index:
            self.reading = index, leaf.get_buffer()
        area = Gegl.Rectangle.new(0, y, leaf.get_width(), rows)
        return self.reading[1].get(area, 1.0, passing(leaf)[1], Gegl.AbyssPolicy.NONE)

    def write(self, piece, y, rows, data):
        """Pixels of a result."""
        area = Gegl.Rectangle.new(0, y, piece["width"], rows)
        self.staged[piece["index"]].set(area, self.shapes[piece["index"]][-1], data)

    def notice(self, text):
        """Tells the user something: who has no window reads it."""
        if self.mode == Gimp.RunMode.NONINTERACTIVE:
            print(f"enlarger: {text}", file=sys.stderr)
        else:
            Gimp.progress_set_text(text)

    def tick(self, fraction):
        """Shows progress. Who cancels ends this process, and with it the engine."""
        if fraction - self.shown >= PROGRESS_STEP:
            self.shown = fraction
            Gimp.progress_update(fraction)

    def put_in(self):
        """Puts the results in as one step of undo, if they still fit, or makes a new image of them."""
        self.reading = None, None
        demand_open(self.image, self.chosen)
        if self.state(self.plan) != self.before:
            raise changed()
        if self.plan["output"] == "new-image":
            return self.new_image()
        self.image.undo_group_start()
        try:
            if self.plan["factor"] > 1:
                self.grow()
            else:
                self.retouch()
        finally:
            self.image.undo_group_end()
        Gimp.displays_flush()
        return self.image

    def state(self, plan):
        """What must be as it was when results are put in."""
        if plan["output"] == "new-image":
            return None
        if plan["factor"] > 1:
            leaves = [leaf for leaf in leaves_of(self.image) if not leaf.is_selection()]
            return self.image.get_width(), self.image.get_height(), [shape_of(leaf) for leaf in leaves]
        return selection_of(self.image), [describe(self.leaves[piece["index"]]) for piece in plan["layers"]]

    def grow(self):
        """Scales the image by GIMP's own means, and replaces all pixels."""
        texts = [text for leaf in self.leaves for text in GrowingText.take(self.image, leaf, self.plan["factor"])]

        # A better interpolation would be wasted.
        Gimp.context_push()
        Gimp.context_set_interpolation(Gimp.InterpolationType.NONE)
        refusal = None if self.image.scale(self.plan["width"], self.plan["height"]) else refused()
        Gimp.context_pop()
        if refusal is not None:
            for text in texts:
                text.drop()
            raise refusal

        # GIMP scales what is locked too, but ends a plug-in that writes there.
        locks = {lock.get_id(): lock for leaf in self.leaves for lock in locks_of(leaf)}.values()
        for lock in locks:
            lock.set_lock_content(False)
        for index, staged in self.staged.items():
            replace(self.leaves[index], staged)
        for lock in locks:
            lock.set_lock_content(True)
        for text in texts:
            text.put_back()

    def retouch(self):
        """Has GIMP blend the results by the selection: out of the shadow that it keeps of a drawable for that."""
        for piece in self.plan["layers"]:
            leaf, staged, area = self.leaves[piece["index"]], self.staged[piece["index"]], piece["area"]
            shadow = leaf.get_shadow_buffer()
            staged.copy(staged.get_extent(), Gegl.AbyssPolicy.NONE, shadow, Gegl.Rectangle.new(*area))
            shadow.flush()
            if not leaf.merge_shadow(True):
                raise refused()
            leaf.update(*area)

    def new_image(self):
        """An image of the result, with all that belongs to the picture and not to a layer."""
        ((index, staged),) = self.staged.items()
        old, leaf, size = self.image, self.leaves[index], (self.plan["width"], self.plan["height"])
        new = Gimp.Image.new_with_precision(*size, old.get_base_type(), old.get_precision())
        new.undo_disable()
        new.set_resolution(*old.get_resolution()[1:])
        new.set_unit(old.get_unit())
        for name in old.get_parasite_list():
            new.attach_parasite(old.get_parasite(name))
        if old.get_metadata() is not None:
            new.set_metadata(old.get_metadata())
        mode = new.get_default_new_layer_mode()
        layer = Gimp.Layer.new(new, leaf.get_name(), *size, leaf.type(), 100, mode)
        new.insert_layer(layer, None, 0)
        replace(layer, staged)
        new.undo_enable()
        return new


def demand_open(image, items):
    """Makes sure that an image and its layers are there: the user can close it at any time."""
    if not image.is_valid() or not all(item.is_valid() and item.get_image() == image for item in items):
        raise EngineError("The image was closed, or the layer is not in it any more: choose another one.")


def changed():
    """The error for an image that the user has changed so that a result does not fit any more."""
    return EngineError("The image was changed meanwhile, so the result was not put in: run it again.")


def refused():
    """The error for what GIMP has just refused."""
    return EngineError(f"GIMP did not take the result: {Gimp.get_pdb().get_last_error()}.")


def leaves_of(image):
    """Whatever holds pixels: layers, masks, channels, and the selection if there is one."""
    layers = [layer for top in image.get_layers() for layer in (top, *within(top))]
    masks = [layer.get_mask() for layer in layers if layer.get_mask() is not None]
    selection = [] if Gimp.Selection.is_empty(image) else [image.get_selection()]
    return [*(layer for layer in layers if not layer.is_group()), *masks, *image.get_channels(), *selection]


def within(item):
    """The layers and groups in a group."""
    children = item.get_children() if item.is_group() else []
    return [layer for child in children for layer in (child, *within(child))]


def locks_of(item):
    """What locks the pixels of a drawable, if anything does: itself, for a mask its layer, and the groups around it."""
    item = Gimp.Layer.from_mask(item) if item.is_layer_mask() else item
    while item is not None:
        if item.get_lock_content():
            yield item
        item = item.get_parent()


def selection_of(image):
    """The bounds of what is selected on the canvas, or None."""
    _, is_any, left, top, right, bottom = Gimp.Selection.bounds(image)
    return [left, top, right - left, bottom - top] if is_any else None


def describe(leaf):
    """What the engine is told of a layer, mask or channel."""
    _, x, y = leaf.get_offsets()
    return {
        "name": leaf.get_name(),
        "x": x,
        "y": y,
        "width": leaf.get_width(),
        "height": leaf.get_height(),
        "format": passing(leaf)[0],
        "kind": "text" if leaf.is_text_layer() else "picture" if leaf.is_layer() else "coverage",
        "locked": any(locks_of(leaf)),
    }


def shape_of(leaf):
    """What pixels that are read from a drawable, and put into it, depend on."""
    return leaf.get_id(), leaf.get_width(), leaf.get_height(), passing(leaf)[1]


def passing(leaf):
    """How the pixels of a drawable pass, as the engine and as GIMP name it: as they are stored, so that nothing is rounded.
    32-bit integers and doubles, which the engine has not, pass as floats of the same curve and colours."""
    stored = leaf.get_format()
    model, sample = Babl.format_get_encoding(stored).split()
    layout = LAYOUTS[model.replace("'", "").replace("~", "")]
    if sample in SAMPLES:
        return layout + SAMPLES[sample], Babl.get_name(stored)
    return layout + "f32", Babl.get_name(Babl.format_with_space(f"{model} float", stored))


def replace(drawable, staged):
    """Replaces all pixels of a drawable."""
    target, everything = drawable.get_buffer(), staged.get_extent()
    staged.copy(everything, Gegl.AbyssPolicy.NONE, target, everything)
    target.flush()
    drawable.update(0, 0, drawable.get_width(), drawable.get_height())
