#!/bin/sh
# A compiler launcher: where the folder of rewritten sources holds the source that is to be compiled, that one is compiled.
#   swap.sh ROOT REWRITTEN COMMAND...
set -eu

root=$1
rewritten=$2
shift 2
quiet=""
for argument; do
  shift
  case $argument in
    "$root"/src/*.cc)
      other=$rewritten/${argument#"$root"/}
      if [ -e "$other" ]; then
        argument=$other
        quiet="-w -D_GLIBCXX_ASSERTIONS" # a mutant that reads past an end shall be seen
      fi
      ;;
  esac
  set -- "$@" "$argument"
done
# shellcheck disable=SC2086 # two words or none
exec "$@" $quiet
