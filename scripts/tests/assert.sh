# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is for the tests
# Assertions for the tests of the scripts. Each case prints "ok NAME", "not ok NAME: WHY" or "skip NAME: WHY".

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# Letters that scripts and configuration files trip over.
WORK=$(mktemp -d "${TMPDIR:-/tmp}/it's a test.XXXXXX")
chmod 0711 "$WORK"
export DIRECTORY_STATE="$WORK/state"
unset DIRECTORY_DATABASE DIRECTORY_DATABASE_OWNER DIRECTORY_DATABASE_API DIRECTORY_READY_STATUS
export NO_COLOR=1

OUTPUT='' CODE=0

pass() { echo "ok $1"; }
failed() { echo "not ok $1: $2"; }

attempt() { # runs a command; sets OUTPUT (both streams) and CODE
  CODE=0
  OUTPUT=$("$@" 2>&1 </dev/null) || CODE=$?
}

expect() { # $1: name, $2: exit code, $3: text that the output holds, "" for any; then the command
  local name=$1 code=$2 text=$3
  shift 3
  attempt "$@"
  if ((CODE != code)); then
    failed "$name" "exit code $CODE instead of $code; output: $(tail -n 5 <<<"$OUTPUT" | paste -sd'|')"
  elif [[ $OUTPUT != *"$text"* ]]; then
    failed "$name" "\"$text\" is not in: $(paste -sd'|' <<<"$OUTPUT")"
  else
    pass "$name"
  fi
}

same() { # $1: name, $2: expected, $3: found
  if [[ $2 == "$3" ]]; then pass "$1"; else failed "$1" "\"$3\" instead of \"$2\""; fi
}

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# Listens on a free port for as long as the test runs; sets TAKEN_PORT and TAKER.
take_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>console.log(s.address().port))' >"$WORK/taken" &
  TAKER=$!
  until [[ -s $WORK/taken ]]; do sleep 0.05; done
  TAKEN_PORT=$(<"$WORK/taken")
}
