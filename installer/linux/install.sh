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

# Newlines part the names of files in here.
line='
'
prefix=${HOME:+$HOME/.local}
is_given=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -gt 1 ] || die "--prefix wants a folder."
            prefix=$2
            is_given=1
            shift
            ;;
        --prefix=*)
            prefix=${1#--prefix=}
            is_given=1
            ;;
        *)
            sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
    shift
done
case $prefix in
    *"$line"*) die "The folder's name must not have a line break in it: choose another one with --prefix." ;;
    /*) ;;
    '') die "There is no folder to install into: name one with --prefix." ;;
    *) prefix=$PWD/$prefix ;;
esac
prefix=${prefix%/}
# In somebody's folders root would leave files that are not theirs.
[ -n "$is_given" ] || [ "$(id -u)" != 0 ] || [ "$(stat -c %u -- "$HOME")" = 0 ] ||
    die "This would be for root in the folders of another user: run it without sudo, or for everybody with --prefix /usr/local."
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

# Folders that were made, and files that wait for their place in share.
made=
waiting=
state=nothing

leave() {
    code=$?
    trap - EXIT HUP INT TERM
    [ "$state" != swapping ] || [ -e "$program" ] || [ ! -e "$old" ] || mv -- "$old" "$program"
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

crowded() {
    die "Enlarger could not be written into '$prefix', and nothing was changed: make room ($((needed / 1024)) MB), or choose another folder with --prefix."
}

# What could not be written has another cause than room where there is some left.
full() {
    [ "$(df -Pk -- "$prefix/lib" | awk 'NR == 2 { print $4 }')" -ge 8192 ] || crowded
    die "Enlarger could not be written into '$prefix', and nothing was changed: perhaps a folder in it is not yours to write into, or its disk takes no more files."
}

[ ! -e "$program" ] || [ -f "$list" ] || die "'$program' is from no installation like this one: move it away and try again."
# shellcheck disable=SC2088 # It is a name to compare with.
if [ -e "$prefix/bin/enlarger" ] || [ -L "$prefix/bin/enlarger" ]; then
    [ "$(readlink -- "$prefix/bin/enlarger" || :)" = ../lib/enlarger/enlarger ] || die "'$prefix/bin/enlarger' is from no installation like this one: move it away and try again."
fi

make "$prefix/lib"
[ -w "$prefix/lib" ] || die "You may not write into '$prefix': choose another folder with --prefix, or ask for the rights to write there."
# One at a time, where the system can tell.
exec 9<"$prefix/lib"
! command -v flock >/dev/null || flock -n 9 || die "Another installation into '$prefix' is under way: wait until it is done, then start this again."
# What an interrupted installation left.
rm -rf -- "$new"
[ ! -e "$old" ] || [ -e "$program" ] || mv -- "$old" "$program"
# What older ones have put outside of the program's folder.
known=$(cat -- "$list" "$old/files" 2>/dev/null | grep -v '^lib/enlarger/' | sort -u || :)
rm -rf -- "$old"

needed=$(du -sk -- "$here/program" "$here/share" | awk '{ sum += $1 } END { print sum + 4096 }')
free=$(df -Pk -- "$prefix/lib" | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$needed" ] || crowded

mkdir -- "$new"
cp -R -- "$here/program/." "$new/" 2>/dev/null || full
cp -- "$here/uninstall.sh" "$new/" 2>/dev/null || full
# The archive may have been unpacked for its owner's eyes only.
chmod -R u=rwX,go=rX -- "$new"

code=0
said=$("$new/enlarger" models verify --folder "$new/models" 2>&1) || code=$?
case $code in
    0) ;;
    4) die "A generator is damaged, so nothing was installed: unpack the archive again, or fetch it anew." ;;
    *) die "The program does not run on this system, so nothing was installed: it needs glibc 2.28, libstdc++ of GCC 7 and OpenSSL 1.1, or newer ($(printf '%s\n' "$said" | head -n 1))." ;;
esac

mkdir -- "$new/.prefix"
cp -R -- "$here/share" "$new/.prefix/share" 2>/dev/null || full
"$new/enlarger" menus "$new/.prefix/share" --program "$program" >/dev/null || full
chmod -R u=rwX,go=rX -- "$new/.prefix"

# Everything beside its place.
for file in $(cd -- "$new/.prefix" && find share -type f | sort); do
    # What 'enlarger install' has put there is ours, too.
    if { [ -e "$prefix/$file" ] || [ -L "$prefix/$file" ]; } && ! printf '%s\n' "$known" | grep -Fqx -- "$file" && ! grep -qs enlarger-desktop -- "$prefix/$file"; then
        die "'$prefix/$file' is from no installation like this one: move it away and try again."
    fi
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
    printf '%s\n' "$known" | grep '/$' || :
} | sort -u >"$new/.files" 2>/dev/null || full
mv -- "$new/.files" "$new/files"

# From here on it is a matter of renaming, which is better done than left half way.
trap '' HUP INT TERM
state=swapping
[ ! -e "$program" ] || mv -- "$program" "$old"
mv -- "$new" "$program"
printf %s "$waiting" | while IFS= read -r file; do mv -fT -- "$prefix/$file" "$prefix/${file%.enlarger-new}"; done
# What only the older one had.
printf '%s\n' "$known" | grep -v -e '/$' -e '^$' | sort -u | comm -23 - "$list" | while IFS= read -r file; do rm -f -- "$prefix/$file"; done
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
