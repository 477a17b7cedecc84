#!/bin/bash
# Dumps the fleet's two databases into one archive each, under one stamp; a dump counts only when both are complete.
# Keeps the newest KEEP_DUMPS that are.
set -euo pipefail
cd "${BACKUP_FOLDER:-/backup}"
umask 077
stamp=$(date -u +%Y%m%dT%H%M%SZ)
databases=("${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}")
config=$(mktemp)
trap 'rm -f "$config" "$stamp".*.partial' EXIT
bash "$(dirname "$0")/tools-config.sh" >"$config"
for database in "${databases[@]}"; do
  # a refresh token of Eloqua works once: an old one reverted would take the place of the one that still works
  mongodump --config="$config" --db="$database" --excludeCollection=eloquaTokens --gzip --archive="$stamp.$database.partial"
done
for database in "${databases[@]}"; do
  mv "$stamp.$database.partial" "$stamp.$database.archive"
  echo "{\"msg\":\"dumped\",\"database\":\"$database\",\"file\":\"$stamp.$database.archive\",\"bytes\":$(stat -c %s "$stamp.$database.archive")}"
done
# stamps sort by time: all that is older than the newest KEEP_DUMPS whole ones goes, what killed dumps have left too
oldest=$(bash "$(dirname "$0")/whole-dumps.sh" "${databases[@]}" | sed -n "${KEEP_DUMPS}p")
shopt -s nullglob
for file in *.archive *.partial; do
  if [[ ${file%%.*} < $oldest ]]; then rm -v -- "$file"; fi
done
