"""Text that grows by its font."""

# Beside a pixel of the smaller size: letters are fitted to whole pixels, at either size.
TOLERANCE = 0.02

# What is given in markup does not grow with the font.
LENGTHS = ("size=", "rise=", "letter_spacing=")


def can_grow(layer):
    """Whether a layer is text that has no mask, which must fit its pixels, and no letters of a size of their own."""
    if not layer.is_text_layer() or layer.get_mask() is not None or layer.get_lock_position():
        return False
    return not any(length in (layer.get_markup() or "") for length in LENGTHS)


class GrowingText:
    """Text that is set again in a larger font, so that it stays sharp, and stays text. GIMP would scale its pixels, and from then on it
    would be no text any more; so a copy is kept out of its reach, and takes the layer's place."""

    def __init__(self, image, layer, factor):
        self.image, self.layer, self.factor = image, layer, factor
        self.size, self.copy = (layer.get_width(), layer.get_height()), layer.copy()

    def put_back(self):
        """Sets the text in the larger font where the layer was, if it comes out as large as its pixels would: text in a box of fixed size,
        or with a border, does not."""
        image, layer, copy, factor = self.image, self.layer, self.copy, self.factor
        layers, channels, name = image.get_selected_layers(), image.get_selected_channels(), layer.get_name()
        image.insert_layer(copy, layer.get_parent(), image.get_item_position(layer))
        size, unit = copy.get_font_size()
        copy.set_font_size(factor * size, unit)
        copy.set_letter_spacing(factor * copy.get_letter_spacing())
        copy.set_line_spacing(factor * copy.get_line_spacing())
        copy.set_indent(factor * copy.get_indent())
        copy.set_offsets(*layer.get_offsets()[1:])

        sides = zip((copy.get_width(), copy.get_height()), (factor * side for side in self.size))
        fits = all(abs(side - wanted) <= factor + TOLERANCE * wanted for side, wanted in sides)
        layers = [copy if fits and item == layer else item for item in layers]
        image.remove_layer(layer if fits else copy)
        if fits:
            copy.set_name(name)

        # What is put in becomes the one that is chosen, and what the user was at is to stay so.
        image.set_selected_channels(channels) if channels else image.set_selected_layers(layers)
