"""Reads Qt's binary resource files (.rcc), in which gcompris keeps its photographs.

Layout as in qtbase, src/corelib/io/qresource.cpp and src/tools/rcc/rcc.cpp: a header with the offsets of a tree, of the
data and of the names (all numbers big-endian), nodes of a fixed size that are either a folder (a run of children) or a
file (an offset of data).
"""

import struct
import zlib

from photographs.errors import PhotographError

_HEADER = struct.Struct(">4sIIII")
_COMPRESSED, _FOLDER, _COMPRESSED_ZSTANDARD = 1, 2, 4


def read_resource_file(data: bytes) -> dict[str, bytes]:
    """Every file of a resource file by its path (which begins with "/")."""
    magic, version, tree, contents, names = _HEADER.unpack_from(data)
    if magic != b"qres" or not 1 <= version <= 3:
        raise PhotographError("A resource file does not begin as those of Qt (versions 1 to 3) do.")
    node_size = 14 if version == 1 else 22
    files: dict[str, bytes] = {}

    def name_of(node: int) -> str:
        start = names + struct.unpack_from(">I", data, node)[0]
        length = struct.unpack_from(">H", data, start)[0]
        # The four bytes between the length and the text are its hash.
        return data[start + 6:start + 6 + 2 * length].decode("utf-16-be")

    def read_node(index: int, folder: str) -> None:
        node = tree + index * node_size
        flags = struct.unpack_from(">H", data, node + 4)[0]
        # The root is a folder without a name.
        path = f"{folder}/{name_of(node)}" if index else ""
        if flags & _FOLDER:
            count, first = struct.unpack_from(">II", data, node + 6)
            for child in range(first, first + count):
                read_node(child, path)
        else:
            files[path] = _contents(data, contents + struct.unpack_from(">I", data, node + 10)[0], flags, path)

    read_node(0, "")
    return files


def _contents(data: bytes, start: int, flags: int, path: str) -> bytes:
    length = struct.unpack_from(">I", data, start)[0]
    stored = data[start + 4:start + 4 + length]
    if flags & _COMPRESSED_ZSTANDARD:
        raise PhotographError(f"{path} is compressed with Zstandard inside its resource file, which is not read here.")
    # qCompress puts the size of what was compressed, in four bytes, before a zlib stream.
    return zlib.decompress(stored[4:]) if flags & _COMPRESSED else stored
