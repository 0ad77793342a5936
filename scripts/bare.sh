#!/usr/bin/env bash
# Proves on a bare Debian 12 that `./dev test` and `./dev run` need nothing but a clone: makes such a system in a folder,
# clones what is committed here into it, and runs both there, the tests twice in a row. Needs root and debootstrap; removes
# the folder again.
#
#     scripts/bare.sh [FOLDER]      FOLDER must not exist yet; without one a temporary folder is used
#
# How this machine reaches its package sources is handed on to the bare system, and nowhere written down.
set -euo pipefail
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=${1:-$(mktemp -d)/debian}

main() {
    ((EUID == 0)) || { echo "Only root can do this." >&2; exit 1; }
    [[ ! -e $root ]] || { echo "$root exists already." >&2; exit 1; }
    trap leave EXIT
    timed "make a bare Debian 12" make_debian
    hand_on_the_way_out
    for folder in proc dev dev/pts dev/shm; do
        mkdir -p "$root/$folder"
        mount --bind "/$folder" "$root/$folder"
    done
    timed "install git" inside "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends git"
    timed "clone" git clone -q --no-hardlinks "$repo" "$root/sagsbord"
    timed "./dev test" inside "cd /sagsbord && CI=true ./dev test"
    timed "./dev test, again" inside "cd /sagsbord && CI=true ./dev test"
    timed "./dev run" inside "cd /sagsbord && ./dev run --data /tmp/data && ls -l target/sagsbord.png"
    cp "$root/sagsbord/target/sagsbord.png" "$repo/target/sagsbord-bare.png"
    echo "Its window is drawn in target/sagsbord-bare.png."
    printf '\n== Times\n%s' "$times"
}

make_debian() {
    debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"}
}

# The way to the package sources: names, certificates, lists, and what the environment says of proxies and clients.
hand_on_the_way_out() {
    local file
    for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt "$HOME/.npmrc" "$HOME/.cargo/config.toml"; do
        if [[ -e $file ]]; then install -D -m 644 "$file" "$root/$file"; fi
    done
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
    rm -f "$root/etc/apt/sources.list"
    cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
    grep -hs '^Acquire' /etc/apt/apt.conf /etc/apt/apt.conf.d/* >"$root/etc/apt/apt.conf.d/99handed-on" || true
}

inside() {
    local handed_on
    mapfile -t handed_on < <(env | grep -iE '^((https?|no|all)_proxy|[A-Z_]*CA_?(CERTS?|INFO|BUNDLE|CERTS_FILE)|SSL_CERT_(FILE|DIR)|PIP_[A-Z_]+|CARGO_(HTTP|NET|REGISTR)[A-Z_]*|NPM_CONFIG_[A-Z_]+)=')
    env -i HOME="$HOME" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${handed_on[@]}" chroot "$root" bash -c "$1"
}

times=
timed() {
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    "$@"
    times+="$name: $((SECONDS - start)) s"$'\n'
    echo "== $name: $((SECONDS - start)) s"
}

leave() {
    local folder
    for folder in dev/shm dev/pts dev proc; do
        if mountpoint -q "$root/$folder"; then umount -l "$root/$folder"; fi
    done
    # Below a mount that is left lies this machine.
    if grep -q " $root/" /proc/mounts; then
        echo "$root is still in use and stays." >&2
        return
    fi
    rm -rf --one-file-system "$root"
}

mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -1)
main
