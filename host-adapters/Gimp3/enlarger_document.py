"""An image of GIMP's as Enlarger's engine sees it: its layers, their pixels, and the places where results are put in."""

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
gi.require_version("Babl", "0.1")
from gi.repository import Babl, Gegl, Gimp

from enlarger_engine import EngineError
from enlarger_text import GrowingText

# GIMP_MAX_IMAGE_SIZE, which is not told to plug-ins.
LONGEST = 524288

LAYOUTS = {"Y": "gray", "YA": "graya", "RGB": "rgb", "RGBA": "rgba"}
SAMPLES = {"u8": "8", "u16": "16", "half": "f16", "float": "f32"}

# Each report is a message to GIMP and back.
PROGRESS_STEP = 0.002


class Document:
    """An image, and what the engine makes of it. The results wait in buffers of this process, which GEGL takes to the
    disk where memory is short: GIMP cancels a plug-in by ending its process, and by then the image must be as it was."""

    def __init__(self, image, drawables):
        demand_open(image, drawables)
        if image.get_base_type() == Gimp.ImageBaseType.INDEXED:
            raise EngineError("Enlarger does not work on an indexed image: choose Image > Mode > RGB first.")
        if image.get_floating_sel() is not None:
            raise EngineError("There is a floating selection: anchor it first (Layer > Anchor Layer).")

        self.image = image
        self.chosen = drawables
        self.leaves = leaves_of(image)
        self.buffers = {}
        self.staged = []
        self.shown = 0.0

    def header(self, output):
        """What the engine is told of the image."""
        active = {leaf.get_id() for item in self.chosen for leaf in within(item)}
        return {
            "host": "GIMP",
            "longest": LONGEST,
            "output": output,
            "width": self.image.get_width(),
            "height": self.image.get_height(),
            "selection": selection_of(self.image),
            "encoding": "profile",
            "layers": [describe(leaf, leaf.get_id() in active) for leaf in self.leaves],
        }

    def profile(self):
        """The profile that tells what samples mean: GIMP keeps that of the colours, and the precision says the curve."""
        profile = self.image.get_effective_color_profile()
        precision = self.image.get_precision().value_nick
        if precision.endswith("-perceptual"):
            profile = profile.new_srgb_trc_from_color_profile() or profile
        elif not precision.endswith("-non-linear"):
            profile = profile.new_linear_from_color_profile() or profile
        return profile.get_icc_profile()

    def planned(self, plan):
        """Makes room for the results."""
        self.plan = plan
        self.before = self.state()
        for piece in plan["layers"]:
            name = Babl.get_name(self.leaves[piece["index"]].get_format())
            self.staged.append((piece, Gegl.Buffer.new(name, 0, 0, piece["width"], piece["height"])))

    def read(self, piece, y, rows):
        """Pixels of a layer as they are now: the user can work on meanwhile."""
        index = piece["index"]
        leaf, layer = self.leaves[index], self.before[1][index]
        if not leaf.is_valid() or layer != place_of(leaf):
            raise changed()
        if index not in self.buffers:
            self.buffers = {index: leaf.get_buffer()}
        area = Gegl.Rectangle.new(0, y, leaf.get_width(), rows)
        return self.buffers[index].get(area, 1.0, passing_format(leaf.get_format())[1], Gegl.AbyssPolicy.NONE)

    def write(self, piece, y, rows, data):
        """Pixels of a result."""
        buffer = next(buffer for staged, buffer in self.staged if staged is piece)
        area = Gegl.Rectangle.new(0, y, piece["width"], rows)
        buffer.set(area, passing_format(self.leaves[piece["index"]].get_format())[1], data)

    def tick(self, fraction):
        """Shows progress. There is no asking whether the user cancels: GIMP ends this process, and the engine ends with it."""
        if fraction - self.shown >= PROGRESS_STEP:
            self.shown = fraction
            Gimp.progress_update(fraction)

    def put_in(self):
        """Puts the results in as one step of undo, if they still fit, or makes a new image of them."""
        demand_open(self.image, [self.leaves[piece["index"]] for piece, _ in self.staged])
        if self.before != self.state():
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

    def grow(self):
        """Scales the image by GIMP's own means, and replaces all pixels."""
        texts = [text for leaf in self.leaves for text in GrowingText.take(self.image, leaf, self.plan["factor"])]

        # A better interpolation would be wasted.
        Gimp.context_push()
        Gimp.context_set_interpolation(Gimp.InterpolationType.NONE)
        is_scaled = self.image.scale(self.plan["width"], self.plan["height"])
        Gimp.context_pop()
        if not is_scaled:
            refusal = refused()
            for text in texts:
                text.drop()
            raise refusal

        # GIMP scales what is locked too, but ends a plug-in that writes there.
        locked = {lock.get_id(): lock for leaf in self.leaves for lock in locks_of(leaf)}.values()
        for item in locked:
            item.set_lock_content(False)
        for piece, staged in self.staged:
            replace(self.leaves[piece["index"]], staged)
        for item in locked:
            item.set_lock_content(True)
        for text in texts:
            text.put_back()

    def retouch(self):
        """Has GIMP blend the results by the selection: out of the shadow that it keeps of a drawable for that."""
        for piece, staged in self.staged:
            leaf, (x, y, width, height) = self.leaves[piece["index"]], piece["area"]
            shadow = leaf.get_shadow_buffer()
            staged.copy(staged.get_extent(), Gegl.AbyssPolicy.NONE, shadow, Gegl.Rectangle.new(x, y, width, height))
            shadow.flush()
            del shadow
            if not leaf.merge_shadow(True):
                raise refused()
            leaf.update(x, y, width, height)

    def new_image(self):
        """An image of the same kind, with everything that belongs to the picture and not to its layers."""
        ((piece, staged),) = self.staged
        leaf, old = self.leaves[piece["index"]], self.image
        new = Gimp.Image.new_with_precision(piece["width"], piece["height"], old.get_base_type(), old.get_precision())
        if new is None:
            raise refused()
        new.undo_disable()
        _, x, y = old.get_resolution()
        new.set_resolution(x, y)
        new.set_unit(old.get_unit())
        for name in old.get_parasite_list():
            new.attach_parasite(old.get_parasite(name))
        if old.get_color_profile() is not None:
            new.set_color_profile(old.get_color_profile())
        if old.get_metadata() is not None:
            new.set_metadata(old.get_metadata())
        mode = new.get_default_new_layer_mode()
        layer = Gimp.Layer.new(new, leaf.get_name(), piece["width"], piece["height"], leaf.type(), 100, mode)
        new.insert_layer(layer, None, 0)
        replace(layer, staged)
        new.undo_enable()
        return new

    def state(self):
        """What must not change before a result is put in."""
        size = self.image.get_width(), self.image.get_height()
        if self.plan["factor"] > 1 and self.plan["output"] == "in-place":
            leaves = [leaf for leaf in leaves_of(self.image) if not leaf.is_selection()]
            return size, [place_of(leaf) for leaf in self.leaves], sorted(leaf.get_id() for leaf in leaves)
        leaves = [self.leaves[piece["index"]] for piece in self.plan["layers"]]
        locks = [lock.get_id() for leaf in leaves for lock in locks_of(leaf)]
        return size, [place_of(leaf) for leaf in self.leaves], selection_of(self.image), locks


