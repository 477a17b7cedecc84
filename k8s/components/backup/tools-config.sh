#!/bin/bash
# Prints what mongodump and mongorestore read by --config: MONGODB_URL, but for the database in its path. The drivers take that
# for where the user is known; the tools take it for the one to work on, and then refuse --db, or restore nothing and call it
# done. From a file, as an argument would show the password to everyone who lists processes.
set -euo pipefail
IFS='?' read -r address options <<<"$MONGODB_URL"
hosts=${address#*://}
database=
if [[ $hosts == */* ]]; then database=${hosts#*/} hosts=${hosts%%/*}; fi
# a database means nothing where nobody logs in
if [[ -n $database && $hosts == *@* && ${options,,} != *authsource=* ]]; then
  options="authSource=$database${options:+&$options}"
fi
printf 'uri: "%s://%s/%s"\n' "${address%%://*}" "$hosts" "${options:+?$options}"
