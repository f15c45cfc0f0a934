#!/bin/sh
# Runs a program of the folder that debian-folder.sh makes, in the place of this shell, so that its process has this number.
#
#   debian-run.sh FOLDER PROGRAM [ARGUMENT...]
#
# It sees /tmp and ENLARGER_TEMPORARY, and under their own names, read-only, what ENLARGER_BIND lists, one path a line: the
# programs under test and what they need. Processes, the network and the screen are this machine's own. Needs root.
set -eu

if [ "${ENLARGER_IN_NAMESPACE:-}" != yes ]; then
    ENLARGER_IN_NAMESPACE=yes exec unshare --mount --propagation private -- sh "$0" "$@"
fi

folder=$1
shift
bind() {
    mkdir -p "$folder$1"
    mount --rbind "$1" "$folder$1"
}

mount -t proc proc "$folder/proc"
for path in /dev /sys /tmp; do bind "$path"; done
printf '%s\n' "${ENLARGER_BIND:-}" | while read -r path; do
    case $path in /tmp/*) continue ;; esac
    if [ -e "$path" ]; then
        bind "$path"
        mount -o remount,bind,ro "$folder$path"
    fi
done
case ${ENLARGER_TEMPORARY:-/tmp} in
    /tmp | /tmp/*) ;;
    *) bind "$ENLARGER_TEMPORARY" ;;
esac

unset ENLARGER_IN_NAMESPACE ENLARGER_BIND ENLARGER_TEMPORARY
# What the search path of this machine leads to may be what has started this.
PATH=/usr/sbin:/usr/bin:/sbin:/bin exec chroot "$folder" "$@"
