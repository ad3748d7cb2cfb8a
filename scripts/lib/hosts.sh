# shellcheck shell=bash
# shellcheck disable=SC2034  # CHANGED is for the caller
# The API and the extranet as background processes. Needs common.sh.

HOSTS_STARTED_HERE=()

host_label() { # $1: name; as a person reads it
  if [[ $1 == api ]]; then echo API; else echo "${1^}"; fi
}

process_start() { # $1: pid; when the process began, which tells it from a later one of the same number
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) }
  [[ $stat != Z* ]] || return 1 # ended, and not yet buried by its parent
  cut -d' ' -f20 <<<"$stat"
}

# True when the host of that name runs; sets HOST_PID, HOST_SIGNATURE and HOST_PORT.
host_running() { # $1: name
  local started
  HOST_PID='' HOST_SIGNATURE='' HOST_PORT=''
  [[ -s $STATE/pids/$1 ]] || return 1
  read -r HOST_PID started HOST_SIGNATURE HOST_PORT <"$STATE/pids/$1"
  [[ $(process_start "$HOST_PID") == "$started" ]]
}

host_stop() { # $1: name; true when it ran
  local tries
  host_running "$1" || { rm -f "$STATE/pids/$1"; return 1; }
  kill -TERM "$HOST_PID" 2>/dev/null || true
  for ((tries = 0; tries < 150; tries++)); do
    host_running "$1" || break
    sleep 0.1
  done
  if host_running "$1"; then kill -KILL "$HOST_PID" 2>/dev/null || true; fi
  rm -f "$STATE/pids/$1"
}

# Starts a published host unless it runs just so already; the other arguments are NAME=value for its environment.
# Sets CHANGED when it was started.
host_start() { # $1: name, $2: folder, $3: program, $4: port; none for a program that listens to nobody, run with HOST_ARGUMENTS
  local name=$1 folder=$2 program=$3 port=$4 signature
  # An address in appsettings.json would win over ASPNETCORE_URLS; nothing wins over the command line.
  local arguments=(--urls "http://127.0.0.1:$port")
  if [[ -z $port ]]; then arguments=("${HOST_ARGUMENTS[@]}"); fi
  shift 4
  CHANGED=''
  signature=$(printf '%s\n' "$folder" "$program" "${arguments[@]}" "$@" | fingerprint)
  if host_running "$name"; then
    if [[ $HOST_SIGNATURE == "$signature" ]]; then return; fi
    host_stop "$name"
  fi
  if [[ -n $port ]]; then check_host_port "$name" "$port"; fi
  if [[ -s $STATE/logs/$name.log ]]; then mv "$STATE/logs/$name.log" "$STATE/logs/$name.previous.log"; fi
  mkdir -p "$STATE/pids"
  (
    cd "$folder" || exit # its content root: wwwroot, appsettings.json
    # A host is given the connection strings of its own role, and no other.
    unset DIRECTORY_DATABASE DIRECTORY_DATABASE_OWNER DIRECTORY_DATABASE_API DIRECTORY_DATABASE_IMPORTERS DIRECTORY_DATABASE_HEADS \
      ConnectionStrings__Directory
    exec setsid env "$@" dotnet "$program" "${arguments[@]}"
  ) </dev/null >"$STATE/logs/$name.log" 2>&1 9>&- &
  HOST_PID=$!
  HOSTS_STARTED_HERE+=("$name")
  echo "$HOST_PID $(process_start "$HOST_PID") $signature $port" >"$STATE/pids/$name"
  CHANGED=yes
}

check_host_port() { # $1: name, $2: port; the port is free, or this very host holds it
  if host_running "$1" && [[ $HOST_PORT == "$2" ]]; then return; fi
  if port_taken "$2"; then
    local option=--port
    if [[ $1 == extranet ]]; then option=--extranet-port; fi
    fail "port $2, for the $(host_label "$1"), is taken by another program$(port_holder "$2")." "Choose another: $COMMAND $option $(($2 + 10))"
  fi
}

http_status() { # $1: port, $2: path; the status code, nothing when there is no answer
  # shellcheck disable=SC2016  # the inner shell expands its own arguments
  timeout 3 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n" "$2" "$1" >&3
    read -r _ status _ <&3
    echo "$status"' _ "$1" "$2" 2>/dev/null || true
}

host_wait_ready() { # $1: name, $2: port
  local status='' deadline=$(($(now_ms) + 120000))
  while (($(now_ms) < deadline)); do
    if ! host_running "$1"; then
      printf '%s\n' "$REWRITE" >&2
      tail -n 15 "$STATE/logs/$1.log" | sed 's/^/  │ /' >&2
      fail "it stopped while starting." "Its log: $STATE/logs/$1.log"
    fi
    status=$(http_status "$2" /health/ready)
    # Ready is 200; DIRECTORY_READY_STATUS, a pattern, is for trials with a host that does not answer this yet.
    # shellcheck disable=SC2053
    if [[ $status == ${DIRECTORY_READY_STATUS:-200} ]]; then return; fi
    sleep 0.1
  done
  fail "not ready after two minutes (/health/ready answers ${status:-nothing})." "Its log: $STATE/logs/$1.log"
}
