#!/usr/bin/env bash
# What ./run and ./test answer before they do anything.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
TAKER=''
trap '[[ -z $TAKER ]] || kill "$TAKER"; rm -rf "$WORK"' EXIT

run=$ROOT/run test=$ROOT/test

expect "run: --help" 0 "Usage: ./run" "$run" --help
expect "run: --help comes before anything else" 0 "Usage: ./run" "$run" --stop --help
expect "run: an unknown option is refused with a hint" 2 'Try "./run --help"' "$run" --prot 5080
expect "run: an option without its value" 2 "--port needs a value" "$run" --port
expect "run: a port that is none" 2 'not "http"' "$run" --port http
expect "run: a port under 1024" 2 'not "1023"' "$run" --port 1023
expect "run: the first port allowed is not refused as such" 0 "Usage" "$run" --port 1024 --help
expect "run: a port over 65535" 2 'not "65536"' "$run" --port 65536
expect "run: one port for two hosts" 2 "cannot share" "$run" --port 6000 --extranet-port 6000
expect "run: --data with no such folder" 2 "there is none at" "$run" --data "$WORK/nowhere"
mkdir "$WORK/empty"
expect "run: --data with nothing in it says what is known" 1 "data.gouv_local.json" "$run" --data "$WORK/empty"
expect "run: --stop where nothing was ever started" 0 "Nothing to do" "$run" --stop
mkdir "$WORK/precious"
touch "$WORK/precious/file"
expect "run: a state folder that holds other files is refused" 1 "holds other files" env DIRECTORY_STATE="$WORK/precious" "$run"
expect "run: --reset spares a folder that ./run did not make" 1 "left alone" env DIRECTORY_STATE="$WORK/precious" "$run" --reset --yes
same "run: --reset spared it" "$WORK/precious/file" "$(find "$WORK/precious" -type f)"
take_port
expect "run: a taken port is told with the way out" 1 "--port $((TAKEN_PORT + 10))" "$run" --port "$TAKEN_PORT"
expect "run: --reset without a terminal asks for --yes" 1 "--reset --yes" "$run" --reset
expect "run: --reset --yes deletes the state folder" 0 "starts afresh" "$run" --reset --yes
same "run: the state folder is gone" "" "$(ls -d "$DIRECTORY_STATE" 2>/dev/null || true)"
mkdir "$WORK/bin"
printf '#!/bin/sh\necho v18.19.0\n' >"$WORK/bin/node"
chmod +x "$WORK/bin/node"
expect "run: a Node too old is told" 1 "version 20 or later" env PATH="$WORK/bin:$PATH" "$run"
mkdir "$WORK/tools"
for tool in bash dirname sed grep chmod mkdir flock cat stat tail rm id sha256sum cut; do ln -s "$(type -P "$tool")" "$WORK/tools/"; done
expect "run: no .NET SDK is told" 1 ".NET SDK is not on PATH" env PATH="$WORK/tools" bash "$run"
expect "run: DIRECTORY_PG_BIN without a server says what else there is" 1 "Unset it: PostgreSQL is then taken from" \
  env DIRECTORY_PG_BIN="$WORK/empty" "$run" --port "$(free_port)" --extranet-port "$(free_port)"

expect "test: --help" 0 "Usage: ./test" "$test" --help
expect "test: an unknown option is refused with a hint" 2 'Try "./test --help"' "$test" --fliter X
expect "test: --filter without an expression" 2 "needs an expression" "$test" --filter
if [[ $OUTPUT == *passed* ]]; then failed "test: wrong usage is not a result" "$OUTPUT"; else pass "test: wrong usage is not a result"; fi
