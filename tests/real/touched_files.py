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
        [modgate, "-C", clone, "check", "--rev", commit, "--against", commit + "~1", "--config", policy, "-f", "sarif"]
        + list(more), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        return None, done.stderr.decode(errors="replace")[:200], 0.0
    report = json.loads(done.stdout)["runs"][0]
    new = sorted((f["ruleId"], json.dumps(f.get("locations")), f["message"]["text"], json.dumps(f["partialFingerprints"]))
                 for f in report["results"] if not f.get("suppressions"))
    return report["properties"], (done.returncode, new), time.monotonic() - begin


def main():
    modgate, clone, policy, first = sys.argv[1:5]
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 100
    step = int(sys.argv[6]) if len(sys.argv) > 6 else 1
    commits = subprocess.run(["git", "-C", clone, "rev-list", "--first-parent", f"--max-count={count * step}", first],
                             capture_output=True, check=True, text=True).stdout.split()[::step]
    short = differences = red = 0
    seconds = [0.0, 0.0]
    for commit in commits:
        touched, brief, brief_seconds = run(modgate, clone, policy, commit)
        whole, full, full_seconds = run(modgate, clone, policy, commit, "--prove-all")
        seconds[0] += brief_seconds
        seconds[1] += full_seconds
        red += bool(whole and full[1])
        short += bool(touched and "touched" in touched)
        if brief != full:
            differences += 1
            print(f"{commit}: touched files say {brief}, the whole tree {full}")
    print(f"{len(commits)} changes, {red} with new findings; the touched files sufficed for {short}; "
          f"{differences} differences; {seconds[0]:.1f} s against {seconds[1]:.1f} s")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
