"""An image of GIMP's as Enlarger's engine sees it: its layers, their pixels, and the places where results are put in."""

import sys

from gi.repository import Babl, Gegl, Gimp

from enlarger_engine import EngineError
from enlarger_text import GrowingText, can_grow

# GIMP_MAX_IMAGE_SIZE, which plug-ins are not told.
LONGEST = 524288

LAYOUTS = {"Y": "gray", "YA": "graya", "RGB": "rgb", "RGBA": "rgba"}
SAMPLES = {"u8": "8", "u16": "16", "half": "f16", "float": "f32"}

CHANGED = "The image was changed meanwhile, so the result was not put in: run it again."


class Document:
    """An image, and what the engine makes of it. Results wait in buffers of this process, which GEGL takes to the disk where memory is
    short: GIMP cancels a plug-in by ending its process, and by then the image must be as it was."""

    def __init__(self, image, chosen):
        self.image, self.chosen = image, chosen
        self.reading, self.staged = (None, None), {}
        self.demand_open()
        demand(image.get_base_type() != Gimp.ImageBaseType.INDEXED, "Enlarger does not work on an indexed image: choose Image > Mode > RGB first.")
        demand(image.get_floating_sel() is None, "There is a floating selection: anchor it first (Layer > Anchor Layer).")

    def demand_open(self):
        """Makes sure that the image and what is chosen are there: the user can close it at any time."""
        is_open = self.image.is_valid() and all(item.is_valid() and item.get_image() == self.image for item in self.chosen)
        demand(is_open, "The image was closed, or the layer is not in it any more: choose another one.")

    def header(self, output):
        """What the engine is told of the image. A new image shows a group as it looks."""
        self.leaves = self.chosen if output == "new-image" else leaves_of(self.image)
        self.shapes = [shape_of(leaf) for leaf in self.leaves]
        active = {leaf.get_id() for item in self.chosen for leaf in (item, *within(item))}
        layers = [describe(leaf) | {"active": leaf.get_id() in active} for leaf in self.leaves]
        about = {"host": "GIMP", "longest": LONGEST, "output": output, "encoding": "profile", "selection": selection_of(self.image)}
        return about | size_of(self.image) | {"layers": layers}

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
        leaf, shape = self.leaves[index], self.shapes[index]
        demand(leaf.is_valid() and shape_of(leaf) == shape, CHANGED)
        if self.reading[0] != index:
            self.reading = index, leaf.get_buffer()
        return self.reading[1].get(Gegl.Rectangle.new(0, y, leaf.get_width(), rows), 1.0, shape[-1], Gegl.AbyssPolicy.NONE)

    def write(self, piece, y, rows, data):
        """Pixels of a result."""
        self.staged[piece["index"]].set(Gegl.Rectangle.new(0, y, piece["width"], rows), self.shapes[piece["index"]][-1], data)

    def notice(self, text):
        """Tells the user something, and who has no window."""
        print(f"enlarger: {text}", file=sys.stderr)
        Gimp.progress_set_text(text)

    def tick(self, fraction):
        """Shows progress. Who cancels ends this process, and with it the engine."""
        Gimp.progress_update(fraction)

    def put_in(self):
        """Puts the results in as one step of undo, if they still fit, or makes a new image of them."""
        self.reading = None, None
        self.demand_open()
        if self.plan["output"] == "new-image":
            return self.new_image()
        demand(self.state(self.plan) == self.before, CHANGED)
        self.image.undo_group_start()
        try:
            self.grow() if self.plan["factor"] > 1 else self.retouch()
        finally:
            self.image.undo_group_end()
        Gimp.displays_flush()
        return self.image

    def state(self, plan):
        """What must be as it was when results are put in."""
        if plan["factor"] > 1:
            return size_of(self.image), [shape_of(leaf) for leaf in leaves_of(self.image) if not leaf.is_selection()]
        return selection_of(self.image), [describe(self.leaves[piece["index"]]) for piece in plan["layers"]]

    def grow(self):
        """Scales the image by GIMP's own means, and replaces all pixels, so that a better interpolation would be wasted."""
        free = [leaf for leaf in self.leaves if can_grow(leaf) and not any(locks_of(leaf))]
        texts = [GrowingText(self.image, leaf, self.plan["factor"]) for leaf in free]
        Gimp.context_push()
        Gimp.context_set_interpolation(Gimp.InterpolationType.NONE)
        try:
            demand_taken(self.image.scale(self.plan["width"], self.plan["height"]))
        except EngineError:
            for text in texts:
                text.copy.delete()
            raise
        finally:
            Gimp.context_pop()

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
            demand_taken(leaf.merge_shadow(True))
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
        new.set_metadata(old.get_metadata())
        layer = Gimp.Layer.new(new, leaf.get_name(), *size, leaf.type(), 100, new.get_default_new_layer_mode())
        new.insert_layer(layer, None, 0)
        replace(layer, staged)
        new.undo_enable()
        return new


def demand(holds, sentence):
    """Refuses what does not hold."""
    if not holds:
        raise EngineError(sentence)


def demand_taken(is_taken):
    """Makes sure that GIMP has done what it was asked for."""
    demand(is_taken, f"GIMP did not take the result: {Gimp.get_pdb().get_last_error()}.")


def leaves_of(image):
    """Whatever holds pixels: layers, masks, channels, and the selection if there is one."""
    layers = [layer for top in image.get_layers() for layer in (top, *within(top))]
    coverage = [layer.get_mask() for layer in layers if layer.get_mask() is not None] + image.get_channels()
    selection = [] if Gimp.Selection.is_empty(image) else [image.get_selection()]
    return [layer for layer in layers if not layer.is_group()] + coverage + selection


def within(item):
    """The layers and groups in a group."""
    return [layer for child in (item.get_children() if item.is_group() else []) for layer in (child, *within(child))]


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


def size_of(thing):
    """The size of an image, layer, mask or channel."""
    return {"width": thing.get_width(), "height": thing.get_height()}


def describe(leaf):
    """What the engine is told of a layer, mask or channel."""
    _, x, y = leaf.get_offsets()
    kind = "text" if leaf.is_text_layer() else "picture" if leaf.is_layer() else "coverage"
    about = {"name": leaf.get_name(), "x": x, "y": y, "format": passing(leaf)[0], "kind": kind, "locked": any(locks_of(leaf))}
    return about | size_of(leaf)


def shape_of(leaf):
    """What pixels that are read from a drawable, and put into it, depend on."""
    return leaf.get_id(), leaf.get_width(), leaf.get_height(), passing(leaf)[1]


def passing(leaf):
    """How the pixels of a drawable pass, as the engine and as GIMP name it: as they are stored, so that nothing is rounded. 32-bit
    integers and doubles, which the engine has not, pass as floats of the same curve and colours."""
    stored = leaf.get_format()
    model, sample = Babl.format_get_encoding(stored).split()
    name = Babl.get_name(stored if sample in SAMPLES else Babl.format_with_space(f"{model} float", stored))
    return LAYOUTS[model.replace("'", "").replace("~", "")] + SAMPLES.get(sample, "f32"), name


def replace(drawable, staged):
    """Replaces all pixels of a drawable."""
    target = drawable.get_buffer()
    staged.copy(staged.get_extent(), Gegl.AbyssPolicy.NONE, target, staged.get_extent())
    target.flush()
    drawable.update(0, 0, drawable.get_width(), drawable.get_height())
