#!/usr/bin/env bash
# What --data finds.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
trap 'rm -rf "$WORK"' EXIT
# shellcheck disable=SC2034
COMMAND=./run
source "$ROOT/scripts/lib/common.sh"
source "$ROOT/scripts/lib/inputs.sh"

put() { # files to create under WORK
  local file
  for file in "$@"; do
    mkdir -p "$WORK/$(dirname "$file")"
    touch "$WORK/$file"
  done
}

found() { # $1: kind; then the folders, under WORK
  local kind=$1 folder
  shift
  DATA_FOLDERS=()
  for folder in "$@"; do DATA_FOLDERS+=("$WORK/$folder"); done
  find_inputs
  echo "${!kind#"$WORK/"}"
}

put a/national/data.gouv_local.json.gz a/national/data.gouv_commune.zip a/territories/cog2026-communes.json.gz \
  a/territories/communes-points-mairies-2017.csv \
  a/territories/communes-contours-2018.ndjson.gz
same "the annuaire of the folder" a/national/data.gouv_local.json.gz "$(found ANNUAIRE a/national)"
same "the competences of the folder" a/national/data.gouv_commune.zip "$(found COMPETENCES a/national)"
same "the territories of the folder beside" a/territories/cog2026-communes.json.gz "$(found COG a/national)"
same "the town halls of the folder beside" a/territories/communes-points-mairies-2017.csv "$(found POINTS a/national)"
same "the outlines of the folder beside" a/territories/communes-contours-2018.ndjson.gz "$(found OUTLINES a/national)"
same "the annuaire of a sub-folder" a/national/data.gouv_local.json.gz "$(found ANNUAIRE a)"
same "no annuaire is taken from the folder beside" "" "$(found ANNUAIRE a/territories)"

put b/2026-11-01_010203-data.gouv_local.json b/2026-11-02_010203-data.gouv_local.json b/all_latest.tar.bz2
same "the newest of the dated files" b/2026-11-02_010203-data.gouv_local.json "$(found ANNUAIRE b)"
put c/all_latest.tar.bz2 d/x-data.gouv_commune.zip
same "the archive" c/all_latest.tar.bz2 "$(found ANNUAIRE c)"
same "the archive carries its competences: none from beside" "" "$(found COMPETENCES c)"
same "two folders complete each other" d/x-data.gouv_commune.zip "$(found COMPETENCES b d)"
same "the first folder wins" a/national/data.gouv_local.json.gz "$(found ANNUAIRE a b)"
put e/npm/data/communes.json
same "the form of npm" e/npm/data/communes.json "$(found COG e)"
put f/one/two/three/data.gouv_local.json
expect "three levels below is not looked at" 97 "nothing to import" found ANNUAIRE f
