#!/bin/sh
# Makes a folder with a Debian that has an editor, for tests, and prints its path.
#
#   debian-folder.sh gimp2|gimp3|gimp3-sid
#
# gimp2       bookworm with GIMP 2.10, and what shows manuals, completes words and checks desktop entries
# gimp3       trixie with GIMP 3.0
# gimp3-sid   sid with GIMP 3.2
#
# Needs root, debootstrap and a Debian mirror, which is taken from this machine's own apt sources. The folder is made
# once, beside its place, and renamed when it is complete: what was interrupted is made anew.
set -eu

# A change of what is installed needs a new folder, so the list is kept in it.
case ${1:-} in
    gimp2) suite=bookworm packages='gimp man-db bash-completion zsh fish desktop-file-utils' ;;
    gimp3) suite=trixie packages='gimp python3-gi gir1.2-gimp-3.0 fonts-dejavu-core' ;;
    gimp3-sid) suite=sid packages='gimp python3-gi gir1.2-gimp-3.0 fonts-dejavu-core' ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
cache=${XDG_CACHE_HOME:-$HOME/.cache}/enlarger-tests
folder=$cache/$1

if [ "$(cat "$folder/enlarger-packages" 2>/dev/null)" = "$packages" ]; then
    echo "$folder"
    exit
fi

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo "debian-folder.sh: a folder with a Debian can be made by root only, where debootstrap is installed." >&2
    exit 1
fi

# One at a time: two test runs may start together.
mkdir -p "$cache"
exec 9>"$folder.lock"
flock 9
if [ "$(cat "$folder/enlarger-packages" 2>/dev/null)" = "$packages" ]; then
    echo "$folder"
    exit
fi

codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' | awk -v suite="$codename" '$2 == suite { print $1 }' \
    | grep '/debian/*$' | sort -u | head -n 1)
if [ -z "$mirror" ]; then
    echo "debian-folder.sh: no Debian mirror is among the sources of apt on this machine." >&2
    exit 1
fi

new=$folder.new
rm -rf --one-file-system "$new" "$folder"
{
    debootstrap --variant=minbase "$suite" "$new" "$mirror"
    # The packages' own set-up finds no services to start, and no questions are asked.
    printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
    chmod +x "$new/usr/sbin/policy-rc.d"
    # The same proxy and the same view of the clock as the machine's own apt.
    apt-config dump | grep '^Acquire::' >"$new/etc/apt/apt.conf.d/99machine" || true
    unshare -m sh -c 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
        DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$1" apt-get install -y --no-install-recommends $2' - "$new" "$packages"
    rm -rf "$new"/var/cache/apt/*.bin "$new"/var/cache/apt/archives/*.deb "$new"/var/lib/apt/lists/*
} >"$folder.log" 2>&1 9>&- || {
    tail -n 5 "$folder.log" >&2
    echo "debian-folder.sh: the folder could not be made; $folder.log tells more." >&2
    exit 1
}

printf '%s' "$packages" >"$new/enlarger-packages"
mv "$new" "$folder"
echo "$folder"
