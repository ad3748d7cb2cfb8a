# shellcheck shell=bash
# Finds what can be imported in the folders given with --data. Needs common.sh.

DATA_FOLDERS=()
ANNUAIRE='' COMPETENCES='' COG='' POINTS='' OUTLINES='' FICHES=''

# The last in the alphabet of the files that match, so the newest of those whose names carry a date.
find_input() { # $1: folder, $2: lowest and $3: greatest depth; then patterns, the preferred one first
  local folder=$1 low=$2 high=$3 pattern found
  shift 3
  for pattern in "$@"; do
    found=$(find -L "$folder" -mindepth "$low" -maxdepth "$high" -type f -name "$pattern" 2>/dev/null | LC_ALL=C sort | tail -n 1)
    if [[ -n $found ]]; then
      realpath "$found"
      return
    fi
  done
}

# Looks into the folders themselves and two levels below; for what completes a directory (competences, territories),
# then also into the folders beside them.
find_inputs() {
  local folder
  ANNUAIRE='' COMPETENCES='' COG='' POINTS='' OUTLINES='' FICHES=''
  for folder in "${DATA_FOLDERS[@]}"; do
    : "${ANNUAIRE:=$(find_input "$folder" 1 3 '*data.gouv_local.json' '*data.gouv_local.json.gz' '*data.gouv_local.json*' 'all_latest.tar.bz2')}"
    : "${COMPETENCES:=$(find_input "$folder" 1 3 '*data.gouv_commune.zip')}"
    : "${COG:=$(find_input "$folder" 1 3 'cog*-communes.json.gz' 'communes.json')}"
    : "${POINTS:=$(find_input "$folder" 1 3 'communes-points-mairies-*.csv')}"
    : "${OUTLINES:=$(find_input "$folder" 1 3 'communes-contours-*')}"
    : "${FICHES:=$(find_input "$folder" 1 3 '*vosdroits*.zip' | xargs -r -d '\n' dirname)}"
  done
  if [[ -z $ANNUAIRE$COG$POINTS$OUTLINES$COMPETENCES$FICHES ]]; then
    fail "nothing to import in ${DATA_FOLDERS[*]}." \
      "Known: data.gouv_local.json (plain or .gz, with or without a date before it), all_latest.tar.bz2," \
      "data.gouv_commune.zip, cog*-communes.json.gz or communes.json, communes-points-mairies-*.csv, communes-contours-*, vosdroits*.zip."
  fi
  for folder in "${DATA_FOLDERS[@]}"; do
    if [[ $ANNUAIRE != *.tar.bz2 ]]; then # the archive carries its own
      : "${COMPETENCES:=$(find_input "$folder/.." 2 2 '*data.gouv_commune.zip')}"
    fi
    : "${COG:=$(find_input "$folder/.." 2 2 'cog*-communes.json.gz' 'communes.json')}"
    : "${POINTS:=$(find_input "$folder/.." 2 2 'communes-points-mairies-*.csv')}"
    : "${OUTLINES:=$(find_input "$folder/.." 2 2 'communes-contours-*')}"
  done
}
