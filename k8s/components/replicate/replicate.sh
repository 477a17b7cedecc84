#!/bin/bash
# Replaces this project's databases by a copy of the source's. Refuses to write to production.
set -euo pipefail
refuse() { echo "{\"level\":\"error\",\"msg\":\"replicate refused\",\"reason\":\"$1\"}"; exit 2; }
[ "${ENVIRONMENT:-}" = dev ] || refuse 'ENVIRONMENT of the target is not dev'
[ -n "${SOURCE_MONGODB_URL:-}" ] || refuse 'SOURCE_MONGODB_URL is not set'
[ -n "${MONGODB_URL:-}" ] || refuse 'MONGODB_URL is not set'
# Hosts alone, one a line, lower case, ports made explicit: no host of the source may be one of the target.
hosts() { sed -E 's|^mongodb(\+srv)?://||; s|[/?].*$||; s|^.*@||' <<<"$1" | tr 'A-Z,' 'a-z\n' | sed -E '/:[0-9]+$/!s/$/:27017/'; }
same=$(comm -12 <(hosts "$SOURCE_MONGODB_URL" | sort -u) <(hosts "$MONGODB_URL" | sort -u))
[ -z "$same" ] || refuse 'source and target share a host'
umask 077
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf 'uri: "%s"\n' "$SOURCE_MONGODB_URL" >"$scratch/source.yaml"
printf 'uri: "%s"\n' "$MONGODB_URL" >"$scratch/target.yaml"
for database in "${QUEUE_DATABASE:-dwmqueue}" "${RULES_DATABASE:-dwmdev}"; do
  # a refresh token of Eloqua works once: production's must not be used here
  mongodump --config="$scratch/source.yaml" --db="$database" --excludeCollection=eloquaTokens --gzip --archive |
    mongorestore --config="$scratch/target.yaml" --drop --gzip --archive --nsInclude="$database.*"
  echo "{\"msg\":\"replicated\",\"database\":\"$database\"}"
done
