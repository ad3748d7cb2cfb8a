#!/usr/bin/env bash
# The private cluster: created once, closed to others, started again after anything.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
TAKER=''
cleanup() {
  [[ -z $TAKER ]] || kill "$TAKER"
  (pg_stop immediate) || true
  rm -rf "$WORK"
}
trap cleanup EXIT
# shellcheck disable=SC2034
COMMAND=./run
source "$ROOT/scripts/lib/common.sh"
source "$ROOT/scripts/lib/postgres.sh"
source "$ROOT/scripts/lib/toolchain.sh"

prepare_state
pg_ensure_installed
pg_place postgres

# As a killed run leaves it: initdb had not finished.
pg_make_home
as_pg mkdir -p "$PG_HOME/data.new/half"
pg_create --data-checksums --no-sync
same "an unfinished cluster is made again" "no" "$(as_pg test -e "$PG_HOME/data.new" && echo yes || echo no)"

# shellcheck disable=SC2034
PG_SETTINGS='fsync = off'
take_port
pg_start "$TAKEN_PORT"
if ((PG_PORT > TAKEN_PORT)); then pass "the next free port when the first is taken"; else failed "the next free port" "$PG_PORT"; fi
same "checksums, encoding, passwords" "on UTF8 scram-sha-256" \
  "$(pg_sql postgres <<<"select current_setting('data_checksums') || ' ' || current_setting('server_encoding') || ' ' || current_setting('password_encryption')")"
same "it listens on loopback only" "127.0.0.1" "$(pg_sql postgres <<<"show listen_addresses")"
same "the socket's folder is private" "$PG_OS_USER 700" "$(stat -c '%U %a' "$PG_SOCKET")"
same "no line trusts" "0" "$(as_pg grep -cE '^[^#]*trust' "$PG_HOME/data/pg_hba.conf" || true)"

pg_sql postgres <<<"create role someone login password 'right'; create table kept (n int); insert into kept values (1)"
misspelt() { pg_sql postgres <<<"selec 1"; }
expect "an error in SQL is told" 3 'ERROR: syntax error at or near "selec"' misspelt
psql=$(type -P "$PG_BIN/psql" psql | head -n 1 || true) # npm's server comes without
by_loopback() { # $1: role, $2: password
  PGPASSWORD=$2 "$psql" -X -w -h 127.0.0.1 -p "$PG_PORT" -U "$1" -d postgres -Atc 'select 1'
}
if [[ -n $psql ]]; then
  expect "by loopback with the password" 0 1 by_loopback someone right
  expect "by loopback with another password" 2 "authentication failed" by_loopback someone wrong
  expect "by loopback without one" 2 "" by_loopback someone ""
  expect "the administrator does not come by loopback" 2 "" by_loopback postgres ""
  expect "other roles do not come by the socket" 2 "" as_pg "$psql" -X -w -h "$PG_SOCKET" -p "$PG_PORT" -U someone -d postgres -c 'select 1'
else
  echo "skip who comes how: no psql here"
fi

first=$(pg_postmaster 1)
pg_create --data-checksums
pg_start "$TAKEN_PORT"
same "starting again leaves the server" "$first" "$(pg_postmaster 1)"

kill -KILL "$first"
while kill -0 "$first" 2>/dev/null; do sleep 0.05; done
pg_start "$TAKEN_PORT"
same "after a crash the data are there" 1 "$(pg_sql postgres <<<"select n from kept")"

pg_stop fast
as_pg tee "$PG_HOME/data/postmaster.pid" >/dev/null <<<"$$"
if pg_running; then failed "another program's process is not the server" "$$"; else pass "another program's process is not the server"; fi

deep=$(printf 'x%.0s' {1..110})
PG_HOME=$PG_HOME/$deep
as_pg mkdir -p "$PG_HOME"
pg_socket_folder
case $PG_SOCKET in
  /tmp/directory-*) pass "a long path: the socket is elsewhere" ;;
  *) failed "a long path: the socket is elsewhere" "$PG_SOCKET" ;;
esac
same "and its folder is private too" "$PG_OS_USER 700" "$(stat -c '%U %a' "$PG_SOCKET")"
as_pg chmod 0755 "$PG_SOCKET"
expect "a folder that others may read is refused" 97 "not a folder of mode 0700" pg_socket_folder
as_pg rm -rf "$PG_SOCKET"
PG_HOME=${PG_HOME%/"$deep"}
