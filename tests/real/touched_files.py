#!/usr/bin/env python3
"""Compares the two ways to judge a change: by the files it touches, and by the whole tree.

Takes a clone with history and a policy, judges commits against their first parents both ways (`--prove-all` looks at
everything) and compares exit codes and new findings. Prints how often the touched files sufficed and every difference.

  touched_files.py MODGATE CLONE POLICY FIRST [COUNT [STEP]]     FIRST: the newest commit; then every STEP-th before it
"""
import json
import subprocess
import sys
import time


def run(modgate, clone, policy, commit, *more):
    begin = time.monotonic()
    done = subprocess.run(
        [modgate, "-C", clone, "check", "--rev", commit, "--against", commit + "~1", "--config", policy, "-f", "gitlab"]
        + list(more), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        return (done.returncode, done.stderr.decode(errors="replace")[:200]), 0.0
    new = sorted(json.dumps(finding, sort_keys=True) for finding in json.loads(done.stdout))
    return (done.returncode, new), time.monotonic() - begin


def sufficed(modgate, clone, policy, commit):
    """Whether the report says that it looked at the touched files alone."""
    words = [modgate, "-C", clone, "check", "--rev", commit, "--against", commit + "~1", "--config", policy]
    return b"touched file" in subprocess.run(words, capture_output=True, check=False).stdout


def main():
    modgate, clone, policy, first = sys.argv[1:5]
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 100
    step = int(sys.argv[6]) if len(sys.argv) > 6 else 1
    commits = subprocess.run(["git", "-C", clone, "rev-list", "--first-parent", f"--max-count={count * step}", first],
                             capture_output=True, check=True, text=True).stdout.split()[::step]
    short = differences = red = 0
    seconds = [0.0, 0.0]
    for commit in commits:
        brief, brief_seconds = run(modgate, clone, policy, commit)
        full, full_seconds = run(modgate, clone, policy, commit, "--prove-all")
        seconds[0] += brief_seconds
        seconds[1] += full_seconds
        red += full[0] in (0, 1) and bool(full[1])
        short += sufficed(modgate, clone, policy, commit)
        if brief != full:
            differences += 1
            print(f"{commit}: touched files say {brief}, the whole tree {full}")
    print(f"{len(commits)} changes, {red} with new findings; the touched files sufficed for {short}; "
          f"{differences} differences; {seconds[0]:.1f} s against {seconds[1]:.1f} s")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
