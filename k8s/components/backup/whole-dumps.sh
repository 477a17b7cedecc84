#!/bin/bash
# Prints the stamps of the dumps on the volume that hold each of the databases named, the newest first. Two archives cannot
# come to their names at once: a dump that was killed between them is none.
set -euo pipefail
cd "${BACKUP_FOLDER:-/backup}"
shopt -s nullglob
archives=(*."$1".archive)
for ((at = ${#archives[@]} - 1; at >= 0; at--)); do
  stamp=${archives[at]%%.*}
  for database in "$@"; do
    [ -s "$stamp.$database.archive" ] || continue 2
  done
  echo "$stamp"
done
