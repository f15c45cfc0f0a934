"""What a GIMP under test evaluates: Python that comes over a socket, and a few words for what tests say often."""

import json
import os
import socket
import struct
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
gi.require_version("Babl", "0.1")
from gi.repository import Babl, Gegl, Gimp, Gio, GObject

TYPES = {"Y": Gimp.ImageType.GRAY_IMAGE, "YA": Gimp.ImageType.GRAYA_IMAGE, "RGB": Gimp.ImageType.RGB_IMAGE, "RGBA": Gimp.ImageType.RGBA_IMAGE}


class Refused(Exception):
    """What GIMP answers for a command that it, or the command, refuses."""


def picture(path, width, height, model, precision, profile):
    """An image of one layer, whose samples, floats of its own curve and colours, lie in a file."""
    base = Gimp.ImageBaseType.GRAY if model in ("Y", "YA") else Gimp.ImageBaseType.RGB
    image = Gimp.Image.new_with_precision(width, height, base, getattr(Gimp.Precision, precision))
    if profile:
        image.set_color_profile(getattr(Gimp.ColorProfile, profile)())
    layer = Gimp.Layer.new(image, "picture", width, height, TYPES[model], 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    with open(path, "rb") as file:
        samples = file.read()
    stored = layer.get_format()
    floats = Babl.format_with_space(f"{Babl.format_get_encoding(stored).split()[0]} float", stored)
    buffer = layer.get_buffer()
    buffer.set(Gegl.Rectangle.new(0, 0, width, height), Babl.get_name(floats), samples)
    buffer.flush()
    layer.update(0, 0, width, height)
    image.clean_all()
    return image.get_id()


def encoding(image):
    """The profile that says what the samples of an image mean: the colours of its own, and the curve of its precision."""
    profile, precision = image.get_effective_color_profile(), image.get_precision().value_nick
    if precision.endswith("perceptual"):
        profile = profile.new_srgb_trc_from_color_profile()
    elif not precision.endswith("non-linear"):
        profile = profile.new_linear_from_color_profile()
    return profile.get_icc_profile().hex()


def save(image, path):
    """Saves an image with everything in it."""
    Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(path), None)


def font():
    """A font that is there."""
    return Gimp.fonts_get_list("DejaVu Sans")[0]


def command(name, image, drawables=None, mode=Gimp.RunMode.NONINTERACTIVE, **values):
    """Runs a command of Enlarger's, and gives the number of the image that it returns."""
    procedure = Gimp.get_pdb().lookup_procedure("plug-in-enlarger-" + name)
    config = procedure.create_config()
    config.set_property("run-mode", mode)
    config.set_property("image", image)
    config.set_core_object_array("drawables", image.get_selected_drawables() if drawables is None else drawables)
    for key, value in values.items():
        config.set_property(key.replace("_", "-"), value)
    result = procedure.run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(result.index(1) if result.length() > 1 else result.index(0).value_nick)
    return result.index(1).get_id()


def evaluate(text, scope):
    """The value of an expression, or what statements leave in 'value'."""
    try:
        code = compile(text, "<test>", "eval")
    except SyntaxError:
        exec(compile(text, "<test>", "exec"), scope)
        return scope.pop("value", None)
    return eval(code, scope)


def serve(port):
    """Answers until GIMP is ended."""
    Gegl.init(None)
    scope = dict(globals())
    with socket.create_server(("127.0.0.1", port)) as server:
        while True:
            client, _ = server.accept()
            with client, client.makefile("rwb") as stream:
                header = stream.read(4)
                if not header:
                    # Somebody wanted to know whether this is there.
                    continue
                text = stream.read(*struct.unpack("<I", header)).decode()
                try:
                    answer = json.dumps({"value": evaluate(text, scope)})
                except Refused as error:
                    answer = json.dumps({"refused": str(error)})
                except Exception:
                    answer = json.dumps({"failed": traceback.format_exc()})
                stream.write(struct.pack("<I", len(answer.encode())) + answer.encode())


serve(int(os.environ["ENLARGER_TEST_PORT"]))
