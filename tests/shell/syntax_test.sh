#!/bin/sh
# syntax_test.sh BINARY: the shells read the scripts without a word, shellcheck finds nothing, and the manual page is clean
# in both formatters. 77: something is not installed.
set -eu
binary=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for tool in bash zsh fish shellcheck man mandoc col; do
  command -v $tool >/dev/null && continue
  echo "not installed: $tool"
  [ -z "${MODGATE_REQUIRE_ORACLES:-}" ] && exit 77
  exit 1
done

clean() { # clean COMMAND...: succeeds and prints nothing
  "$@" >said 2>&1 && [ ! -s said ] && return 0
  echo "not clean: $*"
  cat said
  exit 1
}

# Where there is nothing to offer there is silence; where a person asked, an answer.
clean "$binary" __complete modules
clean "$binary" -C /nonexistent __complete modules
clean "$binary" -C /nonexistent __complete nothing
code_of() { "$@" >/dev/null 2>&1 && echo 0 || echo $?; }
[ "$(code_of "$binary" completions tcsh)" = 2 ]
[ "$(code_of "$binary" completions)" = 2 ]
[ "$(code_of "$binary" completions bash zsh)" = 2 ]
[ "$(code_of "$binary" reference pdf)" = 2 ]
[ "$(code_of "$binary" completions bash)" = 0 ]

for shell in bash zsh fish; do "$binary" completions $shell >script.$shell; done
clean bash -n script.bash
clean zsh -n script.zsh
clean fish --no-config --no-execute script.fish
clean shellcheck -s bash script.bash

"$binary" reference man >modgate.1
clean mandoc -Tlint -Wwarning modgate.1
MANWIDTH=100 MANROFFOPT= man -l --warnings=all modgate.1 >page 2>said
clean test ! -s said
MANWIDTH=100 man -l modgate.1 | col -b >page

# Every option of every command's help is in the page, as it is typed.
"$binary" --help | sed -n '/^Subcommands:/,$s/^  \([a-z]*\) .*/\1/p' >commands
[ "$(wc -l <commands)" -ge 15 ]
while read -r command; do
  "$binary" "$command" --help | sed -n 's/^  \(-[^ ]*\).*/\1/p' | tr , '\n' >options
  [ -s options ]
  sed -n "/^   $command\$/,/^   [a-z]*\$/p" page >section
  while read -r option; do
    grep -q -e "^ *\(-., \)\?$option\([ ,]\|\$\)" section && continue
    echo "modgate(1) does not have $option of $command"
    exit 1
  done <options
done <commands
echo "clean: $(wc -l <page) lines of manual page, $(cat script.* | wc -l) of completions"
