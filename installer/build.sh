#!/usr/bin/env bash
# Builds the installers, on Linux:
#
#   build.sh [windows] [linux] [--fast] [--output FOLDER]
#
# windows  enlarger-VERSION-windows-x64.exe; needs makensis (the package nsis)
# linux    enlarger_VERSION_amd64.deb and enlarger-VERSION-linux-x64.tar.xz; needs dpkg-deb and xz
# Both are built unless one is named, into artifacts/installer, with their hashes in SHA256SUMS beside them. --fast compresses
# little, for tests. The version is that of Directory.Build.props. Two builds of one commit give the same bytes.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
output=$root/artifacts/installer
systems=()
compression=small
while [ $# -gt 0 ]; do
  case $1 in
    windows | linux) systems+=("$1") ;;
    --fast) compression=fast ;;
    --output) output=$(realpath -m "${2:?--output wants a folder}"); shift ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
[ ${#systems[@]} -gt 0 ] || systems=(windows linux)

need() { # need PROGRAM PACKAGE
  command -v "$1" >/dev/null || { echo "build.sh: $1 was not found: install the package $2." >&2; exit 1; }
}
need dotnet "dotnet-sdk-10.0"
need node nodejs
need git git
for system in "${systems[@]}"; do
  case $system in
    windows) need makensis nsis ;;
    linux) need dpkg-deb dpkg; need xz xz-utils ;;
  esac
done

# Nothing of the machine goes into what is built: neither its clock, nor its umask, nor its language, nor the place of the clone.
cd "$root"
[ -z "$(git status --porcelain)" ] || echo "build.sh: there are changes that are not committed, so that nobody else can build the same." >&2
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022

work=$root/artifacts/installer.work
stage=$work/stage
version=$(dotnet msbuild Directory.Build.props -getProperty:Version)

publish() { # publish PROJECT RUNTIME FOLDER [OPTION...]
  rm -rf "$3"
  dotnet publish "$1" -c Release -r "$2" -v:q --nologo "${@:4}" -p:ArtifactsPath="$work/build" -p:PublishDir="$3/" \
    -p:ContinuousIntegrationBuild=true -p:DebugType=embedded -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -nodeReuse:false
  find "$3" -name '*.pdb' -delete
}

# The program for Linux is what restores the generators, too.
publish host-adapters/CommandLine linux-x64 "$stage/linux/program" --self-contained
enlarger=$stage/linux/program/enlarger

catalog() { node -p "require('./models/catalog.json').$1"; }
with_half=$(catalog "generators.filter(it => it.halfSha256).map(it => it.id).join(' ')")
without_half=$(catalog "generators.filter(it => it.source && !it.halfSha256).map(it => it.id).join(' ')")
samples=$(catalog "samples.map(it => it.package.files[0].sha256 + '  ' + it.id + require('path').extname(it.package.files[0].path)).join('\\n')")

rm -rf "$stage/models"
mkdir -p "$stage/models/samples"
# shellcheck disable=SC2086 # Ids are words.
{ "$enlarger" models restore --half $with_half && "$enlarger" models restore $without_half; } |
  sed 's/^[^:]*: //' | while IFS= read -r file; do cp "$file" "$stage/models/"; done
rm -rf "$work/demo"
"$enlarger" demo -o "$work/demo" >/dev/null
while read -r _ sample; do
  cp "${ENLARGER_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/enlarger/models}/samples/$sample" "$stage/models/samples/"
done <<<"$samples"
(cd "$stage/models/samples" && sha256sum --quiet --strict --check <<<"$samples")

case " ${systems[*]} " in *" windows "*)
  publish host-adapters/CommandLine win-x64 "$stage/windows/program" --self-contained
  publish host-adapters/PaintDotNet win-x64 "$stage/windows/paint.net/Enlarger" --no-self-contained ;;
esac

find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
find "$stage" -type d -exec chmod 755 {} + -o -perm /111 -exec chmod 755 {} + -o -exec chmod 644 {} +

mkdir -p "$output"
rm -f "$output/SHA256SUMS"
for system in "${systems[@]}"; do
  "installer/$system/pack.sh" "$stage" "$output" "$version" "$compression"
done
(cd "$output" && sha256sum -- enlarger[-_]"$version"[-_]* >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS)
cat "$output/SHA256SUMS"
