#!/usr/bin/env python3
"""Compares `modgate remove --plan` with a commit that really removed a module, at the commit's parent.

In: the modgate program, a checkout, the commit, and the module's manifest as its maintainers would have written it (the
policy is the one beside it, else the preset `minimal`). The plan is made as the manifest stands, and once more with
the files of --declare as integration points. Out: precision and recall for deleted and for edited files, each miss and
false alarm, then what the patch does: it must apply to the parent, and the real edits that it leaves are listed. Exit
0 when every deletion and at least nine in ten edited files are found without a false alarm and the patch applies, else
1.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

MINIMAL = "schema: modgate/policy/v1\npreset: minimal\n"


def git(checkout, *words, text=None, check=True):
    run = subprocess.run(["git", "-C", checkout, *words], input=text, capture_output=True, check=False)
    if check and run.returncode != 0:
        sys.exit(f"git {' '.join(words)}: {run.stderr.decode(errors='replace')}")
    return run


def changed(checkout, parent, commit):
    """The commit's deleted and edited paths."""
    names = git(checkout, "diff", "--name-status", "--no-renames", "-z", parent, commit).stdout.split(b"\0")
    pairs = list(zip(names[0::2], names[1::2]))
    deleted = {path.decode() for status, path in pairs if status == b"D"}
    return deleted, {path.decode() for status, path in pairs if status == b"M"}


def prepare(folder, manifest, declared):
    """A policy's folder with the manifest, whose `integration` is extended by the declared points."""
    os.makedirs(os.path.join(folder, "modules"))
    policy = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(manifest))), "policy.yaml")
    with open(policy if os.path.exists(policy) else os.devnull, encoding="utf-8") as stream:
        text = stream.read() or MINIMAL
    with open(os.path.join(folder, "policy.yaml"), "w", encoding="utf-8") as stream:
        stream.write(text)
    with open(manifest, encoding="utf-8") as stream:
        text = stream.read()
    if declared:
        rows = "".join(f"  - {{path: {path}, why: names the module}}\n" for path in declared)
        text = text.rstrip("\n") + "\nintegration:\n" + rows
    with open(os.path.join(folder, "modules", "module.yaml"), "w", encoding="utf-8") as stream:
        stream.write(text)
    name = next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("module:"))
    return os.path.join(folder, "policy.yaml"), name


def modgate(program, checkout, policy, name, parent, *words):
    command = [program, "-C", checkout, "--config", policy, "remove", name, "--rev", parent, *words]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"modgate ended with {run.returncode}: {run.stderr.decode(errors='replace')}")
    return run.stdout


def score(title, ours, theirs):
    """Prints precision, recall and every difference; gives recall and the number of false alarms."""
    both = ours & theirs
    recall = len(both) / len(theirs) if theirs else 1.0
    precision = len(both) / len(ours) if ours else 1.0
    print(f"  {title}: recall {recall:.3f} ({len(both)}/{len(theirs)}), precision {precision:.3f}")
    for path in sorted(theirs - ours):
        print("    missed:", path)
    for path in sorted(ours - theirs):
        print("    false alarm:", path)
    return recall, len(ours - theirs)


def judge(options, parent, declared, real):
    """One plan against the real commit; whether it is good enough."""
    folder = tempfile.mkdtemp()
    try:
        policy, name = prepare(folder, options.manifest, declared)
        plan = json.loads(modgate(options.modgate, options.checkout, policy, name, parent, "--plan", "-f", "json"))
        patch = modgate(options.modgate, options.checkout, policy, name, parent, "--diff")
    finally:
        shutil.rmtree(folder)
    print(f"{len(declared)} points declared: verdict {plan['verdict']}, {len(plan['undecided'])} undecided")
    deleted = score("deleted files", set(plan["deletes"]), real[0])
    edited = score("edited files", {edit["path"] for edit in plan["edits"]}, real[1])
    for edit in plan["edits"]:
        done = "in the patch" if edit["patched"] else "by hand: " + edit["by_hand"]
        print(f"    {edit['path']}:{edit['line']} {edit['kind']}, {edit['role']}, {done}")
    good = deleted == (1.0, 0) and edited[0] >= 0.9 and edited[1] == 0
    return apply(options.checkout, parent, patch, real) and good


def apply(checkout, parent, patch, real):
    """Whether git takes the patch on the parent's tree; lists the real edits that it leaves to people."""
    folder = tempfile.mkdtemp()
    try:
        git(checkout, "clone", "-q", "--shared", "--no-checkout", ".", folder)
        git(folder, "checkout", "-q", parent)
        run = git(folder, "apply", "--index", "-", text=patch, check=False)
        if run.returncode != 0:
            print("  the patch does not apply:", run.stderr.decode(errors="replace")[:500])
            return False
        _, touched = changed_index(folder)
        print(f"  the patch applies; it edits {len(touched)} of {len(real[1])} files, by hand:",
              " ".join(sorted(real[1] - touched)) or "none")
        return True
    finally:
        shutil.rmtree(folder)


def changed_index(folder):
    rows = git(folder, "diff", "--cached", "--name-status", "--no-renames").stdout.decode().splitlines()
    pairs = [row.split("\t", 1) for row in rows]
    return {path for status, path in pairs if status == "D"}, {path for status, path in pairs if status == "M"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("modgate")
    parser.add_argument("checkout")
    parser.add_argument("commit")
    parser.add_argument("manifest")
    parser.add_argument("--declare", action="append", default=[], metavar="PATH")
    options = parser.parse_args()
    options.modgate = os.path.abspath(options.modgate)

    parent = git(options.checkout, "rev-parse", options.commit + "^").stdout.decode().strip()
    real = changed(options.checkout, parent, options.commit)
    print(f"the commit deleted {len(real[0])} files and edited {len(real[1])}")
    runs = [[]] + ([options.declare] if options.declare else [])
    sys.exit(0 if all([judge(options, parent, declared, real) for declared in runs]) else 1)


if __name__ == "__main__":
    main()