def demand_open(image, items):
    """Refuses what is not there any more: the user can close an image at any time."""
    if not (image.is_valid() and items and all(item.is_valid() and item.get_image() == image for item in items)):
        raise EngineError("The image was closed, or the layer is not in it any more: choose another one.")


def changed():
    """The error for an image that the user has changed so that a result does not fit any more."""
    return EngineError("The image was changed meanwhile, so the result was not put in: run it again.")


def refused():
    """The error for what GIMP has just refused."""
    return EngineError(f"GIMP did not take the result: {Gimp.get_pdb().get_last_error()}.")


def within(item):
    """A layer, mask or channel, or of a group the layers in it."""
    return [leaf for child in item.get_children() for leaf in within(child)] if item.is_group() else [item]


def leaves_of(image):
    """Whatever holds pixels: layers, masks, channels, and the selection if there is one."""

    def all_of(layers):
        for layer in layers:
            yield layer
            if layer.is_group():
                yield from all_of(layer.get_children())

    layers = list(all_of(image.get_layers()))
    leaves = [layer for layer in layers if not layer.is_group()]
    leaves += [layer.get_mask() for layer in layers if layer.get_mask() is not None]
    leaves += image.get_channels()
    return leaves if Gimp.Selection.is_empty(image) else [*leaves, image.get_selection()]


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


def place_of(leaf):
    """Where a drawable lies, how large it is, and how its pixels are stored."""
    if not leaf.is_valid():
        return None
    _, x, y = leaf.get_offsets()
    return leaf.get_id(), x, y, leaf.get_width(), leaf.get_height(), Babl.get_name(leaf.get_format())


def describe(leaf, is_active):
    """What the engine is told of a layer, mask or channel."""
    _, x, y = leaf.get_offsets()
    return {
        "name": leaf.get_name(),
        "x": x,
        "y": y,
        "width": leaf.get_width(),
        "height": leaf.get_height(),
        "format": passing_format(leaf.get_format())[0],
        "kind": "text" if leaf.is_text_layer() else "picture" if leaf.is_layer() else "coverage",
        "active": is_active,
        "locked": any(locks_of(leaf)),
    }


def passing_format(stored):
    """How pixels pass, as the engine and as GIMP name it: as they are stored, so that nothing is rounded. 32-bit
    integers and doubles, which the engine has not, pass as floats of the same curve and colours."""
    model, sample = Babl.format_get_encoding(stored).split()
    layout = LAYOUTS.get(model.replace("'", "").replace("~", ""))
    if layout is None:
        raise EngineError("Enlarger works on RGB and grey pictures: choose Image > Mode > RGB first.")
    if sample not in SAMPLES:
        return layout + "f32", Babl.get_name(Babl.format_with_space(f"{model} float", stored))
    return layout + SAMPLES[sample], Babl.get_name(stored)


def replace(drawable, staged):
    """Replaces all pixels of a drawable."""
    target = drawable.get_buffer()
    staged.copy(staged.get_extent(), Gegl.AbyssPolicy.NONE, target, staged.get_extent())
    target.flush()
    drawable.update(0, 0, drawable.get_width(), drawable.get_height())
