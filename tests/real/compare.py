#!/usr/bin/env python3
"""Compares modgate's uses (MG301, MG302, MG303) and namespace openings (MG203) with the oracle's, on a real checkout.

In: the modgate program, a checkout, a policy. Out: modgate's totals by rule and module, then every difference. Exit 0
when both say the same, 1 on a difference, 2 when modgate did not complete.
"""

import argparse
import collections
import json
import os
import subprocess
import sys

import oracle

USES = {"MG301": "include", "MG302": "import"}


def modgate_findings(program, checkout, policy):
    """The findings of one run; ends the script when the run was not complete."""
    command = [program, "-C", checkout, "check", "--config", os.path.abspath(policy), "-f", "json"]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout.startswith(b"{"):
        sys.stderr.write(run.stderr.decode(errors="replace") + run.stdout.decode(errors="replace")[:2000])
        print(f"modgate ended with {run.returncode}", file=sys.stderr)
        sys.exit(2)
    report = json.loads(run.stdout)
    if not report["complete"]:
        print("modgate's report is marked incomplete", file=sys.stderr)
        sys.exit(2)
    print("modgate:", ", ".join(f"{value} {name}" for name, value in report["counts"].items()))
    return report["findings"]


def print_totals(findings):
    totals = collections.Counter((f["rule"], f.get("module") or "-") for f in findings)
    for (rule, module), count in sorted(totals.items()):
        print(f"  {rule} {module}: {count}")


def print_differences(title, ours, theirs):
    """Both sides map a key to a text; True when the keys agree."""
    print(f"{title}: {len(ours.keys() & theirs.keys())} agree")
    for key in sorted(ours.keys() - theirs.keys(), key=str):
        print("  only modgate:", *key, ours[key])
    for key in sorted(theirs.keys() - ours.keys(), key=str):
        print("  only oracle: ", *key, theirs[key])
    return ours.keys() == theirs.keys()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("modgate")
    parser.add_argument("checkout")
    parser.add_argument("policy")
    options = parser.parse_args()

    findings = modgate_findings(options.modgate, options.checkout, options.policy)
    print_totals(findings)
    corpus, expected = oracle.run(options.checkout, options.policy)
    oracle.print_totals(corpus, expected, sys.stdout)

    ours = {(f["module"], f["path"], f["start"]["line"]): f["rule"] for f in findings if f["rule"] in (*USES, "MG303")}
    theirs = {(row["module"], row["path"], row["line"]): f"{row['kind']} {row['spelled']}" for row in expected.rows()}
    same = print_differences("uses", ours, theirs)
    for key in sorted(ours.keys() & theirs.keys()):
        kind = USES.get(ours[key], theirs[key].split()[0])
        if kind != theirs[key].split()[0]:
            same = False
            print("  other kind:", *key, ours[key], theirs[key])
    openers = {(f["module"], f["path"]): f"line {f['start']['line']}" for f in findings if f["rule"] == "MG203"}
    opened = {(module, path): f"line {line} {name}" for module, path, line, name in reversed(expected.openings)}
    same = print_differences("files that open a namespace", openers, opened) and same
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
