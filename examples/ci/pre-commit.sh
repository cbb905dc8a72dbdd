#!/bin/sh
# Checks with modgate what this commit would hold. Only findings that HEAD does not have stop it.
# Written by `modgate init hook`; from now on it is yours to edit.

if ! command -v modgate >/dev/null 2>&1; then
  echo "error: modgate is not on PATH, so this commit cannot be checked" >&2
  echo "  help: install modgate where the PATH of git finds it, or delete $0" >&2
  exit 1
fi

# All branches share this hook, also those that have no manifest yet: hence --allow-empty.
exec modgate check --staged --against auto --allow-empty
