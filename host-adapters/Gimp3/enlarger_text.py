"""Text that grows by its font."""

from gi.repository import Gimp

# Beside a pixel of the smaller size: letters are fitted to whole pixels, at either size.
TOLERANCE = 0.02

# What is given in markup does not grow with the font.
LENGTHS = ("size=", "rise=", "letter_spacing=")


class GrowingText:
    """Text that is set again in a larger font, so that it stays sharp, and stays text. GIMP would scale its pixels, and
    from then on it would be no text any more; so a copy is kept out of its reach, and takes the layer's place."""

    def __init__(self, image, layer, factor):
        self.image, self.layer, self.factor = image, layer, factor
        self.size = layer.get_width(), layer.get_height()
        self.copy = layer.copy()

    @classmethod
    def take(cls, image, layer, factor):
        """The text in a list, or nothing if the layer is not text, is locked, has a mask, which must fit its pixels, or
        letters of a size or place of their own."""
        if not layer.is_text_layer() or layer.get_mask() is not None or layer.get_lock_position():
            return []
        around, markup = layer, layer.get_markup() or ""
        while around is not None and not around.get_lock_content():
            around = around.get_parent()
        is_free = around is None and not any(length in markup for length in LENGTHS)
        return [cls(image, layer, factor)] if is_free else []

    def drop(self):
        """Leaves the layer to GIMP."""
        self.copy.delete()

    def put_back(self):
        """Sets the text in the larger font where the layer was, if it comes out as large as its pixels would: text in a
        box of fixed size, or with a border, does not."""
        image, layer, copy, factor = self.image, self.layer, self.copy, self.factor
        selected, channels = image.get_selected_layers(), image.get_selected_channels()
        _, x, y = layer.get_offsets()
        image.insert_layer(copy, layer.get_parent(), image.get_item_position(layer))
        size, unit = copy.get_font_size()
        copy.set_font_size(factor * size, unit)
        copy.set_letter_spacing(factor * copy.get_letter_spacing())
        copy.set_line_spacing(factor * copy.get_line_spacing())
        copy.set_indent(factor * copy.get_indent())
        copy.set_offsets(x, y)

        fits = self.is_about(copy.get_width(), self.size[0]) and self.is_about(copy.get_height(), self.size[1])
        name = layer.get_name()
        if fits:
            selected = [copy if item == layer else item for item in selected]
        image.remove_layer(layer if fits else copy)
        if fits:
            copy.set_name(name)

        # What is put in becomes the one that is chosen, and what the user was at is to stay so.
        if channels:
            image.set_selected_channels(channels)
        else:
            image.set_selected_layers(selected)

    def is_about(self, length, before):
        """Whether a side has grown by the factor."""
        wanted = self.factor * before
        return abs(length - wanted) <= self.factor + TOLERANCE * wanted
