# What the scripts beside it share: a feed and a mailbox, and what a person finds after all mails were read.
#   program, source, work: set by the script

typed() { "$program" --config "$work/config" --data "$work/data" "$@"; }

# Forty stays and their mails, invented. The feed's days are those of the mails.
make_host() {
  mkdir -p "$work/config" "$work/mails"
  "$program" corpus generate "$work/corpus" --count "${1:-60}" --seed 5 >/dev/null 2>&1
  cp "$work/corpus/mail/"*.eml "$work/mails/"
  { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n'
    sed -n 's/.*"kind":"confirmed".*/&/p' "$work/corpus/truth.jsonl" | while read -r line; do
      in=$(sed -n 's/.*"check_in":"\([0-9-]*\)".*/\1/p' <<<"$line") out=$(sed -n 's/.*"check_out":"\([0-9-]*\)".*/\1/p' <<<"$line")
      [[ -n $in && -n $out ]] || continue
      printf 'BEGIN:VEVENT\r\nUID:%s-%s\r\nDTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n' \
        "$in" "$out" "${in//-/}" "${out//-/}"
    done
    printf 'END:VCALENDAR\r\n'; } >"$work/stays.ics"
}

# Whatever a host does: everything may fail, but must say why.
live() {
  step calendar import "$work/stays.ics" --platform airbnb --property Loft &&
    { typed connection list --json 2>/dev/null | grep -q '"name"' || step connection create --platform airbnb --folder "$work/mails"; } &&
    step sync --all
}

# One command. If it fails, it must have said something; what it said is in $work/said.
step() {
  local code=0
  typed "$@" >"$work/out" 2>"$work/said" || code=$?
  [[ $code -ne 0 ]] || return 0
  failed="$*" failed_with=$code
  [[ $code -lt 128 ]] || { echo "killed by signal $((code - 128)): $*" >&2; cat "$work/said" >&2; exit 1; }
  [[ -s $work/said || -s $work/out ]] || { echo "failed in silence: $*" >&2; exit 1; }
  return 1
}

# What a person finds, without ids and times of day.
found() {
  { typed mails list --json 2>/dev/null || echo "mails list failed"; } | grep -oE '"outcome": ?"[a-z_]*"|failed' | sort | uniq -c
  { typed bookings list --json 2>/dev/null || echo "bookings list failed"; } | grep -oE '"(guest_name|check_in|check_out)": ?[^,}]*|failed' | sort
}
