#!/usr/bin/env bash
# Load over HTTP on loopback: each query of bench/queries, and bytes ready-made as the measure of what HTTP alone costs.
# Usage: bench/load.sh [URL]   (default http://127.0.0.1:5080; the API must be running, with GraphQL__CostBurst and
# GraphQL__CostPerSecond at 2000000000: one caller asks for all). Needs wrk and jq (Debian packages).
set -euo pipefail

URL=${1:-http://127.0.0.1:5080}
SECONDS_EACH=${SECONDS_EACH:-10}
CONNECTIONS=${CONNECTIONS:-8}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

case $URL in
  http://127.0.0.1:* | http://localhost:*) ;;
  *) echo "Loopback only: $URL is somewhere else." >&2; exit 2 ;;
esac
for tool in wrk jq curl; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install $tool" >&2; exit 1; }
done
curl -fsS "$URL/health/ready" >/dev/null || { echo "The API does not answer at $URL. Start it with ./run." >&2; exit 1; }

script=$(mktemp --suffix .lua)
trap 'rm -f "$script"' EXIT

# The figures of one run: requests per second, latency, errors.
measure() {
  local name=$1 path=$2
  shift 2
  wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_EACH}s" --latency "$@" "$URL$path" |
    awk -v name="$name" '
      /50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { rps = $2 } /Non-2xx/ { bad = $NF }
      END { printf "%-22s %10s requests/s   p50 %8s   p99 %8s%s\n", name, rps, p50, p99, bad ? "   NOT ANSWERED: " bad : "" }'
}

post() {
  local name=$1 query=$2
  jq -n --arg query "$query" '{query: $query}' | jq -Rs . |
    awk '{ print "wrk.method = \"POST\"\nwrk.headers[\"content-type\"] = \"application/json\"\nwrk.body = " $0 }' >"$script"
  measure "$name" /graphql -s "$script"
}

id=$(curl -fsS "$URL/graphql" -H 'content-type: application/json' \
  -d '{"query":"{ administrations(filter: {types: [\"mairie\"]}, first: 1) { nodes { id } } }"}' | jq -r '.data.administrations.nodes[0].id')

echo "$(date -u +%FT%TZ)  $URL  $CONNECTIONS connections, $SECONDS_EACH s each, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
measure 'ready-made bytes' /health/live
post 'administration(id)' "{ administration(id: \"$id\") { id name addresses { lines postalCode city } channels { kind value } verifiedAt } }"
for query in "$HERE"/queries/*.graphql; do
  post "$(basename "$query" .graphql)" "$(cat "$query")"
done
