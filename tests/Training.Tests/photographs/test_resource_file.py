import struct
import unittest

import support  # noqa: F401
from made_up import resource_file
from photographs.errors import PhotographError
from photographs.resource_file import read_resource_file

FILES = {"cat.webp": b"a cat" * 100, "hühner.webp": b"hens"}


class ResourceFileTests(unittest.TestCase):
    def test_files_are_found_by_their_paths(self) -> None:
        for compressed in (False, True):
            read = read_resource_file(resource_file(FILES, compressed))
            self.assertEqual({f"/resource/{name}": data for name, data in FILES.items()}, read)

    def test_another_kind_of_file_is_refused(self) -> None:
        with self.assertRaises(PhotographError):
            read_resource_file(b"RIFF" + bytes(40))

    def test_zstandard_is_refused_by_the_files_name(self) -> None:
        data = bytearray(resource_file({"cat.webp": b"a cat"}))
        # The third node's flags: root, folder, file.
        struct.pack_into(">H", data, 20 + 2 * 14 + 4, 4)
        with self.assertRaisesRegex(PhotographError, "cat.webp"):
            read_resource_file(bytes(data))


if __name__ == "__main__":
    unittest.main()
