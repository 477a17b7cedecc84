#!/bin/bash
# Puts the dump RESTORE_STAMP (default: the newest whole one) back in place of what is there. Suspend all stages first.
set -euo pipefail
cd "${BACKUP_FOLDER:-/backup}"
umask 077
databases=("${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}")
stamp=${RESTORE_STAMP:-$(bash "$(dirname "$0")/whole-dumps.sh" "${databases[@]}" | sed -n 1p)}
# nothing is dropped unless all of it can be reverted
for database in "${databases[@]}"; do
  if [ ! -s "$stamp.$database.archive" ]; then
    echo "{\"level\":\"error\",\"msg\":\"restore refused\",\"reason\":\"no dump of $database with the stamp $stamp\"}"
    exit 2
  fi
done
config=$(mktemp)
trap 'rm -f "$config"' EXIT
bash "$(dirname "$0")/tools-config.sh" >"$config"
for database in "${databases[@]}"; do
  # what lets people in stays as it is: a token that was revoked since the dump is not good again
  mongorestore --config="$config" --drop --gzip --nsInclude="$database.*" --nsExclude="$database.erasures" \
    --nsExclude="$database.audit" --nsExclude="$database.apiTokens" --nsExclude="$database.apiSessions" \
    --archive="$stamp.$database.archive"
  # who was erased, and who changed what, since the dump stays known; what the dump knows besides is added, for an empty database
  mongorestore --config="$config" --gzip --nsInclude="$database.erasures" --nsInclude="$database.audit" \
    --archive="$stamp.$database.archive"
  echo "{\"msg\":\"restored\",\"database\":\"$database\",\"file\":\"$stamp.$database.archive\"}"
done
