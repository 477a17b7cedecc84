#!/bin/bash
# Dumps the fleet's two databases into one archive each, under one stamp; a dump counts only when both are complete.
# Keeps the newest KEEP_DUMPS.
set -euo pipefail
cd "${BACKUP_FOLDER:-/backup}"
umask 077
stamp=$(date -u +%Y%m%dT%H%M%SZ)
databases=("${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}")
config=$(mktemp)
trap 'rm -f "$config" "$stamp".*.partial' EXIT
bash "$(dirname "$0")/tools-config.sh" >"$config"
for database in "${databases[@]}"; do
  # a refresh token of Eloqua works once: an old one put back would take the place of the one that still works
  mongodump --config="$config" --db="$database" --excludeCollection=eloquaTokens --gzip --archive="$stamp.$database.partial"
done
for database in "${databases[@]}"; do
  mv "$stamp.$database.partial" "$stamp.$database.archive"
  echo "{\"msg\":\"dumped\",\"database\":\"$database\",\"file\":\"$stamp.$database.archive\",\"bytes\":$(stat -c %s "$stamp.$database.archive")}"
done
# stamps sort by time: all archives of those past the newest KEEP_DUMPS go
for old in $(ls ./*.archive | sed 's|^\./||; s|\..*||' | sort -ru | tail -n +$((KEEP_DUMPS + 1))); do
  rm -v -- "$old".*.archive
done
