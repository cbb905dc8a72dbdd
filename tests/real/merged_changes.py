#!/usr/bin/env python3
"""Consecutive merged changes of a real repository, each judged as CI would have judged it.

    merged_changes.py BINARY CHECKOUT POLICY PATH [--count 20] [--before REV]

Takes the last COUNT first-parent commits before REV that touched PATH and runs `check --rev X --against X^ --config POLICY` on each.
Prints one line a change (exit code, new findings by rule, seconds) and below it every new finding with its line of source, to be
read by a person. An independent count stands beside it: lines that the change's diff adds outside the module's folders and that
include or import one of its files, by text alone."""
import argparse
import collections
import json
import os
import re
import subprocess
import time


def git(checkout, *words):
    return subprocess.run(["git", "-C", checkout, *words], check=True, capture_output=True).stdout.decode("utf-8", "replace")


def added_uses(checkout, commit, stem):
    """Added lines outside the module that name it in an include or import."""
    pattern = re.compile(r"^\+\s*(#\s*include.*\b%s/|(from|import)\b.*\b%s\b)" % (stem, stem))
    path, found = "", []
    for line in git(checkout, "show", "--first-parent", "-M", "--format=", "-U0", commit).splitlines():
        if line.startswith("+++ "):
            path = line[6:]
        elif pattern.match(line) and stem not in path:
            found.append((path, line[1:].strip()))
    return found


def added_lines(checkout, commit):
    """Line numbers that the change adds, by path."""
    path, found = "", collections.defaultdict(set)
    for line in git(checkout, "show", "--first-parent", "-M", "--format=", "-U0", commit).splitlines():
        if line.startswith("+++ "):
            path = line[6:]
        elif match := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, count = int(match[1]), int(match[2] or 1)
            found[path].update(range(first, first + count))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("checkout")
    parser.add_argument("policy")
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--before", default="HEAD")
    options = parser.parse_args()
    policy = os.path.abspath(options.policy)  # --config counts from the folder after -C
    stem = options.path.rstrip("/").rsplit("/", 1)[-1]
    log = git(options.checkout, "log", "--first-parent", f"-{options.count}", "--format=%H %cs %s", options.before, "--", options.path)
    worst = 0
    for row in log.splitlines():
        commit, day, subject = row.split(" ", 2)
        start = time.monotonic()
        ran = subprocess.run([options.binary, "-C", options.checkout, "check", "--rev", commit, "--against", commit + "^", "--config",
                              policy, "-f", "json"], capture_output=True)
        seconds = time.monotonic() - start
        if ran.returncode not in (0, 1):
            print(f"{commit[:10]} exit {ran.returncode}: {ran.stderr.decode().strip()}")
            worst = 1
            continue
        report = json.loads(ran.stdout)
        fresh = [finding for finding in report["findings"] if finding["status"] == "new"]
        rules = collections.Counter(finding["rule"] for finding in fresh)
        added = added_lines(options.checkout, commit)
        uses = added_uses(options.checkout, commit, stem)
        print(f"{commit[:10]} {day} exit {ran.returncode} {seconds:4.1f}s  {dict(sorted(rules.items()))}  "
              f"lines that add a use by text: {len(uses)}  {subject[:70]}")
        for finding in fresh:
            old = "" if finding["start"]["line"] in added[finding["path"]] else "  (on a line that the change does not add)"
            print(f"    {finding['severity']} {finding['rule']} {finding['path']}:{finding['start']['line']} {finding['message']}{old}")
        for path, line in uses:
            print(f"    by text: {path}: {line}")
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
