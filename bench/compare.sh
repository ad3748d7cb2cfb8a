#!/usr/bin/env bash
# Requests per second of the API next to the same bytes ready-made, and next to other GraphQL servers. See --help.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FROM=$ROOT/bench/compare
WORK=$ROOT/.tools/compare
DATABASE=directory_compare
API_PORT=5990
ROUNDS=5 SECONDS_EACH=5 CONNECTIONS=16 QUERIES='id nearest page' REFILL=''
PIDS=()

usage() {
  cat <<'HELP'
Usage: bench/compare.sh [options]

Compares, on the same data and with answers checked to be the same:
  api                 Directory.Api, everything on
  ready-made          the same bytes from the same server, ready-made (bench/ReadyMade)
  graphql-net         GraphQL.NET, its data in memory, its document cache on (bench/GraphQLNet)
  mercurius-memory    mercurius with JIT, its data in memory
  mercurius-postgres  mercurius with JIT over PostgreSQL
  yoga-postgres       graphql-yoga over PostgreSQL
  postgraphile        PostGraphile over PostgreSQL
The server measured runs on core 0 and wrk on core 1; PostgreSQL runs where it wants. One round measures each in turn.

  --rounds N     how many rounds after the warm-up (5)
  --seconds N    how long each server is measured in a round (5)
  --query NAME   only this one of id, nearest, page
  --refill       export the data and fill the comparison's database anew
  --help         this text

Needs wrk, jq, psql, node, npm, and two variables:
  DIRECTORY_DATABASE_API   the directory's database, as the API takes it
  COMPARE_SERVER           a PostgreSQL server where a database "directory_compare" may be made: postgres://user@host:port
The packages of bench/compare/package-lock.json go to .tools/compare, and are no part of the product.
HELP
}

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

stop() {
  if ((${#PIDS[@]} > 0)); then kill "${PIDS[@]}" 2>/dev/null || true; fi
}
trap stop EXIT

while (($# > 0)); do
  case $1 in
    --rounds) ROUNDS=${2:?} && shift ;;
    --seconds) SECONDS_EACH=${2:?} && shift ;;
    --query) QUERIES=${2:?} && shift ;;
    --refill) REFILL=yes ;;
    --help | -h) usage && exit 0 ;;
    *) fail "There is no option \"$1\". See --help." 2 ;;
  esac
  shift
done

for tool in wrk jq psql node npm taskset curl; do
  command -v "$tool" >/dev/null || fail "$tool is missing."
done
[[ -n ${DIRECTORY_DATABASE_API:-} && -n ${COMPARE_SERVER:-} ]] || fail 'Set DIRECTORY_DATABASE_API and COMPARE_SERVER. See --help.' 2

