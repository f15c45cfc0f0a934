#!/bin/sh
# Installs Enlarger, instead of an older one that this script has installed:
#
#   install.sh [--prefix FOLDER]      ~/.local unless told otherwise; /usr/local is for everybody
#
# Everything is checked first, and put beside its place and renamed; a list of it is kept in lib/enlarger/files, for uninstall.sh.
set -eu

die() {
    printf 'install.sh: %s\n' "$1" >&2
    exit 1
}

prefix=${HOME:-}/.local
while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -gt 1 ] || die "--prefix wants a folder."
            prefix=$2
            shift
            ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        *)
            sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
    shift
done
case $prefix in
    /*) ;;
    '') die "--prefix is empty: name a folder or leave it out." ;;
    *) prefix=$PWD/$prefix ;;
esac
prefix=${prefix%/}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
LC_ALL=C
export LC_ALL
umask 022

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || die "This is Enlarger for Linux on x86-64, and this machine is another one."
(cd -- "$here" && sha256sum --quiet --strict --check SHA256SUMS) >/dev/null 2>&1 ||
    die "The files in '$here' are damaged or incomplete, so nothing was installed: unpack the archive again, or fetch it anew."

program=$prefix/lib/enlarger
new=$prefix/lib/.enlarger.new
old=$prefix/lib/.enlarger.old
list=$program/files

# Newlines part the names: folders that were made, and files that wait for their place in share.
line='
'
made=
waiting=
state=nothing

leave() {
    code=$?
    trap - EXIT HUP INT TERM
    [ "$state" != swapping ] || [ -e "$program" ] || mv -- "$old" "$program"
    rm -rf -- "$new"
    if [ "$state" = done ]; then
        rm -rf -- "$old"
    else
        printf %s "$waiting" | while IFS= read -r file; do rm -f -- "$prefix/$file"; done
        printf %s "$made" | sort -r | while IFS= read -r folder; do rmdir -- "$folder" 2>/dev/null || :; done
    fi
    exit "$code"
}
trap leave EXIT
trap 'exit 130' HUP INT TERM

# Makes a folder with those that it lies in, and remembers which were not there.
make() {
    if [ ! -d "$1" ]; then
        make "$(dirname -- "$1")"
        mkdir -- "$1" 2>/dev/null || die "The folder '$1' cannot be made: choose another one with --prefix, or ask for the rights to write there."
        made=$made$1/$line
    fi
}

full() {
    die "Enlarger could not be written into '$prefix', and nothing was changed: make room ($((needed / 1024)) MB), or choose another folder with --prefix."
}

[ ! -e "$program" ] || [ -f "$list" ] || die "'$program' is from no installation like this one: move it away and try again."
# shellcheck disable=SC2088 # It is a name to compare with.
if [ -e "$prefix/bin/enlarger" ] || [ -L "$prefix/bin/enlarger" ]; then
    [ "$(readlink -- "$prefix/bin/enlarger" || :)" = ../lib/enlarger/enlarger ] || die "'$prefix/bin/enlarger' is from no installation like this one: move it away and try again."
fi

make "$prefix/lib"
[ -w "$prefix/lib" ] || die "You may not write into '$prefix': choose another folder with --prefix, or ask for the rights to write there."
# What an interrupted installation left.
rm -rf -- "$new"
[ ! -e "$old" ] || [ -e "$program" ] || mv -- "$old" "$program"
rm -rf -- "$old"

needed=$(du -sk -- "$here/program" "$here/share" | awk '{ sum += $1 } END { print sum + 4096 }')
free=$(df -Pk -- "$prefix/lib" | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$needed" ] || full

mkdir -- "$new"
cp -R -- "$here/program/." "$new/" 2>/dev/null || full
cp -- "$here/uninstall.sh" "$new/" 2>/dev/null || full

"$new/enlarger" --version >/dev/null 2>&1 ||
    die "The program does not start on this system, so nothing was installed: it needs glibc 2.28 and libstdc++ of GCC 7, or newer ($("$new/enlarger" --version 2>&1 | head -n 1))."
# None but those that were brought.
ENLARGER_MODELS=$new/none "$new/enlarger" models verify >/dev/null 2>&1 ||
    die "A generator is damaged, so nothing was installed: unpack the archive again, or fetch it anew."

mkdir -- "$new/.prefix"
cp -R -- "$here/share" "$new/.prefix/share" 2>/dev/null || full
"$new/enlarger" menus "$new/.prefix/share" --program "$program" >/dev/null || full

# Everything beside its place.
for file in $(cd -- "$new/.prefix" && find share -type f | sort); do
    make "$prefix/$(dirname -- "$file")"
    waiting=$waiting$file.enlarger-new$line
    cp -p -- "$new/.prefix/$file" "$prefix/$file.enlarger-new" 2>/dev/null || full
done
rm -rf -- "$new/.prefix"
make "$prefix/bin"
waiting=${waiting}bin/enlarger.enlarger-new$line
ln -sf -- ../lib/enlarger/enlarger "$prefix/bin/enlarger.enlarger-new" 2>/dev/null || full

: >"$new/files"
{
    (cd -- "$new" && find . -type d | sed 's,^\.,lib/enlarger,; s,$,/,' && find . ! -type d | sed 's,^\.,lib/enlarger,')
    printf %s "$waiting" | sed 's,\.enlarger-new$,,'
    printf %s "$made"
    # What an older one has made.
    if [ -f "$list" ]; then grep '/$' "$list" | grep -v '^lib/enlarger/' || :; fi
} | sort -u >"$new/.files" 2>/dev/null || full
mv -- "$new/.files" "$new/files"

state=swapping
[ ! -e "$program" ] || mv -- "$program" "$old"
mv -- "$new" "$program"
printf %s "$waiting" | while IFS= read -r file; do mv -f -- "$prefix/$file" "$prefix/${file%.enlarger-new}"; done
# What only the older one had.
if [ -f "$old/files" ]; then
    comm -23 "$old/files" "$list" | grep -v -e '^lib/enlarger/' -e '/$' | while IFS= read -r file; do rm -f -- "$prefix/$file"; done
fi
state=done

if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$prefix/share/applications" 2>/dev/null || :; fi

cat <<END
Enlarger $(cat "$program/version") is installed in $prefix.
Into editors it is put by 'enlarger install gimp', 'enlarger install gimp3' and 'enlarger install krita'.
'$program/uninstall.sh' takes it away again.
END
case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) echo "Add $prefix/bin to your PATH, or call it as '$prefix/bin/enlarger'." ;;
esac
