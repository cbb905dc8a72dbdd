#!/bin/sh
# Runs test programs, and modgate itself over repositories, with the thread sanitizer or in valgrind. Any report fails.
#
#   tests/sanitize.sh thread|valgrind [PROGRAM...]    test programs of tests/; without any, those named below
#
# MODGATE_SANITIZE_BUILD names the build folder (default: that of the preset), MODGATE_SANITIZE_TREE a large repository,
# with MODGATE_SANITIZE_POLICY for it (default: none, and examples/tvm). ASan and UBSan are the preset `asan`, as in CI.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
case ${1:-} in
  # What starts threads: runs, readers of git's objects, the reports of both, the watchdog.
  thread) preset=tsan programs="cases property unit_lint unit_git unit_watchdog unit_cli oracle_formats fuzz_replay" ;;
  # Valgrind does not follow into the programs that a test runs, so that those which only run programs are left out.
  valgrind) preset=valgrind programs="unit_base unit_scan unit_build unit_manifest unit_resolve unit_rules unit_rfc
    unit_report unit_removal unit_lint unit_git unit_rewrite cases" ;;
  *)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
shift
[ $# -eq 0 ] || programs="$*"
build=${MODGATE_SANITIZE_BUILD:-$root/build/$preset}
modgate=$build/src/cli/modgate
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=

# A program is one process, not one a test: most of the time in valgrind is its start.
checked() { # checked COMMAND...
  if [ $preset = valgrind ]; then
    valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --num-callers=30 \
      --suppressions="$root/tests/support/valgrind.supp" "$@"
  else
    "$@"
  fi
}

said() { # said NAME STATUS: whether it was without a report
  if [ "$2" = 0 ]; then echo "ok      $1"; else echo "FAILED  $1 ($2)"; fi
  [ "$2" = 0 ] || failed=1
}

# The exit code 1 of modgate is findings, not a failure; 99 is a report.
over() { # over NAME MODGATE-ARGUMENTS...
  name=$1
  shift
  status=0
  checked "$modgate" "$@" -j8 >"$scratch/out" 2>"$scratch/err" || status=$?
  [ "$status" != 1 ] || status=0
  [ "$status" = 0 ] || cat "$scratch/err"
  said "$name" "$status"
}

cmake --preset $preset -S "$root" -B "$build" >/dev/null
# shellcheck disable=SC2086 # the list is meant to be split
cmake --build "$build" --target modgate $programs
rm -rf "$build"/reports/*

for program in $programs; do
  status=0
  checked "$(find "$build/tests" -type f -name "$program")" --gtest_brief=1 || status=$?
  said "$program" "$status"
done
for example in healthy broken; do
  cp -R "$root/examples/$example" "$scratch/$example"
  git -C "$scratch/$example" init -q
  git -C "$scratch/$example" add -A
  git -C "$scratch/$example" -c user.name=a -c user.email=a@b.org commit -q -m all
  for words in check "check --prove-all -f sarif" "check --rev HEAD" "check --staged --against HEAD" graph audit; do
    # shellcheck disable=SC2086
    over "$example: $words" -C "$scratch/$example" $words
  done
done
if [ -n "${MODGATE_SANITIZE_TREE:-}" ]; then
  policy=${MODGATE_SANITIZE_POLICY:-$root/examples/tvm/policy.yaml}
  for words in check "check --rev HEAD" "check --staged --against HEAD"; do
    # shellcheck disable=SC2086
    over "$MODGATE_SANITIZE_TREE: $words" -C "$MODGATE_SANITIZE_TREE" $words --config "$policy"
  done
fi
# What a test's own runs of the program reported is only here.
for report in "$build"/reports/*; do
  [ -e "$report" ] || continue
  cat "$report"
  failed=1
done
[ -z "$failed" ]
