#!/bin/bash
# A disk that is full at any write:  disk_full.sh PROGRAM SOURCE [SIZES]
# The data folder is a small file system, of SIZES sizes (4) from one that cannot hold the database to one that holds all; most are
# those where the disk fills while mails are read. The host does all there is to do; then the disk grows, and he does it again: what
# he finds must be what a host finds whose disk was never full.
set -euo pipefail
program=$1 source=$2 sizes=${3:-4}
if [[ -z ${IN_FAULTS-} ]]; then   # a name space of its own: no mount outlives the script
  [[ $(id -u) == 0 ]] || exit 77   # mounting is root's
  unshare --mount bash -c 'mount -t tmpfs tmpfs /mnt' 2>/dev/null || exit 77   # a container that may not
  IN_FAULTS=1 exec unshare --mount "$0" "$@"
fi
work=$(mktemp -d)
chmod o+x "$work"   # the private cluster of root runs as another user
. "$source/tests/faults/workspace.sh"
trap 'typed db stop >/dev/null 2>&1 || true; umount "$work/data" 2>/dev/null || true; rm -rf "$work"' EXIT

make_host
mkdir "$work/data"
live || { echo "an undisturbed host fails: $failed" >&2; cat "$work/said" >&2; exit 1; }
found >"$work/undisturbed"
[[ $(wc -l <"$work/undisturbed") -gt 20 ]] || { echo "the undisturbed host finds nothing" >&2; exit 1; }
needed=$(du -sk "$work/data" | cut -f1)
typed db stop >/dev/null 2>&1
rm -rf "$work/data"; mkdir "$work/data"

reading=$((6 << 10))   # KiB that are written after the empty database
few=$((sizes / 4))
for ((i = 0; i < sizes; ++i)); do
  if ((i < few)); then size=$(((8 << 10) + (needed - reading - (8 << 10)) * i / few))
  else size=$((needed - reading + (reading + 1024) * (i - few) / (sizes - few))); fi
  mount -t tmpfs -o "size=${size}k,mode=755" tmpfs "$work/data"
  failed= failed_with=
  live || true
  first="${failed:-nothing} (exit ${failed_with:-0})"
  mount -o remount,size=2g "$work/data"
  live || { echo "$size KiB: after the disk has grown, '$failed' still fails:" >&2; cat "$work/said" >&2; exit 1; }
  found >"$work/now"
  diff "$work/undisturbed" "$work/now" >&2 || { echo "$size KiB: something else is found" >&2; exit 1; }
  echo "$size of $needed KiB: first failed: $first; healed"
  typed db stop >/dev/null 2>&1 || true
  for _ in $(seq 50); do umount "$work/data" 2>/dev/null && break; sleep 0.2; done   # PostgreSQL's last process may still end
  ! mountpoint -q "$work/data" || { echo "$size KiB: something still runs in the data folder" >&2; exit 1; }
done
