#!/bin/sh
# Shows a folder that debian-folder.sh makes at another place, where everything may be changed and nothing of it stays: without a
# network, until standard input ends. Says "ready" when it is there. Whoever enters the mount and network namespaces of this very
# process sees it.
#
#   debian-fresh.sh FOLDER PLACE SHARED
#
# SHARED is seen there at /mnt, read-only. Needs root.
set -eu

if [ "${ENLARGER_IN_NAMESPACE:-}" != yes ]; then
    ENLARGER_IN_NAMESPACE=yes exec unshare --mount --net --propagation private -- sh "$0" "$@"
fi

folder=$1 place=$2 shared=$3
changes=$place.changes
mkdir -p "$place" "$changes"
# What is changed lies in memory; where folders cannot be laid over each other it is a copy.
mount -t tmpfs changes "$changes"
mkdir "$changes/up" "$changes/work"
mount -t overlay overlay -o "lowerdir=$folder,upperdir=$changes/up,workdir=$changes/work" "$place" 2>/dev/null ||
    cp -a --reflink=auto "$folder/." "$place"
mount -t proc proc "$place/proc"
mount --rbind /dev "$place/dev"
mount --bind "$shared" "$place/mnt"
mount -o remount,bind,ro "$place/mnt"

echo ready
cat >/dev/null
