#!/bin/bash
# Dumps the fleet's two databases into one archive each; a dump counts only when it is complete. Keeps the newest KEEP_DUMPS.
set -euo pipefail
cd /backup
stamp=$(date -u +%Y%m%dT%H%M%SZ)
umask 077
# from a file: an argument would show the password to everyone who lists processes
printf 'uri: "%s"\n' "$MONGODB_URL" >/tmp/uri.yaml
for database in "${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}"; do
  # a refresh token of Eloqua works once: an old one put back would take the place of the one that still works
  mongodump --config=/tmp/uri.yaml --db="$database" --excludeCollection=eloquaTokens --gzip --archive="$stamp.$database.partial"
  mv "$stamp.$database.partial" "$stamp.$database.archive"
  echo "{\"msg\":\"dumped\",\"database\":\"$database\",\"file\":\"$stamp.$database.archive\",\"bytes\":$(stat -c %s "$stamp.$database.archive")}"
done
rm -f ./*.partial
# two archives a dump, newest first by name
ls -r ./*.archive | tail -n +$((KEEP_DUMPS * 2 + 1)) | xargs -r rm -v --
