#!/usr/bin/env bash
# ./run from end to end, with a dotnet that does nothing (fake-dotnet) and a real PostgreSQL.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
HOLDER=''
cleanup() {
  [[ -z $HOLDER ]] || kill "$HOLDER" 2>/dev/null || true
  "$ROOT/run" --stop >/dev/null 2>&1 || true
  rm -rf "$WORK"
}
trap cleanup EXIT

if [[ ! -s $ROOT/src/Importers/bin/Release/net10.0/PublicDirectory.Importers.dll ]]; then
  echo "skip run: the importers are not built"
  exit 0
fi

mkdir "$WORK/bin" "$WORK/national"
ln -s "$ROOT/scripts/tests/fake-dotnet" "$WORK/bin/dotnet"
export PATH="$WORK/bin:$PATH" FAKE_LOG="$WORK/asked"
API_PORT=$(free_port) EXTRANET_PORT=$(free_port)
run() { "$ROOT/run" --port "$API_PORT" --extranet-port "$EXTRANET_PORT" "$@"; }
asked() { # what dotnet was asked since the last time
  paste -sd' ' "$FAKE_LOG" 2>/dev/null || true
  rm -f "$FAKE_LOG"
}
pid_of() { cut -d' ' -f1 "$DIRECTORY_STATE/pids/$1" 2>/dev/null || echo none; }

FAKE_FAILS=sample expect "an import that fails is told" 1 "what went wrong" run
same "it stops the server that it started" "" "$(cat "$DIRECTORY_STATE/postgres/data/postmaster.pid" 2>/dev/null || true)"
asked >/dev/null
expect "the next run goes on" 0 "Directory is ready" run
same "what was done is not done again" "migrate sample" "$(asked)"
sum='Directory is ready \([0-9.]+ s: downloads [0-9.]+ s, build [0-9.]+ s, the rest [0-9.]+ s\)'
if [[ $OUTPUT =~ $sum ]]; then pass "the sum of the times is told"; else failed "the sum of the times is told" "$OUTPUT"; fi
api=$(pid_of api) extranet=$(pid_of extranet) heads=$(pid_of heads)
expect "a run when nothing changed" 0 "Directory is ready" run
same "imports nothing" migrate "$(asked)"
same "leaves the hosts" "$api $extranet $heads" "$(pid_of api) $(pid_of extranet) $(pid_of heads)"

same "the API has its own connection string only" "DIRECTORY_DATABASE_API directory_api" \
  "$(sed -nE 's/^(DIRECTORY_DATABASE[A-Z_]*)=.*Username=([a-z_]+);.*/\1 \2/p' "$FAKE_LOG.PublicDirectory.Api.dll" | paste -sd' ')"
same "the extranet has its own only" "DIRECTORY_DATABASE directory_extranet" \
  "$(sed -nE 's/^(DIRECTORY_DATABASE[A-Z_]*)=.*Username=([a-z_]+);.*/\1 \2/p' "$FAKE_LOG.PublicDirectory.Extranet.dll" | paste -sd' ')"
same "and keys that lie outside the database" "Keys__Certificate__Path Keys__SecondFactors SignIn__BreachedPasswords" \
  "$(sed -nE 's/^((Keys|SignIn)__[A-Za-z_]+)=.+/\1/p' "$FAKE_LOG.PublicDirectory.Extranet.dll" | grep -v SecureCookies | sort | paste -sd' ')"
expect "demonstration accounts beside the sample" 0 "editrice@exemple.fr" run
same "passwords are for their owner's eyes" "700 600" \
  "$(stat -c %a "$DIRECTORY_STATE/secrets") $(stat -c %a "$DIRECTORY_STATE/secrets/directory_extranet")"

roles() ( # what the logins may do before the migrations, asked as themselves
  export PGPASSWORD
  PGPASSWORD=$(<"$DIRECTORY_STATE/secrets/$1")
  psql -X -h 127.0.0.1 -p "$(<"$DIRECTORY_STATE/postgres/port")" -U "$1" -d directory -Atc "
    select has_database_privilege('directory', 'temporary'), has_schema_privilege('public', 'create')"
)
if command -v psql >/dev/null; then
  same "the owner's login may create" "t|t" "$(roles directory_owner)"
  same "the programs' logins are let in by the migrations alone" "" "$(roles directory_api 2>/dev/null)$(roles directory_extranet 2>/dev/null)"
else
  echo "skip roles: no psql on PATH"
fi

kill -KILL "$api"
expect "a host that died" 0 "Directory is ready" run
same "is started again, and it alone" "$extranet" "$(pid_of extranet)"
echo "$$ 1 signature $API_PORT" >"$DIRECTORY_STATE/pids/someone"
expect "a process number that another program has now" 0 "Directory is ready" run --port "$(free_port)"
asked >/dev/null

touch "$WORK/national/data.gouv_local.json"
expect "national files" 0 "Directory is ready" run --data "$WORK/national"
same "take the place of the sample" "migrate sample annuaire" "$(asked)"
expect "nobody but an administrator then" 0 "--administrator prenom.nom@example.fr" run --data "$WORK/national"
expect "made when asked" 0 "jeton=once" run --data "$WORK/national" --administrator ana@example.fr --name "Ana Lopez"
same "whose link is kept nowhere" "" "$(grep -rl jeton=once "$DIRECTORY_STATE/logs" || true)"
asked >/dev/null
echo changed >"$WORK/national/data.gouv_local.json"
expect "changed files" 0 "Directory is ready" run --data "$WORK/national"
same "are imported again" "migrate annuaire" "$(asked)"
expect "a run without --data" 0 "left as imported from" run
same "does not mix the sample with them" migrate "$(asked)"

run --stop >/dev/null
FAKE_FAILS=PublicDirectory.Extranet.dll expect "a host that does not start is told with its log" 1 "no such table" run
same "and the other host is stopped" none "$(pid_of api)"

# Killed in the middle of an import: what still works holds the lock, and the next run waits for it.
rm -f "$FAKE_LOG.slow"
echo again >"$WORK/national/data.gouv_local.json"
FAKE_SLOW=annuaire "$ROOT/run" --port "$API_PORT" --extranet-port "$EXTRANET_PORT" --data "$WORK/national" >/dev/null 2>&1 </dev/null &
HOLDER=$!
disown "$HOLDER"
until [[ -s $FAKE_LOG.slow ]]; do sleep 0.05; done
kill -KILL "$HOLDER"
(sleep 0.5 && kill -TERM "$(<"$FAKE_LOG.slow")") &
expect "after kill -9, the next run waits for what is left" 0 "waiting for it to finish" run --data "$WORK/national"
expect "then everything is as it was" 0 "unchanged since the last import" run --data "$WORK/national"

expect "--stop" 0 "stopped" run --stop
same "leaves no host" "none none none" "$(pid_of api) $(pid_of extranet) $(pid_of heads)"
expect "an existing database is used as it is" 0 "left as they are" env DIRECTORY_DATABASE="Host=elsewhere" "$ROOT/run" \
  --port "$API_PORT" --extranet-port "$EXTRANET_PORT"
same "no server of ours runs then" "" "$(cat "$DIRECTORY_STATE/postgres/data/postmaster.pid" 2>/dev/null || true)"
