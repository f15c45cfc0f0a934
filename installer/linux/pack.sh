#!/usr/bin/env bash
# Makes the packages for Linux: pack.sh STAGE OUTPUT VERSION small|fast; build.sh calls it.
#
# STAGE    has the folders linux/program and models
# OUTPUT   gets enlarger_VERSION_amd64.deb and enlarger-VERSION-linux-x64.tar.xz
# small compresses as far as it goes, fast for tests. The same stage gives the same bytes.
set -euo pipefail

[ $# = 4 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
stage=$(realpath "$1") output=$(realpath -m "$2") version=$3 compression=$4
case $compression in
  small) deb=(-Zxz -z9) xz=(-9 -T1) ;;
  fast) deb=(-Zgzip -z1) xz=(-0 -T2) ;;
  *) echo "pack.sh: '$compression' is neither small nor fast." >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
: "${SOURCE_DATE_EPOCH:?says of when everything is to be, in seconds since 1970}"
# Several threads would make other bytes.
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC DPKG_DEB_THREADS_MAX=1
umask 022
mkdir -p "$output"
work=$(mktemp -d "$output/.linux-XXXXXXXX")
trap 'rm -rf "$work"' EXIT
enlarger=$stage/linux/program/enlarger

# What both have alike: the program, marked as one that stays where it is, and what describes it.
program() { # program FOLDER
  mkdir -p "$1"
  cp -R --reflink=auto "$stage/linux/program/." "$1"
  # Of use only to those who trace .NET, with a library that few systems have.
  rm -f "$1/libcoreclrtraceptprovider.so"
  : >"$1/installed"
  find "$1" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  chmod 755 "$1/enlarger" "$1/enlarger-gimp2" "$1/enlarger-desktop" "$1/createdump"
}

generators() { # generators FOLDER: those of single precision; the others are for GPUs that need more than a package has
  mkdir -p "$1"
  cp -Rl "$stage/models/." "$1" 2>/dev/null || cp -R --reflink=auto "$stage/models/." "$1"
  rm -f "$1"/*.fp16.onnx
}

share() { # share FOLDER
  mkdir -p "$1/man/man1" "$1/bash-completion/completions" "$1/zsh/$site/" "$1/fish/vendor_completions.d"
  "$enlarger" manual | gzip -9n >"$1/man/man1/enlarger.1.gz"
  install -m 644 "$here/completions/enlarger.bash" "$1/bash-completion/completions/enlarger"
  install -m 644 "$here/completions/_enlarger" "$1/zsh/$site/_enlarger"
  install -m 644 "$here/completions/enlarger.fish" "$1/fish/vendor_completions.d/enlarger.fish"
}

stamp() { # stamp FOLDER
  find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

debian() {
  local root=$work/deb site=vendor-completions
  program "$root/usr/lib/enlarger"
  generators "$root/usr/share/enlarger/models"
  ln -s ../../share/enlarger/models "$root/usr/lib/enlarger/models"
  mkdir -p "$root/usr/bin"
  ln -s ../lib/enlarger/enlarger "$root/usr/bin/enlarger"
  share "$root/usr/share"
  "$enlarger" menus "$root/usr/share" --program /usr/lib/enlarger
  # In the system's folders no mark is needed that somebody trusts it.
  chmod 644 "$root/usr/share/kio/servicemenus/enlarger.desktop"

  # Where the editors of Debian look. The adapters in Python find the program on the search path.
  local python=$stage/linux/program/python
  mkdir -p "$root/usr/lib/gimp/2.0/plug-ins/enlarger-gimp2" "$root/usr/share/krita/pykrita" "$root/usr/share/krita/actions"
  ln -s ../../../../enlarger/enlarger-gimp2 "$root/usr/lib/gimp/2.0/plug-ins/enlarger-gimp2/enlarger-gimp2"
  local gimp3=$root/usr/lib/x86_64-linux-gnu/gimp/3.0/plug-ins/enlarger-gimp3
  install -D -m 644 -t "$gimp3" "$python"/gimp3/*.py "$python/enlarger_engine.py"
  chmod 755 "$gimp3/enlarger-gimp3.py"
  install -D -m 644 -t "$root/usr/share/krita/pykrita/enlarger" "$python"/krita/enlarger/*.py "$python/enlarger_engine.py"
  install -m 644 "$python/krita/enlarger.desktop" "$root/usr/share/krita/pykrita/enlarger.desktop"
  install -m 644 "$python/krita/enlarger.action" "$root/usr/share/krita/actions/enlarger.action"

  local maintainer=maintainers@enlarger.invalid
  install -D -m 644 "$here/debian/copyright" "$root/usr/share/doc/enlarger/copyright"
  gzip -9n >"$root/usr/share/doc/enlarger/changelog.gz" <<END
enlarger ($version) stable; urgency=medium

  * Version $version, as built from its sources.

 -- The Enlarger authors <$maintainer>  $(date -R -d "@$SOURCE_DATE_EPOCH")
END
  install -D -m 644 "$here/debian/lintian-overrides" "$root/usr/share/lintian/overrides/enlarger"

  mkdir "$root/DEBIAN"
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  local size
  size=$(cd "$root" && find usr -printf '%y %s\n' | awk '{ kib += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print kib }')
  sed "s/@VERSION@/$version/; s/@SIZE@/$size/; s/@MAINTAINER@/$maintainer/" "$here/debian/control" >"$root/DEBIAN/control"
  stamp "$root"
  dpkg-deb --root-owner-group "${deb[@]}" --build "$root" "$work/enlarger.deb" >/dev/null
  mv "$work/enlarger.deb" "$output/enlarger_${version}_amd64.deb"
  rm -rf "$root"
}

tarball() {
  local name=enlarger-$version site=site-functions
  local root=$work/$name
  program "$root/program"
  generators "$root/program/models"
  share "$root/share"
  gunzip "$root/share/man/man1/enlarger.1.gz"
  install -m 755 "$here/install.sh" "$here/uninstall.sh" "$root/"
  install -m 644 "$stage/linux/program/LICENSE" "$root/"
  install -m 644 "$here/README" "$root/"
  printf '%s\n' "$version" >"$root/program/version"
  (cd "$root" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum) >"$work/sums"
  mv "$work/sums" "$root/SHA256SUMS"
  stamp "$root"
  tar --create --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu --hard-dereference --mtime="@$SOURCE_DATE_EPOCH" "$name" |
    xz "${xz[@]}" >"$work/enlarger.tar.xz"
  mv "$work/enlarger.tar.xz" "$output/$name-linux-x64.tar.xz"
  rm -rf "$root"
}

debian
tarball
