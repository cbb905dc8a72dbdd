#!/bin/sh
# Builds the fuzz targets and runs them in turn, one process at a time; what each run did goes into ledger.tsv.
#
#   tests/fuzz/run.sh [TARGET...] SECONDS   each target for so long; without targets all
#   tests/fuzz/run.sh --totals              executions and time of all runs, and the coverage of the last
#
# MODGATE_FUZZ_BUILD names the build folder (default: that of the preset `fuzz`), MODGATE_FUZZ_WORK where inputs are
# kept between runs (default: `fuzz` in the build folder). MODGATE_FUZZ_PATIENCE multiplies the time that one input may
# take, for a machine that does other work as well. What breaks something is left in WORK/TARGET/found, and the exit
# status is 1.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
ledger=$here/ledger.tsv
all="scan manifests documents build git output check"

if [ "${1:-}" = --totals ]; then
  exec awk -F '\t' '
    NR > 1 { runs[$2]++; done[$2] += $3; time[$2] += $4; edges[$2] = $5 }
    END {
      printf "%-10s %5s %12s %8s %7s\n", "target", "runs", "executions", "seconds", "edges"
      for (each in runs) {
        printf "%-10s %5d %12d %8d %7d\n", each, runs[each], done[each], time[each], edges[each] | "sort"
      }
    }' "$ledger"
fi

seconds=
targets=
for word in "$@"; do
  case $word in
    *[!0-9]*) targets="$targets $word" ;;
    *) seconds=$word ;;
  esac
done
if [ -z "$seconds" ]; then
  sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
for target in $targets; do
  case " $all " in
    *" $target "*) ;;
    *)
      echo "run.sh: there is no target $target; known are $all" >&2
      exit 2
      ;;
  esac
done
[ -n "$targets" ] || targets=$all

build=${MODGATE_FUZZ_BUILD:-$root/build/fuzz}
work=${MODGATE_FUZZ_WORK:-$build/fuzz}
[ -f "$build/build.ninja" ] || cmake -S "$root" --preset fuzz -B "$build" >/dev/null
# shellcheck disable=SC2046 # the list is meant to be split
cmake --build "$build" --target $(for target in $targets; do echo "fuzz_$target"; done)

# Longest input, and the seconds one may take.
limits_of() {
  case $1 in
    build) echo 4096 5 ;;
    check) echo 8192 5 ;;
    scan | manifests | documents) echo 4096 1 ;;
    *) echo 1024 1 ;;
  esac
}

# AddressSanitizer keeps what was freed, to see uses of it: less than it does by default, so that the limit of memory
# is one of the code under test.
export ASAN_OPTIONS="quarantine_size_mb=32:${ASAN_OPTIONS:-}"
status=0
for target in $targets; do
  mkdir -p "$work/$target/corpus" "$work/$target/found"
  kept=$here/corpus/$target.corpus
  [ ! -f "$kept" ] || python3 "$here/seeds.py" unpack "$kept" "$work/$target/corpus"
  python3 "$here/seeds.py" own "$work/own"
  # shellcheck disable=SC2046 # two words are meant
  set -- $(limits_of "$target")
  patience=$(($2 * ${MODGATE_FUZZ_PATIENCE:-1}))
  log=$work/$target/log
  began=$(date +%s)
  "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len="$1" -timeout="$patience" -rss_limit_mb=512 \
    -dict="$here/dictionaries/$target.dict" -print_final_stats=1 -artifact_prefix="$work/$target/found/" \
    "$work/$target/corpus" "$work/own/$target" >"$log" 2>&1 || {
    status=1
    echo "$target: broken, see $log" >&2
  }
  executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  [ -n "$executed" ] || executed=$(sed -n 's/^#\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  took=$(($(date +%s) - began))
  printf '%s\t%s\t%s\t%s\t%s\n' "$(date +%F)" "$target" "${executed:-0}" "$took" "${edges:-0}" >>"$ledger"
  tail -n 1 "$ledger"
done
exit "$status"
