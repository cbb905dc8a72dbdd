#!/usr/bin/env bash
# Finds the modgate to run, or downloads a release whose checksum is known, and gives its path as the output `modgate`.
# What comes in: INPUT_MODGATE, INPUT_URL, INPUT_SHA256. Refused: a download without a checksum, or with another one.
set -euo pipefail

stop() {
  echo "::error title=modgate::$1"
  exit 2
}

if [ -n "$INPUT_MODGATE" ]; then
  if [ ! -f "$INPUT_MODGATE" ] || [ ! -x "$INPUT_MODGATE" ]; then stop 'the input modgate names no program'; fi
  modgate=$(realpath -- "$INPUT_MODGATE")
elif [ -n "$INPUT_URL" ]; then
  [[ $INPUT_SHA256 =~ ^[0-9a-fA-F]{64}$ ]] || stop 'the input url needs sha256, the 64 digits of the checksum'
  folder=$(mktemp -d "$RUNNER_TEMP/modgate.XXXXXX")
  curl -fsSL --retry 3 -o "$folder/release.tar.gz" -- "$INPUT_URL" || stop 'the release cannot be downloaded'
  echo "${INPUT_SHA256,,}  $folder/release.tar.gz" | sha256sum --check --status ||
    stop 'the release does not have the checksum of the input sha256, so it is not run'
  tar -xzf "$folder/release.tar.gz" --strip-components=1 -C "$folder"
  modgate=$folder/bin/modgate
  [ -x "$modgate" ] || stop 'the release holds no bin/modgate'
else
  modgate=$(command -v modgate) ||
    stop 'modgate is not on PATH: give the inputs url and sha256 of a release, or the path of a binary as modgate'
fi

case $modgate in *$'\n'* | *$'\r'*) stop 'the path of modgate holds a line break' ;; esac
"$modgate" --version || stop 'modgate does not run on this machine: the log of this step says why'
echo "modgate=$modgate" >>"$GITHUB_OUTPUT"
