#!/usr/bin/env bash
# `make test-bare`: a clone of this commit, tested in a new Debian 12 that has Rust, Python, Node, make and git, and
# nothing else. It shows what the other scripts forget to install. Needs root; takes as long as `make test` from
# nothing. Another command than `make test` may be given.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" -eq 0 ] || { echo "test-bare: it makes a root file system, and so must be root" >&2; exit 1; }
source scripts/lib/need.sh
need debootstrap debootstrap
install_missing

root=${XWSSE_BARE:-$(mktemp -d)/debian}
if [ ! -e "$root/usr/bin/make" ]; then
  echo "== bare: making Debian 12 in $root"
  debootstrap --variant=minbase --include=ca-certificates,python3-minimal,python3,make,git bookworm "$root" >"$root.log"
fi

echo "== bare: Rust and Node of this machine, its certificates, and a clone of $(git rev-parse --short HEAD)"
mkdir -p "$root"/opt/rust "$root"/opt/node/bin "$root"/opt/node/lib/node_modules "$root"/root "$root"/dev/shm
for part in bin lib libexec; do # its documentation is larger than all of these
  [ ! -e "$(rustc --print sysroot)/$part" ] || cp -a "$(rustc --print sysroot)/$part" "$root/opt/rust/"
done
cp -a "$(readlink -f "$(command -v node)")" "$root/opt/node/bin/node"
cp -a "$(npm root --global 2>/dev/null)/npm" "$root/opt/node/lib/node_modules/"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/opt/node/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/opt/node/bin/npx"
cat /etc/ssl/certs/ca-certificates.crt >"$root/etc/ssl/certs/ca-certificates.crt"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
printf '%s localhost\n' 127.0.0.1 ::1 >"$root/etc/hosts" # an installed Debian has it, debootstrap leaves it out
rm -rf "$root/srv/xwsse"
git clone --quiet . "$root/srv/xwsse"

[ "$#" -gt 0 ] || set -- make test
echo "== bare: $*"
# A mount namespace of its own: what is mounted goes when the command ends. Of the environment only what leads to
# certificates is kept.
mapfile -t certificates < <(env | grep -E '^(SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|PIP_CERT)=' || true)
exec unshare --mount --pid --fork --kill-child bash -c '
  root=$1; shift
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/dev/shm"
  exec chroot "$root" "$@"
' bare "$root" /usr/bin/env -i "${certificates[@]}" HOME=/root TERM="${TERM:-dumb}" LANG=C.UTF-8 \
  PATH=/opt/rust/bin:/opt/node/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  bash -c 'cd /srv/xwsse && exec "$@"' bare "$@"
