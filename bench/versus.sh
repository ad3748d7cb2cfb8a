#!/usr/bin/env bash
# Requests per second of two builds of the API, in turns, on the same data. See --help.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
PROCESSES=${PROCESSES:-3} ROUNDS=${ROUNDS:-3} SECONDS_EACH=${SECONDS_EACH:-4} CONNECTIONS=${CONNECTIONS:-16} QUERIES=${QUERIES:-id nearest page}
PIDS=()

if [[ ${1:-} == --help || $# -ne 2 ]]; then
  cat <<'HELP'
Usage: bench/versus.sh OLD NEW

OLD and NEW are folders with a built Directory.Api (bin/Release/net10.0). Each round measures old, new and old again, for each of
bench/compare/queries (one administration, nearest, page); the second old, a process of its own, says how much chance there is. Servers are
started anew after some rounds, since one process of a build is some percent faster than another for all its life. Servers run on core 0, wrk
on core 1. Prints the median of the rounds, and new and the second old in percent of the first; then the same of the processor time that
a request took, which other work on the machine disturbs less.
Variables: DIRECTORY_DATABASE_API, PROCESSES (3), ROUNDS of each (3), SECONDS_EACH (4), CONNECTIONS (16), QUERIES ("id nearest page"). Needs wrk, jq, curl.
HELP
  [[ ${1:-} == --help ]] && exit 0 || exit 2
fi

work=$(mktemp -d)
stop() {
  if ((${#PIDS[@]} > 0)); then kill "${PIDS[@]}" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

start() { # $1: folder, $2: port
  (
    cd "$1"
    # as much as anyone likes: what is measured is the answer, not its limit
    export GraphQL__CostBurst=2000000000 GraphQL__CostPerSecond=2000000000
    Urls=http://127.0.0.1:$2 exec taskset -c 0 dotnet PublicDirectory.Api.dll
  ) >"$work/$2.log" 2>&1 &
  PIDS+=($!)
  until [[ $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$2/health/ready") == 200 ]]; do
    kill -0 "$!" 2>/dev/null || { cat "$work/$2.log" >&2; exit 1; }
    sleep 0.5
  done
}

# What a server's process has used of processors, in hundredths of a second.
used() { awk '{ print $14 + $15 }' "/proc/${PIDS[$1 - 5971]}/stat"; }

rate() { # $1: port, $2: seconds, $3: where to add requests per second, and microseconds of processor a request
  local before
  before=$(used "$1")
  BODY_FILE=$work/body taskset -c 1 wrk -t1 -c"$CONNECTIONS" -d"${2}s" -s "$HERE/compare/post.lua" "http://127.0.0.1:$1/graphql" >"$work/wrk"
  awk -v out="$3" -v used=$(($(used "$1") - before)) '
    / requests in / { requests = $1 } /Requests\/sec/ { rps = $2 } /Non-2xx|Socket errors/ { bad = $0 }
    END { if (bad) { print bad >"/dev/stderr"; exit 1 } print rps >>(out ".rps"); print used * 10000 / requests >>(out ".us") }' "$work/wrk"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

stop_servers() {
  kill "${PIDS[@]}"
  wait "${PIDS[@]}" 2>/dev/null || true
  PIDS=()
}

echo "$(date -u +%FT%TZ)  $PROCESSES times $ROUNDS rounds of $SECONDS_EACH s, $CONNECTIONS connections, load $(cut -d' ' -f1 /proc/loadavg)"
for ((process = 1; process <= PROCESSES; process++)); do
  start "$1" 5971
  start "$2" 5972
  start "$1" 5973
  id=$(curl -fsS http://127.0.0.1:5971/graphql -H 'content-type: application/json' \
    -d '{"query":"{ administrations(filter: {types: [\"mairie\"], commune: \"69266\"}, first: 1) { nodes { id } } }"}' | jq -r '.data.administrations.nodes[0].id')
  for query in $QUERIES; do
    sed "s/\$ID/$id/" "$HERE/compare/queries/$query.graphql" | jq -Rs '{query: .}' >"$work/body"
    # on one core the runtime compiles its best code for some time
    for port in 5971 5972 5973; do rate "$port" 12 "$work/warm"; done
    for ((round = 1; round <= ROUNDS; round++)); do
      rate 5971 "$SECONDS_EACH" "$work/$query.old"
      rate 5972 "$SECONDS_EACH" "$work/$query.new"
      rate 5973 "$SECONDS_EACH" "$work/$query.again"
    done
  done
  stop_servers
done

for query in $QUERIES; do
  for unit in rps us; do
    old=$(median <"$work/$query.old.$unit") new=$(median <"$work/$query.new.$unit") again=$(median <"$work/$query.again.$unit")
    awk -v q="$query" -v u="$unit" -v o="$old" -v n="$new" -v a="$again" \
      'BEGIN { printf "%-8s %-3s  old %8.1f   new %8.1f (%.1f %%)   old again %8.1f (%.1f %%)\n", q, u, o, n, 100 * n / o, a, 100 * a / o }'
  done
done
