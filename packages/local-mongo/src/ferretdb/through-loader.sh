#!/bin/sh
# Starts the program of the same name with the dynamic loader and the libraries of its own folder.
program=$(readlink -f "$0")
version=${program%/bin/*}
root=${version%/usr/lib/postgresql/*}
for loader in "$root"/usr/lib/*/ld-linux-*.so.*; do libraries=${loader%/*}; done
exec "$loader" --library-path "$libraries:$libraries/libproxy:$version/lib" --argv0 "$program" "$program.real" "$@"
