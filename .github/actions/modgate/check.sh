#!/usr/bin/env bash
# Runs the check and gives its outputs, whatever the verdict; the step ends with modgate's own exit code.
# What comes in: MODGATE, INPUT_AGAINST, INPUT_ARGS, INPUT_SARIF_FILE.
set -uo pipefail

folder=$(mktemp -d "$RUNNER_TEMP/modgate.XXXXXX") || exit 3
# Not in the work tree: a pull request may hold a link of that name.
sarif=${INPUT_SARIF_FILE:-$folder/modgate.sarif}
read -r -a more <<<"$INPUT_ARGS"

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

# Without a report nothing is known: an empty output, not a zero. So with a file that an earlier step left.
findings=
written=
if [ -f "$folder/report.jsonl" ]; then
  findings=$(grep -c '^{"type":"finding",.*"status":"new"' "$folder/report.jsonl")
  written=$sarif
elif [ "$code" != 0 ]; then
  echo "::error title=modgate::the change was not checked, exit code $code: the log of this step says why"
fi
{
  echo "findings=$findings"
  echo "exit-code=$code"
  echo "sarif-file=$written"
} >>"$GITHUB_OUTPUT"
exit "$code"
