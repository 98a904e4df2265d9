#!/bin/bash
# A clock that was wrong, by years:  clock.sh PROGRAM SOURCE
# The host syncs while it is; then it is set right, and he syncs again: he must find what a host finds whose clock was always right.
set -euo pipefail
program=$1 source=$2
command -v faketime >/dev/null || exit 77
! ldd "$program" | grep -qE 'lib[at]san' || exit 77   # a sanitizer wants to be loaded first, as faketime does
. "$source/tests/faults/workspace.sh"
top=$(mktemp -d)
chmod o+x "$top"
work=$top/right
trap 'for work in "$top"/*; do typed db stop >/dev/null 2>&1 || true; done; rm -rf "$top"' EXIT

make_host
live || { echo "an undisturbed host fails: $failed" >&2; cat "$work/said" >&2; exit 1; }
found >"$top/undisturbed"
for clock in '-2 years' '+2 years' '1970-01-02 00:00:00'; do
  work="$top/${clock//[ :]/_}"
  mkdir "$work"
  cp -r "$top/right/mails" "$top/right/stays.ics" "$work/"; mkdir "$work/config"
  typed db migrate >/dev/null   # starts PostgreSQL, whose own clock is right
  right=$program
  program=$top/wrong_clock
  printf '#!/bin/sh\nexec faketime -f "%s" "%s" "$@"\n' "$([[ $clock == 1970* ]] && echo "@$clock" || echo "${clock% years}y")" "$right" >"$program"
  chmod +x "$program"
  failed= failed_with=
  live || true
  program=$right
  echo "$clock: first failed: ${failed:-nothing} (exit ${failed_with:-0})"
  live || { echo "$clock: with the right clock, '$failed' still fails:" >&2; cat "$work/said" >&2; exit 1; }
  found >"$top/now"
  diff "$top/undisturbed" "$top/now" >&2 || { echo "$clock: something else is found" >&2; exit 1; }
  typed db stop >/dev/null 2>&1
done
