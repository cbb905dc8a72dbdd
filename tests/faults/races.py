#!/usr/bin/env python3
"""Runs modgate while files of the work tree change, grow, shrink, vanish, and become folders, links, pipes and sockets.

  races.py MODGATE [--seconds N] [--seed N]

In: the program. Out: how many runs, and each that crashed, hung, or gave another answer about the index or a commit,
which nothing here changes. A run over the work tree has no one right answer; its end must be one of 0, 1, 3, and 2 when
its policy or roster was the file that changed.
"""

import argparse
import collections
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

import scratch

PATIENCE = 60
WORKTREE = ["check", "-f", "json"]
STORED = [["check", "--staged", "-f", "json"], ["check", "--rev", "HEAD", "--against", "HEAD~1", "-f", "json"]]


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def become_folder(path):
    remove(path)
    path.mkdir()
    (path / "inner.cc").write_text("int inner();\n")


def become_socket(path):
    remove(path)
    with socket.socket(socket.AF_UNIX) as made:
        # The name of a socket may have 108 bytes.
        made.bind(os.path.relpath(path))


def become(what):
    def change(path):
        remove(path)
        what(path)
    return change


CHANGES = [
    lambda path: path.write_bytes(b"" if path.is_dir() else path.read_bytes() * 2),
    lambda path: os.truncate(path, 3),
    lambda path: os.truncate(path, 9 << 20),
    remove,
    become_folder,
    become_socket,
    become(os.mkfifo),
    become(lambda path: path.symlink_to("/etc/passwd")),
    become(lambda path: path.symlink_to(path.name)),
    become(lambda path: path.symlink_to("..")),
]


def disturb(folder, before, chance, stop, done):
    paths = sorted(before)
    while not stop.is_set():
        path = folder / chance.choice(paths)
        try:
            chance.choice(CHANGES)(path)
            done[0] += 1
            time.sleep(chance.random() / 200)
            remove(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(before[os.path.relpath(path, folder)])
        except OSError:
            pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("modgate", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    modgate = options.modgate.resolve()
    bad, ends, changes = 0, collections.Counter(), [0]
    with tempfile.TemporaryDirectory() as top:
        folder = scratch.repository(pathlib.Path(top) / "repository", "broken")
        environment = scratch.environment(folder)
        os.chdir(folder)

        def run(words):
            try:
                done = subprocess.run([modgate, *words], env=environment, capture_output=True, timeout=PATIENCE,
                                      stdin=subprocess.DEVNULL, check=False)
                return done.returncode, done.stdout, done.stderr.decode(errors="replace")
            except subprocess.TimeoutExpired:
                return "no end", b"", ""

        stored = [run(words) for words in STORED]
        before = {path: data for path, data in scratch.contents(folder).items()}
        stop = threading.Event()
        disturber = threading.Thread(target=disturb,
                                     args=(folder, before, random.Random(options.seed), stop, changes))
        disturber.start()
        start = time.monotonic()
        while time.monotonic() - start < options.seconds:
            status, out, err = run(WORKTREE)
            ends[status] += 1
            if status not in (0, 1, 2, 3) or (status in (2, 3) and not scratch.says_why(out, err)):
                bad += 1
                print(f"{' '.join(WORKTREE)}: ended with {status}: {err.strip()[:300]}", flush=True)
            for words, right in zip(STORED, stored):
                ends["stored"] += 1
                said = run(words)
                if said != right:
                    bad += 1
                    print(f"{' '.join(words)}: {said[0]} instead of {right[0]}: {said[2].strip()[:300]}", flush=True)
        stop.set()
        disturber.join()
    print(f"{changes[0]} changes, runs: {dict(ends)}, {bad} bad")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
