#!/bin/sh
# Removes what install.sh has put into a folder, and nothing else:
#
#   uninstall.sh [--prefix FOLDER]    the folder that it lies in, or ~/.local, unless told otherwise
set -eu

die() {
    printf 'uninstall.sh: %s\n' "$1" >&2
    exit 1
}

# A function, because the script removes itself.
uninstall() {
    here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
    prefix=${HOME:+$HOME/.local}
    [ ! -f "$here/files" ] || prefix=${here%/lib/enlarger}
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
        '') die "There is no folder to remove it from: name it with --prefix." ;;
        *) prefix=$PWD/$prefix ;;
    esac
    prefix=${prefix%/}
    list=$prefix/lib/enlarger/files
    if [ -d "$prefix/lib/.enlarger.new" ]; then
        rm -rf -- "$prefix/lib/.enlarger.new"
        [ -f "$list" ] || { echo "What an interrupted installation had left in $prefix was removed." && exit; }
    fi
    [ -f "$list" ] || die "No installation was found in '$prefix': name its folder with --prefix."
    [ -w "$prefix/lib/enlarger" ] || die "You may not write into '$prefix': ask for the rights to write there."
    LC_ALL=C
    export LC_ALL

    # Those within come before the folder. The list goes last, so that what is interrupted can be done again.
    entries=$(sort -r -- "$list" | grep -Fvx lib/enlarger/files)
    failed=$(printf '%s\n' "$entries" | remove)
    [ -z "$failed" ] || die "Not everything could be removed: $failed"
    rm -f -- "$list"
    printf '%s\n' "$entries" | grep '/$' | remove
    [ ! -d "$prefix/share/applications" ] || refresh "$prefix/share/applications"
    echo "Enlarger was removed from $prefix. What 'enlarger install' had put into editors leads nowhere now, and may be deleted."
}

# Removes the entries that it is told, and prints those that stay. A folder with something of somebody else's stays in silence.
remove() {
    while IFS= read -r entry; do
        # Folders above the prefix were made, too.
        case $entry in
            /*/) ;;
            /*) continue ;;
            *) entry=$prefix/$entry ;;
        esac
        case $entry in
            */share/applications/) [ ! -d "$entry" ] || refresh "$entry" ;;
        esac
        case $entry in
            */) rmdir -- "$entry" 2>/dev/null || : ;;
            *) rm -f -- "$entry" 2>/dev/null || printf '%s\n' "$entry" ;;
        esac
    done
}

# What the desktop remembers of the entries; where there are none any more, it was remembered for ours alone.
refresh() {
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$1" 2>/dev/null || :; fi
    [ "$(ls -A -- "$1")" != mimeinfo.cache ] || rm -f -- "$1/mimeinfo.cache"
}

uninstall "$@"
exit
