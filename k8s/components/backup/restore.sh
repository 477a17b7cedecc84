#!/bin/bash
# Puts the dump RESTORE_STAMP (default: the newest) back in place of what is there. Suspend all stages first.
set -euo pipefail
cd /backup
stamp=${RESTORE_STAMP:-$(ls -r ./*.archive | head -n 1 | sed 's|^\./||; s|\..*||')}
umask 077
printf 'uri: "%s"\n' "$MONGODB_URL" >/tmp/uri.yaml
for database in "${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}"; do
  mongorestore --config=/tmp/uri.yaml --drop --gzip --nsInclude="$database.*" --archive="$stamp.$database.archive"
  echo "{\"msg\":\"restored\",\"database\":\"$database\",\"file\":\"$stamp.$database.archive\"}"
done
