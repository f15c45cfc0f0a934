#!/usr/bin/env bash
# Makes the installer for Windows: pack.sh STAGE OUTPUT VERSION small|fast; build.sh calls it.
#
# STAGE/windows/program, STAGE/windows/paint.net/Enlarger and STAGE/models are what goes in; every list of files is made from
# them here, so that the uninstaller knows exactly what was put there. ENLARGER_SIGN is the command that signs a file (README.md).
set -euo pipefail
export LC_ALL=C TZ=UTC

stage=$(realpath "$1")
output=$(realpath "$2")
version=$3
compression=$4
here=$(cd "$(dirname "$0")" && pwd)
catalog=$(cd "$here/../.." && pwd)/models/catalog.json

# Beside the output, so that files can be linked instead of copied.
work=$(mktemp -d "$output/.pack.XXXXXX")
trap 'rm -rf "$work"' EXIT
files=$work/files
generated=$work/generated.nsh
ledgers=$work/ledgers
mkdir -p "$files" "$ledgers"

link() { cp -al "$@" 2>/dev/null || cp -a "$@"; } # where the file system has links

link "$stage/windows/program" "$files/program"
link "$stage/windows/paint.net/Enlarger" "$files/paint.net"
mkdir "$files/gimp3" "$files/krita" "$files/krita-files"
link "$files/program/python/gimp3/." "$files/program/python/enlarger_engine.py" "$files/gimp3/"
link "$files/program/python/krita/enlarger/." "$files/program/python/enlarger_engine.py" "$files/krita/"
link "$files/program/python/krita/enlarger.desktop" "$files/program/python/krita/enlarger.action" "$files/krita-files/"

# Ours are signed, and nobody else's. A copy each: the stage is not ours to change.
if [ -n "${ENLARGER_SIGN:-}" ]; then
  # For makensis, which signs the uninstaller and itself.
  printf '#!/bin/sh\neval "$ENLARGER_SIGN \\"\\$1\\""\n' >"$work/sign"
  chmod 755 "$work/sign"
  find "$files/program" "$files/paint.net" -iname 'enlarger*' \( -name '*.exe' -o -name '*.dll' \) | sort | while IFS= read -r file; do
    cp --preserve=mode,timestamps "$file" "$work/unsigned" && mv "$work/unsigned" "$file"
    "$work/sign" "$file"
  done
fi

windows() { tr / '\\'; }

names() { # names FOLDER: its files, a folder's together
  (cd "$1" && find . -type f -printf '%h|%f\n' | sed 's/^\.\///; s/^\.|/|/' | sort)
}

kilobytes() { find "$@" -type f -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum + 0 }'; }

put() { # put NAME FOLDER: a function that writes what is in the folder below $Target
  local folder file current=-
  printf 'Function Put.%s\n' "$1"
  names "$2" | while IFS='|' read -r folder file; do
    [[ $folder/$file =~ ^[A-Za-z0-9._+/\ -]*$ ]] || { echo "pack.sh: '$folder/$file' is no name that an installer should bring." >&2; exit 1; }
    [ "$folder" = "$current" ] || printf '  SetOutPath "$Target%s"\n' "${folder:+\\${folder//\//\\}}"
    current=$folder
    printf '  File "%s"\n' "$2/${folder:+$folder/}$file"
  done
  # A folder in which a program stands can be neither renamed nor removed.
  printf '  SetOutPath $TEMP\nFunctionEnd\n'
}

ledger() { # ledger [PREFIX=]FOLDER...: the files, what Python writes beside its own, then the folders, deepest first
  local prefix folder
  for folder in "$@"; do
    prefix=; case $folder in *=*) prefix=${folder%%=*}/; folder=${folder#*=} ;; esac
    (cd "$folder" && find . -type f -printf "$prefix%P\n")
  done | sort >"$work/list"
  cat "$work/list"
  sed -n 's/[^/]*\.py$/__pycache__\/*/p' "$work/list" | sort -u
  sed -n ':again; s/\/[^/]*$//; t found; b; :found; p; b again' "$work/list" | sort -u | awk '{ print gsub("/", "/") "\t" $0 }' | sort -rn | cut -f2 | sed 's/$/\//'
}

