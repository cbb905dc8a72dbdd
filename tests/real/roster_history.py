#!/usr/bin/env python3
"""Compares how modgate reads Apache TVM's CONTRIBUTORS.md with a reader of its own, at every commit that touched it.

    roster_history.py MODGATE CHECKOUT [--file CONTRIBUTORS.md] [--dates DATE...]

The reader shares nothing with modgate: below a heading that says committers or reviewers, every list entry's `@handle`
(or the account it links to) is a person, and every line with "PMC" in it is one of the PMC. Both must name the same accounts at every commit. Then a
table: PMC and committers at ten dates, by the version in force on each. Exits 1 on any difference.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

DATES = ["2019-06-01", "2020-01-01", "2020-10-01", "2021-06-01", "2022-01-01", "2022-07-01", "2023-03-01", "2023-08-01",
         "2024-03-01", "2025-01-01"]
POLICY = "schema: modgate/policy/v1\nroster: {contributors: //%s}\n"


def git(checkout, *args):
    return subprocess.run(["git", "-C", checkout, *args], check=True, capture_output=True).stdout.decode("utf-8", "replace")


def plain(text):
    """Accounts in lower case: (pmc, committers without pmc, reviewers without both)."""
    pmc, committers, reviewers = set(), set(), set()
    section = None
    lines = text.splitlines()
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        heading = line.startswith("#") or re.fullmatch(r"(=+|-{3,})\s*", below)
        if heading and line.strip():
            words = line.lower()
            section = committers if "committer" in words else reviewers if "reviewer" in words else None
            continue
        if section is None or not re.match(r"\s*[-*] ", line):
            continue
        # Entries of the first years have no @handle, only a link.
        found = re.search(r"@([A-Za-z0-9-]+)", line) or re.search(r"github\.com/([A-Za-z0-9-]+)", line)
        if not found:
            print("no @handle: %s" % line, file=sys.stderr)
            continue
        handle = found.group(1).lower()
        section.add(handle)
        if "PMC" in line:
            pmc.add(handle)
    return pmc, committers - pmc, reviewers - committers - pmc


def by_modgate(modgate, checkout, config, revision):
    run = subprocess.run([modgate, "-C", checkout, "who", "-f", "json", "--rev", revision, "--config", config],
                         capture_output=True)
    if not run.stdout:  # faults of single entries leave the others readable
        return None, run.stderr.decode("utf-8", "replace").strip()
    people = json.loads(run.stdout)["people"]
    return people, None


def kinds(people):
    pmc, committers, reviewers = [], [], []
    for person in people:
        handles = {handle.lower() for handle in person["handles"]} | {person["id"].lower()}
        (pmc if person["pmc"] else committers if person["committer"] else reviewers).append(handles)
    return pmc, committers, reviewers


def differences(mine, theirs):
    """Each plain account must be one of modgate's persons of the kind, and the other way round."""
    out = []
    for title, accounts, persons in zip(("PMC", "committers", "reviewers"), mine, theirs):
        for account in sorted(accounts):
            if not any(account in handles for handles in persons):
                out.append("%s: only the plain reader has %s" % (title, account))
        for handles in persons:
            if not handles & accounts:
                out.append("%s: only modgate has %s" % (title, ", ".join(sorted(handles))))
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("modgate")
    arguments.add_argument("checkout")
    arguments.add_argument("--file", default="CONTRIBUTORS.md")
    arguments.add_argument("--dates", nargs="*", default=DATES)
    asked = arguments.parse_args()
    modgate = os.path.abspath(asked.modgate)
    different = compared = unread = 0
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "policy.yaml")
        with open(config, "w") as stream:
            stream.write(POLICY % asked.file)
        seen = set()
        for commit in git(asked.checkout, "log", "--format=%H", "--", asked.file).split():
            listing = git(asked.checkout, "ls-tree", commit, "--", asked.file)
            if not listing or listing.split()[2] in seen:
                continue
            seen.add(listing.split()[2])
            mine = plain(git(asked.checkout, "show", "%s:%s" % (commit, asked.file)))
            people, trouble = by_modgate(modgate, asked.checkout, config, commit)
            if people is None:
                unread += 1
                print("%s: %s" % (commit[:10], trouble))
                continue
            compared += 1
            wrong = differences(mine, kinds(people))
            different += bool(wrong)
            for line in wrong:
                print("%s: %s" % (commit[:10], line))
        print("versions compared: %d, different: %d, not read: %d" % (compared, different, unread))
        print("| date | PMC | committers, PMC included | plain reader |\n| --- | --- | --- | --- |")
        for date in asked.dates:
            commit = git(asked.checkout, "log", "-1", "--first-parent", "--format=%H", "--until", date + "T23:59:59Z").strip()
            if not commit:
                continue
            people, trouble = by_modgate(modgate, asked.checkout, config, commit)
            pmc, committers, _ = plain(git(asked.checkout, "show", "%s:%s" % (commit, asked.file)))
            mine = "%d, %d" % (len(pmc), len(pmc | committers))
            if people is None:
                print("| %s | %s | | %s |" % (date, trouble, mine))
                continue
            theirs = sum(person["pmc"] for person in people), sum(person["committer"] for person in people)
            print("| %s | %d | %d | %s |" % (date, *theirs, mine))
            different += mine != "%d, %d" % theirs
    return 1 if different or unread else 0


if __name__ == "__main__":
    sys.exit(main())
