# shellcheck shell=bash
# What ./run and ./test share: step lines, errors, locks, ports, packages of Debian.
#
# Expects ROOT, the folder of the checkout, and COMMAND, the name of the script ("./run").

STATE=${DIRECTORY_STATE:-$ROOT/.data}
# Only a folder that carries this mark is ever deleted by --reset.
STATE_MARK=.directory-state

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  GREEN=$'\e[32m' RED=$'\e[31m' YELLOW=$'\e[33m' DIM=$'\e[2m' PLAIN=$'\e[0m' REWRITE=$'\r\e[K'
else
  GREEN='' RED='' YELLOW='' DIM='' PLAIN='' REWRITE=''
fi

STEP='' STEP_KIND=rest STEP_STARTED=0 STEP_WIDTH=12

# How fail ends a shell, so that the way out knows that the reason was given, from a subshell too; a caller sees 1.
EXPLAINED=97

now_ms() { # the decimal separator follows the locale
  local now=${EPOCHREALTIME/[.,]/}
  echo "${now:0:-3}"
}

seconds() { # $1: milliseconds
  local ms=$1
  if ((ms < 9950)); then
    echo "$((ms / 1000)).$((ms % 1000 / 100)) s"
  else
    echo "$(((ms + 500) / 1000)) s"
  fi
}

# What the steps took, in milliseconds, by kind: what depends on the network is told from what depends on the machine.
declare -A SPENT=([download]=0 [build]=0 [rest]=0)

step() { # $1: what is about to be done, $2: download or build, when it is that
  STEP=$1 STEP_KIND=${2:-rest} STEP_STARTED=$(now_ms)
  if [[ -n $REWRITE ]]; then printf '%s' "${DIM}… $1${PLAIN}"; fi
}

step_done() { # $1: how it ended
  local ms=$(($(now_ms) - STEP_STARTED))
  SPENT[$STEP_KIND]=$((SPENT[$STEP_KIND] + ms))
  printf '%s%s %-*s  %s  %s\n' "$REWRITE" "${GREEN}✓${PLAIN}" "$STEP_WIDTH" "$STEP" "$1" "${DIM}$(seconds "$ms")${PLAIN}"
  STEP=''
}

time_spent() { # the sum of the steps, and its parts
  echo "$(seconds $((SPENT[download] + SPENT[build] + SPENT[rest]))): downloads $(seconds "${SPENT[download]}")," \
    "build $(seconds "${SPENT[build]}"), the rest $(seconds "${SPENT[rest]}")"
}

# A command that writes to the terminal itself starts on a line of its own.
step_shows() {
  if [[ -n $REWRITE && -n $STEP ]]; then printf '%s%s\n' "$REWRITE" "${DIM}… $STEP${PLAIN}"; fi
}

note() { printf '%s  %s\n' "$REWRITE" "$*"; }

warn() { printf '%s%s %s\n' "$REWRITE" "${YELLOW}!${PLAIN}" "$*"; }

fail() { # $1: what went wrong; the other arguments: what to do, a line each
  printf '%s%s %s\n' "$REWRITE" "${RED}✗${PLAIN}" "${STEP:+$STEP: }$1" >&2
  shift
  local line
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit $EXPLAINED
}

# Called on the way out: an end that nobody has explained yet is told with its step.
explain_exit() { # $1: exit code
  case $1 in
    0 | 2 | "$EXPLAINED") ;;
    130 | 143) printf '%sInterrupted. Run %s again to go on from here.\n' "$REWRITE" "$COMMAND" >&2 ;;
    *)
      printf '%s%s %s stopped with code %s, without a reason given%s.\n' "$REWRITE" "${RED}✗${PLAIN}" "$COMMAND" "$1" "${STEP:+, at the step $STEP}" >&2
      printf '  "bash -x %s" shows the command that failed.\n' "$COMMAND" >&2
      ;;
  esac
}