# Node finds packages beside the files that ask for them, so the servers are copied there.
set_up() {
  mkdir -p "$WORK/postgraphile"
  local folder
  for folder in . postgraphile; do
    if ! cmp -s "$FROM/$folder/package-lock.json" "$WORK/$folder/package-lock.json"; then
      cp "$FROM/$folder/package.json" "$FROM/$folder/package-lock.json" "$WORK/$folder/"
      (cd "$WORK/$folder" && npm ci --no-audit --no-fund --loglevel=error)
    fi
  done
  cp "$FROM"/*.mjs "$FROM/schema.graphql" "$WORK/"
  cp "$FROM/postgraphile/server.mjs" "$WORK/postgraphile/"
  dotnet build "$ROOT/src/Directory.Api" -c Release -v quiet -nologo
  dotnet build "$ROOT/bench/ReadyMade" -c Release -v quiet -nologo
  dotnet build "$ROOT/bench/GraphQLNet" -c Release -v quiet -nologo
}

wait_for() {
  local name=$1 url=$2 tries
  for ((tries = 0; tries < 300; tries++)); do
    if curl -sS -o /dev/null "$url" 2>/dev/null && [[ $(curl -s -o /dev/null -w '%{http_code}' "$url") != 503 ]]; then return; fi
    sleep 0.2
  done
  fail "$name does not answer; its log: $WORK/$name.log"
}

start_api() {
  (
    cd "$ROOT/src/Directory.Api/bin/Release/net10.0"
    export DOTNET_STARTUP_HOOKS=$ROOT/bench/ReadyMade/bin/Release/net10.0/PublicDirectory.ReadyMade.dll
    export ASPNETCORE_HOSTINGSTARTUPASSEMBLIES=PublicDirectory.ReadyMade
    export GraphQL__CostBurst=2000000000 GraphQL__CostPerSecond=2000000000 # one caller asks for all
    Urls=http://127.0.0.1:$API_PORT exec taskset -c 0 dotnet PublicDirectory.Api.dll
  ) >"$WORK/api.log" 2>&1 &
  PIDS+=($!)
  wait_for api "http://127.0.0.1:$API_PORT/health/ready"
}

start_graphql_net() {
  taskset -c 0 dotnet "$ROOT/bench/GraphQLNet/bin/Release/net10.0/PublicDirectory.GraphQLNet.dll" 5995 "$WORK/data.ndjson" >"$WORK/graphql-net.log" 2>&1 &
  PIDS+=($!)
  wait_for graphql-net http://127.0.0.1:5995/graphql
}

start_node() {
  local name=$1 port=$2 file=$3
  (cd "$WORK" && NODE_ENV=production exec taskset -c 0 node "$file" "$port" "$4") >"$WORK/$name.log" 2>&1 &
  PIDS+=($!)
  wait_for "$name" "http://127.0.0.1:$port/graphql"
}

fill() {
  if [[ -z $REFILL && -s $WORK/data.ndjson ]] && psql "$COMPARE_SERVER/$DATABASE" -qc 'select 1' >/dev/null 2>&1; then return; fi
  node "$WORK/export.mjs" "http://127.0.0.1:$API_PORT" "$WORK/data.ndjson"
  psql "$COMPARE_SERVER/postgres" -q -c "drop database if exists $DATABASE" -c "create database $DATABASE"
  # csv with a quote and a delimiter that JSON cannot contain: each line is one value, as it is
  psql "$COMPARE_SERVER/$DATABASE" -q -v ON_ERROR_STOP=1 \
    -c 'create unlogged table lines (number bigint generated always as identity, line jsonb)' \
    -c "\\copy lines (line) from '$WORK/data.ndjson' csv quote e'\\x01' delimiter e'\\x02'" \
    -f "$FROM/fill.sql"
}

post() { curl -fsS "$1" -H 'content-type: application/json' --data-binary "@$2"; }

declare -A URLS=(
  [api]=http://127.0.0.1:$API_PORT/graphql
  [graphql-net]=http://127.0.0.1:5995/graphql
  [mercurius-memory]=http://127.0.0.1:5991/graphql
  [mercurius-postgres]=http://127.0.0.1:5992/graphql
  [yoga-postgres]=http://127.0.0.1:5993/graphql
  [postgraphile]=http://127.0.0.1:5994/graphql
)
SERVERS=(api ready-made graphql-net mercurius-memory mercurius-postgres yoga-postgres postgraphile)

# What each server is sent, and that it answers what the API answers.
prepare() {
  local query=$1 id=$2 server file
  for server in "${SERVERS[@]}"; do
    file=$FROM/queries/$query.graphql
    if [[ $server == postgraphile ]]; then file=$FROM/queries/postgraphile/$query.graphql; fi
    sed "s/\$ID/$id/" "$file" | jq -Rs '{query: .}' >"$WORK/$server.body"
    if [[ $server == ready-made ]]; then continue; fi
    post "${URLS[$server]}" "$WORK/$server.body" >"$WORK/$server.json"
    node "$WORK/check.mjs" "$WORK/api.json" "$WORK/$server.json" || fail "$server does not answer as the API does."
  done
  URLS[ready-made]=http://127.0.0.1:$API_PORT/ready-made/$query
  curl -fsS -X PUT --data-binary "@$WORK/api.json" "${URLS[ready-made]}"
}

requests_per_second() {
  local server=$1 seconds=$2
  BODY_FILE=$WORK/$server.body taskset -c 1 \
    wrk -t1 -c"$CONNECTIONS" -d"${seconds}s" -s "$FROM/post.lua" "${URLS[$server]}" |
    awk '/Requests\/sec/ { rps = $2 } /Non-2xx|Socket errors/ { bad = $0 } END { if (bad) { print bad >"/dev/stderr"; exit 1 } print rps }'
}

measure() {
  local query=$1 round server
  for server in "${SERVERS[@]}"; do requests_per_second "$server" "$SECONDS_EACH" >/dev/null; done
  for ((round = 1; round <= ROUNDS; round++)); do
    for server in "${SERVERS[@]}"; do
      echo "$query $round $server $(requests_per_second "$server" "$SECONDS_EACH")"
    done
  done | tee "$WORK/$query.rounds" >/dev/null
  echo
  echo "$query: $(stat -c %s "$WORK/api.json") bytes, $CONNECTIONS connections, $ROUNDS rounds of $SECONDS_EACH s"
  node "$WORK/summary.mjs" "$WORK/$query.rounds"
}

set_up
start_api
fill
connection=$COMPARE_SERVER/$DATABASE
start_graphql_net
start_node mercurius-memory 5991 mercurius-memory.mjs data.ndjson
start_node mercurius-postgres 5992 mercurius-postgres.mjs "$connection"
start_node yoga-postgres 5993 yoga-postgres.mjs "$connection"
start_node postgraphile 5994 postgraphile/server.mjs "$connection"

# The mairie of Villeurbanne, with hours and channels.
id=$(curl -fsS "${URLS[api]}" -H 'content-type: application/json' \
  -d '{"query":"{ administrations(filter: {types: [\"mairie\"], commune: \"69266\"}, first: 1) { nodes { id } } }"}' |
  jq -r '.data.administrations.nodes[0].id')
echo "$(date -u +%FT%TZ)  $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
for query in $QUERIES; do
  prepare "$query" "$id"
  measure "$query"
done
