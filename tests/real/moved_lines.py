#!/usr/bin/env python3
"""A change that only moves lines must bring no new finding, on a real tree.

    moved_lines.py BINARY CHECKOUT POLICY REV

Makes three commits on top of REV in a throwaway clone: fifty blank lines in front of every line that has a finding; those lines
in the opposite order where several stand one below the other; and every file outside the manifests' folder that has a finding
renamed (its name with a suffix, content untouched). Each is judged by `check --rev X --against REV --all`. Out: a line for each,
with its findings, new and existing. Exit 0 when nothing is new and nothing is lost; a rename is told apart, since names are what
rules look at: an include of a renamed header finds nothing any more, so only what stays found is compared there."""
import argparse
import collections
import json
import os
import re
import subprocess
import tempfile

GAP = b"\n" * 50


def git(clone, *words, data=None, index=None):
    env = dict(os.environ, GIT_AUTHOR_NAME="m", GIT_AUTHOR_EMAIL="m@m", GIT_COMMITTER_NAME="m", GIT_COMMITTER_EMAIL="m@m")
    if index:
        env["GIT_INDEX_FILE"] = index
    return subprocess.run(["git", "-C", clone, *words], input=data, check=True, capture_output=True, env=env).stdout


def check(binary, clone, policy, revision, *more):
    ran = subprocess.run([binary, "-C", clone, "check", "--rev", revision, "--config", policy, "-f", "json", *more], capture_output=True)
    if ran.returncode not in (0, 1):
        raise SystemExit(f"exit {ran.returncode}: {ran.stderr.decode()}")
    return json.loads(ran.stdout)["findings"]


def with_gaps(lines, wanted):
    return [GAP + line if number in wanted else line for number, line in enumerate(lines, 1)]


WHOLE = re.compile(rb"\s*#\s*include[^/]*$|(import|from) [^(\\]*$")


def turned(lines, wanted):
    """Runs of consecutive wanted lines in the opposite order, where a line is a whole include or import."""
    out, run = [], []
    for number, line in enumerate(lines, 1):
        if number in wanted and WHOLE.match(line):
            run.append(line)
            continue
        out += run[::-1] + [line]
        run = []
    return out + run[::-1]


def commit(clone, revision, files, change, folder):
    index = os.path.join(folder, "index")
    git(clone, "read-tree", revision, index=index)
    entries = ""
    for path, wanted in sorted(files.items()):
        mode, _, blob = git(clone, "ls-tree", revision, "--", path).split(b"\t")[0].decode().split()
        text = git(clone, "cat-file", "blob", blob)
        if change is None:
            stem, dot, suffix = path.rpartition(".")
            entries += f"0 {blob}\t{path}\n"
            path = f"{stem}_moved{dot}{suffix}"
        else:
            text = b"".join(change(text.splitlines(keepends=True), wanted))
        new = git(clone, "hash-object", "-w", "--stdin", data=text).decode().strip()
        entries += f"{mode} {new}\t{path}\n"
    git(clone, "update-index", "--index-info", data=entries.encode(), index=index)
    tree = git(clone, "write-tree", index=index).decode().strip()
    return git(clone, "commit-tree", tree, "-p", revision, "-m", "moved").decode().strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("binary", "checkout", "policy", "revision"):
        parser.add_argument(name)
    options = parser.parse_args()
    policy = os.path.abspath(options.policy)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        clone = os.path.join(folder, "clone")
        git(options.checkout, "clone", "-q", "--bare", "--shared", os.path.abspath(options.checkout), clone)
        base = git(options.checkout, "rev-parse", options.revision).decode().strip()
        before = check(options.binary, clone, policy, base)
        places = collections.defaultdict(set)
        for finding in before:
            if not finding.get("outside"):
                places[finding["path"]].add(finding["start"]["line"])
        print(f"{len(before)} findings in {len(places)} files")
        for name, change in (("fifty blank lines in front", with_gaps), ("opposite order", turned), ("renamed", None)):
            after = check(options.binary, clone, policy, commit(clone, base, places, change, folder), "--against", base)
            states = collections.Counter(finding["status"] for finding in after)
            lost = 0 if change is None else len(before) - states["existing"]
            fresh = [f for f in after if f["status"] == "new"]
            wrong += lost + (0 if change is None else len(fresh))
            print(f"{name}: {dict(sorted(states.items()))}, lost {lost}")
            for finding in fresh:
                print(f"    {finding['rule']} {finding['path']}:{finding['start']['line']} {finding['message']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
