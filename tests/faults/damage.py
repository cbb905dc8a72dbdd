#!/usr/bin/env python3
"""Damages the files of a repository's .git, byte by byte, and looks what modgate says.

  damage.py MODGATE [--specials] [--step N] [--only WORD]... [--seed N]

In: the program. Each file of .git that a run may read is cut off, has bytes flipped and is taken away, at every N-th
byte; more kinds of damage are rows of `SPECIAL`. Out: how many states were tried, and each that made modgate crash, hang
past its watchdog, or give another answer than for the healthy repository without a failure. Exit code 1: there was such
a state. git decides about what it refuses itself: those states are counted.
"""

import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import scratch

PATIENCE = 90  # seconds: the watchdog needs 60
MODES = [
    ["check", "-f", "json"],
    ["check", "--staged", "--against", "HEAD~1", "-f", "json"],
    ["check", "--rev", "HEAD", "--against", "HEAD~1", "-f", "json"],
]
# What decides about objects, references and the index. Hooks, logs and descriptions are not read.
READ = ("HEAD", "config", "index", "packed-refs", "refs/", "objects/", "shallow")


def run(modgate, folder, words):
    try:
        done = subprocess.run([modgate, *words], cwd=folder, env=scratch.environment(folder), capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)
        return done.returncode, done.stdout, done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return "no end", b"", ""


def git_refuses(folder):
    done = subprocess.run(["git", "-C", folder, "fsck", "--full", "--strict"], env=scratch.environment(folder),
                          capture_output=True, check=False)
    return done.returncode != 0


def files_read(folder):
    top = folder / ".git"
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if path.is_file() and name.startswith(READ):
            yield path


def states_of(data, step, chance):
    """Each way to damage some bytes: its name and the damaged bytes; None for no file at all."""
    yield "gone", None
    yield "empty", b""
    for at in range(0, len(data), step):
        yield f"cut at {at}", data[:at]
    for at in range(0, len(data), step):
        bit = 1 << chance.randrange(8)
        yield f"bit {bit:#04x} at {at} flipped", data[:at] + bytes([data[at] ^ bit]) + data[at + 1:]
    yield "zeroed", bytes(len(data))
    yield "longer", data + b"\0" * 7


def loose(folder, revision):
    name = scratch.git(folder, "rev-parse", revision).strip()
    return folder / ".git" / "objects" / name[:2] / name[2:]


def swap(folder, revision, other):
    """The object's file holds what belongs to another one."""
    target = loose(folder, revision)
    data = loose(folder, other).read_bytes()
    target.chmod(0o644)
    target.write_bytes(data)


def text(folder, name, data):
    path = folder / ".git" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def folder_instead(folder, name):
    path = folder / ".git" / name
    path.unlink()
    path.mkdir()


def pipe_instead(folder, name):
    path = folder / ".git" / name
    path.unlink()
    os.mkfifo(path)


SPECIAL = {
    "a tree that holds a blob": lambda folder: swap(folder, "HEAD^{tree}", "HEAD:src/added.cc"),
    "a blob that holds a tree": lambda folder: swap(folder, "HEAD:src/added.cc", "HEAD^{tree}"),
    "a commit that holds a tree": lambda folder: swap(folder, "HEAD", "HEAD^{tree}"),
    "HEAD names itself": lambda folder: text(folder, "HEAD", b"ref: HEAD\n"),
    "HEAD names a file outside": lambda folder: text(folder, "HEAD", b"ref: ../../etc/passwd\n"),
    "HEAD names nothing": lambda folder: text(folder, "HEAD", b"ref: refs/heads/absent\n"),
    "HEAD is an unknown id": lambda folder: text(folder, "HEAD", b"1234567890" * 4 + b"\n"),
    "a reference that is no id": lambda folder: text(folder, "refs/heads/main", b"garbage\n"),
    "references in a circle": lambda folder: (text(folder, "refs/heads/main", b"ref: refs/heads/other\n"),
                                              text(folder, "refs/heads/other", b"ref: refs/heads/main\n")),
    "an alternate that is gone": lambda folder: text(folder, "objects/info/alternates", b"/nonexistent/objects\n"),
    "an alternate that is itself": lambda folder: text(folder, "objects/info/alternates", b"../objects\n"),
    "an index that is a folder": lambda folder: folder_instead(folder, "index"),
    "a HEAD that is a folder": lambda folder: folder_instead(folder, "HEAD"),
    "a packed-refs of zeros": lambda folder: text(folder, "packed-refs", bytes(100)),
}


class Damage:
    def __init__(self, modgate, top):
        self.modgate, self.folder = modgate, scratch.repository(top / "repository", "broken")
        self.healthy = [run(modgate, self.folder, words) for words in MODES]
        for status, _, err in self.healthy:
            if status not in (0, 1):
                raise SystemExit(f"the healthy repository fails: {err}")
        self.ends, self.bad, self.refused = collections.Counter(), 0, 0

    def judge(self, name):
        refused = None
        for words, (status, out, _) in zip(MODES, self.healthy):
            got, said, err = run(self.modgate, self.folder, words)
            self.ends[got] += 1
            if got in (2, 3) and scratch.says_why(said, err):
                continue
            if got == status and (said == out or scratch.says_what_it_lacks(said, out)):
                continue
            # A repository that git finds sound may say something else: a reference, a setting.
            if refused is None:
                refused = git_refuses(self.folder)
            if got in (0, 1) and not refused:
                self.ends["another sound repository"] += 1
                continue
            self.bad += 1
            print(f"{name}: {' '.join(words)}: exit code {got} instead of {status}: {err.strip()[:200]}", flush=True)

    def bytes_of_files(self, step, only, seed):
        chance = random.Random(seed)
        for path in list(files_read(self.folder)):
            name = path.relative_to(self.folder).as_posix()
            if not all(word in name for word in only):
                continue
            data = path.read_bytes()
            path.chmod(0o644)
            for what, damaged in states_of(data, step, chance):
                if damaged is None:
                    path.unlink()
                else:
                    path.write_bytes(damaged)
                self.judge(f"{name} {what}")
            path.write_bytes(data)

    def specials(self, only):
        kept = self.folder.with_name("kept")
        shutil.copytree(self.folder, kept, symlinks=True)
        for name, damage in SPECIAL.items():
            if not all(word in name for word in only):
                continue
            damage(self.folder)
            self.judge(name)
            shutil.rmtree(self.folder)
            shutil.copytree(kept, self.folder, symlinks=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("modgate", type=pathlib.Path)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--specials", action="store_true", help="only the rows of SPECIAL")
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as top:
        damage = Damage(options.modgate.resolve(), pathlib.Path(top))
        damage.specials(options.only)
        if not options.specials:
            damage.bytes_of_files(options.step, options.only, options.seed)
    print(f"{sum(damage.ends.values())} runs, {dict(damage.ends)}, {damage.bad} bad, {time.monotonic() - start:.0f} s")
    sys.exit(1 if damage.bad else 0)


if __name__ == "__main__":
    main()
