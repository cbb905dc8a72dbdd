#!/usr/bin/env bash
# Runs the check and gives its outputs, whatever the verdict; the step ends with modgate's own exit code.
# What comes in: MODGATE, INPUT_AGAINST, INPUT_ARGS, INPUT_SARIF_FILE. Refused: a SARIF file that is a link or a device,
# one whose name is two lines, and a run that ends well without a report.
set -uo pipefail

findings=
written=

# A value of two lines would be two outputs: none gets here.
finish() {
  {
    echo "findings=$findings"
    echo "exit-code=$1"
    echo "sarif-file=$written"
  } >>"$GITHUB_OUTPUT"
  exit "$1"
}

refuse() {
  echo "::error title=modgate::$1"
  finish 2
}

folder=$(mktemp -d "$RUNNER_TEMP/modgate.XXXXXX") || finish 3
# Not in the work tree: a pull request may hold a link of that name.
sarif=${INPUT_SARIF_FILE:-$folder/modgate.sarif}
case $sarif in *$'\n'* | *$'\r'*) refuse 'the input sarif-file holds a line break' ;; esac
if [ -L "$sarif" ] || { [ -e "$sarif" ] && [ ! -f "$sarif" ]; }; then
  refuse 'the input sarif-file names a link, a folder or a device, and is not written to'
fi
# One that an earlier step left would look like this check's.
rm -f -- "$sarif"
# To the end of the text, not of its first line.
read -r -d '' -a more <<<"$INPUT_ARGS"

"$MODGATE" check -f github --against "$INPUT_AGAINST" --report "sarif=$sarif" --report "jsonl=$folder/report.jsonl" \
  ${more[@]+"${more[@]}"} 2>"$folder/errors"
code=$?

if [ -s "$folder/errors" ]; then
  # Names from the repository stand in it, and the runner must not take any for a command.
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  cat "$folder/errors"
  echo "::$token::"
fi

if [ -f "$sarif" ]; then written=$sarif; fi
if [ ! -f "$folder/report.jsonl" ]; then
  # As with `--help` among the arguments.
  if [ "$code" = 0 ]; then code=3; fi
  echo "::error title=modgate::the change was not checked, exit code $code: the log of this step says why"
elif [ "$code" != 3 ]; then
  # What is not known is an empty output, not a zero; and what was found before a run broke off is not all.
  findings=$(grep -c '^{"type":"finding",.*"status":"new"' "$folder/report.jsonl")
fi
finish "$code"
