#!/bin/bash
# Runs the commands of README's tour against a real `connections serve`:  tour.sh PROGRAM SOURCE
# Each command must succeed, and what it prints must say what the tour is about. Exit code 77: there is no curl.
set -euo pipefail
program=$1 source=$2
command -v curl >/dev/null || exit 77

work=$(mktemp -d)
chmod o+x "$work"   # the private cluster of root runs as another user
typed() { "$program" --config "$work/config" --data "$work/data" "$@"; }
serve=
clean_up() {
  [[ -z $serve ]] || kill "$serve" 2>/dev/null || true
  [[ -z $serve ]] || wait "$serve" 2>/dev/null || true
  typed db stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT

# A calendar with two coming stays, a mailbox with one mail.
day() { date -u -d "$1 days" +%Y%m%d; }
stay() { printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n' "$1" "$(day "$2")" "$(day "$3")"; }
mkdir "$work/config" "$work/mail"
{ printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n'; stay a 5 9; stay b 20 23; printf 'END:VCALENDAR\r\n'; } >"$work/stays.ics"
cp "$source/engine/corpus/invented/mail/airbnb/confirmed-de.eml" "$work/mail/a.eml"
port=$((20000 + RANDOM % 20000))
echo "server: { listen: '127.0.0.1:$port' }" >"$work/config/connections.yaml"
typed calendar import "$work/stays.ics" --platform airbnb --property "Harbour Loft" >/dev/null
typed connection create --platform airbnb --folder "$work/mail" >/dev/null
key=$(typed workspace key create tour --role owner 2>/dev/null)
"$program" --config "$work/config" --data "$work/data" serve --in-process >"$work/log" 2>&1 &   # itself, so that it gets the signal
serve=$!
for _ in $(seq 1500); do   # its rules are tried at first. Until it answers and has synced once: a sync that is asked for meanwhile would be refused
  curl -fs "http://127.0.0.1:$port/healthz" >/dev/null && grep -q sync_run_end "$work/log" && break
  kill -0 "$serve" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done

tour=$(sed -n '/<!-- tour -->/,/<!-- \/tour -->/p' "$source/README.md" | grep -v -e '^```' -e '<!--')
[[ $(wc -l <<<"$tour") -ge 15 ]] || { echo "README has no tour" >&2; exit 1; }
URL=http://127.0.0.1:$port KEY=$key bash -euo pipefail -c "$tour" >"$work/out" || { cat "$work/out" "$work/log" >&2; exit 1; }
for expected in '"alive":true' '"sentence":"0 of 2 arrivals named"' '"guest_name":"Ada Example"' '"emails_scanned":1' 'BEGIN:VCALENDAR' \
    'SUMMARY:Reserved - Ada' 'connections_arrivals 1' '"items":[]'; do
  grep -qF -- "$expected" "$work/out" || { echo "expected $expected in:" >&2; cat "$work/out" >&2; exit 1; }
done