{
  # What is found by name is the one that every installation has: the first that needs no question.
  required=$(node -p "require('$catalog').generators.find(it => it.source && it.source.automatic).id")
  others=()
  while IFS=$'\t' read -r id name; do
    [ -e "$stage/models/$id.onnx" ] || continue
    mkdir -p "$files/models/$id"
    for file in "$stage/models/$id.onnx" "$stage/models/$id.fp16.onnx"; do [ ! -e "$file" ] || link "$file" "$files/models/$id/"; done
    [ "$id" = "$required" ] || others+=("$id	$name")
  done < <(node -p "require('$catalog').generators.map(it => it.id + '\t' + it.name).join('\n')")

  put program "$files/program"
  put paint.net "$files/paint.net"
  put gimp3 "$files/gimp3"
  put krita "$files/krita"
  put krita-files "$files/krita-files"
  put required-generator "$files/models/$required"
  for other in "${others[@]}"; do put "${other%%	*}" "$files/models/${other%%	*}"; done

  echo '!macro EachGenerator Do'
  for other in "${others[@]}"; do printf '  !insertmacro ${Do} "%s" "%s"\n' "${other%%	*}" "${other#*	}"; done
  echo '!macroend'
  for other in "${others[@]}"; do printf '!define Size.%s %s\n' "${other%%	*}" "$(kilobytes "$files/models/${other%%	*}")"; done
  printf '!define Size.program %s\n' "$(kilobytes "$files/program" "$files/models/$required" "$ledgers")"
  printf '!define Size.required-generator %s\n' "$(kilobytes "$files/models/$required")"
  printf '!define Size.paint.net %s\n' "$(kilobytes "$files/paint.net")"
  printf '!define Size.gimp3 %s\n' "$(kilobytes "$files/gimp3")"
  printf '!define Size.krita %s\n' "$(kilobytes "$files/krita" "$files/krita-files")"
  printf '!define Size.all %s\n' "$(kilobytes "$files")"
  [ ! -e "$files/program/enlarger-explorer.exe" ] || echo '!define EXPLORER'

  models=()
  for folder in "$files"/models/*; do models+=("models=$folder"); done
  mkdir "$work/own"
  touch "$work/own/uninstall.exe"
  for name in program paint.net paint.net-portable gimp3 krita; do mkdir -p "$work/own/uninstall" && touch "$work/own/uninstall/$name.txt"; done
  ledger "$files/program" "${models[@]}" "$work/own" | windows >"$ledgers/program.txt"
  ledger "$files/paint.net" | windows >"$ledgers/paint.net.txt"
  ledger "$files/paint.net" "${models[@]}" | windows >"$ledgers/paint.net-portable.txt"
  ledger "$files/gimp3" | windows >"$ledgers/gimp3.txt"
  ledger "$files/krita" | windows >"$ledgers/krita.txt"
  put ledgers "$ledgers"

  # Windows takes folders of 247 characters, and files of 259.
  printf '!define LONGEST %s\n' "$(awk '{ length_ = length($0) + (/\\$/ ? 12 : 0); if (length_ > longest) longest = length_ } END { print longest }' "$ledgers"/*.txt)"
} >"$generated"

# What is agreed to: one text. The licences lie in the folder, too, each by itself.
{
  printf '\xef\xbb\xbf'
  rule=$(printf '=%.0s' {1..40})
  for text in "ENLARGER:LICENSE" "DIRECTML:LICENSE-DirectML.txt" "WHAT ELSE IS INSIDE:THIRD-PARTY-NOTICES.md"; do
    file=$files/program/${text#*:}
    [ -e "$file" ] || { echo "pack.sh: $file is missing: the licences must be shown." >&2; exit 1; }
    printf '%s\n%s\n%s\n\n' "$rule" "${text%%:*}" "$rule"
    sed 's/^\xef\xbb\xbf//; s/\r$//' "$file"
    printf '\n\n'
  done
} | sed 's/$/\r/' >"$work/licences.txt"

# The dates of the files go into the installer. A stage of build.sh has these already.
[ -z "${SOURCE_DATE_EPOCH:-}" ] || find "$files" "$ledgers" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

setup=$output/enlarger-$version-windows-x64.exe
# It reads neither words nor files that are not ASCII unless it is told to.
LC_ALL=C.UTF-8 makensis -V2 -WX -NOCD -INPUTCHARSET UTF8 \
  "-DVERSION=$version" "-DNUMBERS=$(sed -E 's/[-+].*//' <<<"$version").0" "-DCOMPRESSION=$compression" \
  "-DGENERATED=$generated" "-DLEDGERS=$ledgers" "-DLICENCES=$work/licences.txt" "-DOUTPUT=$setup" "-DSOURCE=$here" \
  ${ENLARGER_SIGN:+"-DSIGN=$work/sign"} "$here/enlarger.nsi"