usage_error() {
  printf '%s: %s\nTry "%s --help".\n' "$COMMAND" "$1" "$COMMAND" >&2
  exit 2
}

# Runs a command with its output in a log; shows the end of the log only when it fails.
quietly() { # $1: log; then the command
  local log=$1 code=0
  shift
  "$@" </dev/null >"$log" 2>&1 || code=$?
  if ((code == 0)); then return 0; fi
  if ((code == 130 || code == 143)); then exit "$code"; fi # interrupted: nothing to explain
  printf '%s\n' "$REWRITE" >&2
  tail -n 25 "$log" | sed 's/^/  │ /' >&2
  fail "failed (exit code $code)." "The whole output: $log"
}

is_root() { ((EUID == 0)); }

prepare_state() {
  if [[ -d $STATE && ! -e $STATE/$STATE_MARK && -n ${DIRECTORY_STATE:-} && -n $(ls -A "$STATE") ]]; then
    fail "DIRECTORY_STATE is $STATE, which holds other files." "Name an empty or a new folder."
  fi
  mkdir -p "$STATE" 2>/dev/null || true
  [[ -d $STATE && -w $STATE ]] || fail "cannot write in $STATE." \
    "It belongs to $(stat -c %U "$STATE" 2>/dev/null || stat -c %U "$ROOT"): run $COMMAND as that user, or name another folder in DIRECTORY_STATE."
  STATE=$(cd "$STATE" && pwd -P)
  # The server's own user passes through; what is private has a folder of mode 0700.
  chmod 0711 "$STATE"
  : >>"$STATE/$STATE_MARK"
  mkdir -p "$STATE/logs"
}

# One ./run, and one ./test, at a time in a checkout. The lock is an open file: it cannot outlive the processes that
# hold it. A part of a killed run that is still at work (initdb, an import) holds it too, and the next run waits for it.
# Programs that stay (servers, hosts, compilers) are started with 9>&-.
lock() { # $1: name
  exec 9>>"$STATE/$1.lock"
  if ! flock --nonblock 9; then
    note "Another $COMMAND is at work here; waiting for it to finish (Ctrl-C to give up)."
    flock 9
  fi
}

unlock() { exec 9>&-; }

port_taken() { # $1: port
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

port_holder() { # $1: port; the program that listens, when it can be told
  command -v ss >/dev/null || return 0
  ss -Hltnp "sport = :$1" 2>/dev/null | sed -nE 's/.*users:\(\("([^"]+)",pid=([0-9]+).*/ (\1, process \2)/p' | head -n 1
}

check_port_number() { # $1: option, $2: value
  [[ $2 =~ ^[1-9][0-9]{3,4}$ && $2 -ge 1024 && $2 -le 65535 ]] || usage_error "$1 takes a port from 1024 to 65535, not \"$2\"."
}

random_password() { # letters and digits only: fit for connection strings and SQL without quoting
  local password=''
  while ((${#password} < 32)); do
    password+=$(head -c 48 /dev/urandom | base64 | tr -dc 'A-Za-z0-9')
  done
  echo "${password:0:32}"
}

fingerprint() { sha256sum | cut -c1-16; }

debian_command() { # the command that installs $@, as a person types it
  echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
}

# Installs packages of Debian, as root only; without root, says what to type.
debian_install() { # $1: what for; the others: packages
  local what=$1
  shift
  if ! command -v apt-get >/dev/null; then
    fail "$what is not installed, and this is not Debian (no apt-get)." "Install it as your system does, then run $COMMAND again."
  fi
  if ! is_root; then
    fail "$what is not installed, and installing it takes root." "Type this, then run $COMMAND again:" "" "  $(debian_command "$@")"
  fi
  local log=$STATE/logs/apt.log
  {
    export DEBIAN_FRONTEND=noninteractive
    quietly "$log" apt-get -o DPkg::Lock::Timeout=300 update
    quietly "$log" apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"
  } 9>&-
}
