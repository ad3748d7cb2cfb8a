#!/usr/bin/env bash
# Kills the importer at random moments and checks that nothing is left of it, then that an undisturbed run ends as it
# should. See --help.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: bench/kill-importer.sh FILE [COMPETENCES-ZIP]

Imports the directory FILE into the database of DIRECTORY_DATABASE, killing the importer (kill -9) at random moments,
and compares after each kill what is published with what was. Then imports it undisturbed, and once more, which must
change nothing. The database must be migrated, hold territories and be for this alone: at the end it holds the file.

  ROUNDS=10     how many kills
  SECONDS_MAX=60  the latest moment of a kill; an import that ends before is told, and counts as no round
  SEED=1        of the random moments, to repeat them

Build in Release first. Exit codes: 0 all is well, 1 something was left behind or the import failed, 2 wrong usage.
HELP
}

if [[ ${1:-} == --help || ${1:-} == -h ]]; then usage; exit 0; fi
if (($# < 1 || $# > 2)) || [[ -z ${DIRECTORY_DATABASE:-} ]]; then usage >&2; exit 2; fi
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PROGRAM=$ROOT/src/Importers/bin/Release/net10.0/PublicDirectory.Importers.dll
if [[ ! -f $PROGRAM ]]; then echo "Build first: dotnet build src/Importers -c Release" >&2; exit 2; fi
ROUNDS=${ROUNDS:-10} SECONDS_MAX=${SECONDS_MAX:-60} RANDOM=${SEED:-1}
ARGUMENTS=(annuaire "$1")
if (($# == 2)); then ARGUMENTS+=(--competences "$2"); fi
LOG=$(mktemp)
trap 'rm -f "$LOG"' EXIT

state() { dotnet "$PROGRAM" verify; }

before=$(state)
printf 'before: %s\n' "${before//$'\n'/, }"
round=0
while ((round < ROUNDS)); do
  moment=$(printf '%d.%03d' $((RANDOM % SECONDS_MAX)) $((RANDOM % 1000)))
  dotnet "$PROGRAM" "${ARGUMENTS[@]}" >"$LOG" 2>&1 &
  importer=$!
  sleep "$moment"
  if kill -9 "$importer" 2>/dev/null; then
    wait "$importer" 2>/dev/null || true
    round=$((round + 1))
    said=$(tail -n 1 "$LOG")
    # The import before may hold its lock for a moment: then this one was refused and met nothing.
    after=$(state)
    if [[ $after != "$before" ]]; then
      printf 'round %d: killed after %s s: NOT as before: %s\n' "$round" "$moment" "${after//$'\n'/, }"
      exit 1
    fi
    printf 'round %d: killed after %s s (%s): as before\n' "$round" "$moment" "${said:-no progress yet}"
    sleep 3 # the database notices within two seconds that the importer is gone
  else
    code=0
    wait "$importer" || code=$?
    printf 'ended by itself within %s s, code %d: %s\n' "$moment" "$code" "$(head -n 1 "$LOG")"
    if ((code != 0)); then exit 1; fi
    before=$(state)
    SECONDS_MAX=$((SECONDS_MAX > 2 ? SECONDS_MAX / 2 : 1))
  fi
done

dotnet "$PROGRAM" "${ARGUMENTS[@]}" 2>/dev/null
first=$(state)
dotnet "$PROGRAM" "${ARGUMENTS[@]}" 2>/dev/null
second=$(state)
printf 'after:  %s\n' "${first//$'\n'/, }"
if [[ $first != "$second" ]]; then
  printf 'a second run changed: %s\n' "${second//$'\n'/, }"
  exit 1
fi
echo "Compare the digest with that of a database that was never disturbed."
