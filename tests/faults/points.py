#!/usr/bin/env python3
"""Fails the first, second, third ... call of the C library in a run of modgate, until a run completes without it.

  points.py MODGATE CC [--spread N] [--only WORD]...

In: the program and a C compiler for shim.c. Out: how many points were tried, and each point at which a run crashed,
hung, passed with another answer than the undisturbed run, failed without a word, or left a file that is neither the old
nor the new one. With --spread, N points of each row instead of all. Exit code 1: there was such a point.
"""

import argparse
import collections
import errno
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import scratch

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 60  # seconds: a run takes a fraction of one

Scenario = collections.namedtuple("Scenario", "name example words")
SCENARIOS = [
    Scenario("check healthy", "healthy", ["check", "-f", "json"]),
    Scenario("check broken", "broken", ["check", "-f", "json"]),
    Scenario("revision", "broken", ["check", "--rev", "HEAD", "-f", "json"]),
    Scenario("staged", "broken", ["check", "--staged", "--against", "HEAD~1", "-f", "json"]),
    Scenario("against", "broken", ["check", "--against", "HEAD~1", "-f", "json"]),
    Scenario("report", "healthy", ["check", "-f", "json", "-o", "docs/relax.md", "--report", "json=new.json"]),
    Scenario("fix", "healthy", ["check", "--fix", "-f", "json"]),
    Scenario("validate", "broken", ["validate", ".modgate/modules/relax.yaml", "-f", "json"]),
    Scenario("remove", "broken", ["remove", "relax", "--diff", "-o", "relax.patch"]),
    Scenario("init", "healthy", ["init", "github"]),
    Scenario("rfc", "broken", ["rfc", "docs/relax.md", "-f", "json"]),
]

Fault = collections.namedtuple("Fault", "calls how error")
FAULTS = [
    Fault("open", "once", errno.EMFILE), Fault("open", "forever", errno.EMFILE), Fault("open", "once", errno.EIO),
    Fault("read", "once", errno.EIO), Fault("read", "interrupt", 0), Fault("read", "short", 0),
    Fault("write", "once", errno.ENOSPC), Fault("write", "forever", errno.ENOSPC), Fault("write", "interrupt", 0),
    Fault("write", "short", 0), Fault("close", "once", errno.EIO), Fault("rename", "once", errno.EIO),
    Fault("sync", "once", errno.EIO), Fault("mmap", "once", errno.ENOMEM), Fault("stat", "once", errno.EIO),
    Fault("stat", "forever", errno.EIO), Fault("list", "once", errno.EIO), Fault("thread", "once", errno.EAGAIN),
    Fault("thread", "forever", errno.EAGAIN), Fault("memory", "once", errno.ENOMEM),
    Fault("memory", "forever", errno.ENOMEM),
]

Run = collections.namedtuple("Run", "status out err files hit count")


class Bench:
    """One scenario's repository, and the answer of the undisturbed run."""

    def __init__(self, scenario, modgate, shim, folder):
        self.scenario, self.modgate, self.shim = scenario, modgate, shim
        self.folder = scratch.repository(folder, scenario.example, "--fix" in scenario.words)
        self.environment = scratch.environment(self.folder)
        self.before = scratch.contents(self.folder)
        self.plain = self.run(None, 0)
        if self.plain.status not in (0, 1):
            raise SystemExit(f"{scenario.name}: the undisturbed run fails: {self.plain.err}")

    def run(self, fault, at):
        environment = dict(self.environment)
        reader, writer = os.pipe()
        if fault is not None:
            environment.update(LD_PRELOAD=str(self.shim), FAULT_CALLS=fault.calls, FAULT_HOW=fault.how,
                               FAULT_ERROR=str(fault.error), FAULT_AT=str(at), FAULT_REPORT=str(writer))
        process = subprocess.Popen([self.modgate, *self.scenario.words],
                                   cwd=self.folder, env=environment, pass_fds=[writer], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.close(writer)
        try:
            out, err = process.communicate(timeout=PATIENCE)
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            status = "no end"
        with os.fdopen(reader) as pipe:
            said = pipe.read()
        files = scratch.contents(self.folder)
        if files != self.before:
            scratch.restore(self.folder, self.before)
        count = int(said.rsplit("count ", 1)[1]) if "count " in said else 0
        return Run(status, out, err.decode(errors="replace"), files, "hit" in said, count)

    def complaint(self, run):
        """What is wrong with a disturbed run; nothing when it kept every promise."""
        if run.status not in (0, 1, 2, 3):
            return f"ended with {run.status}"
        if run.status in (0, 1):
            if run.status != self.plain.status:
                return f"exit code {run.status} instead of {self.plain.status}"
            if not same(run.out, self.plain.out):
                return f"another answer: {first_difference(run.out, self.plain.out)}"
            if differing(run.files, self.plain.files):
                return f"other files: {differing(run.files, self.plain.files)}"
        elif not scratch.says_why(run.out, run.err):
            return "fails without a word"
        for path in run.files.keys() | self.before.keys():
            now = run.files.get(path)
            if now != self.before.get(path) and not same(now, self.plain.files.get(path)):
                return f"`{path}` is neither old nor new"
        return None


def first_difference(left, right):
    for a, b in zip(left.splitlines(), right.splitlines()):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            return f"{a[max(0, at - 60):at + 100]!r} instead of {b[max(0, at - 60):at + 100]!r}"
    return f"{len(left)} bytes instead of {len(right)}"


def same(now, plain):
    """A report may name more than the plain one as not decided; nothing else may differ."""
    return now == plain or (now is not None and plain is not None and scratch.says_what_it_lacks(now, plain))


def differing(now, plain):
    return sorted(path for path in now.keys() | plain.keys() if not same(now.get(path), plain.get(path)))


def points_of(bench, fault, spread):
    """All points of a row in order; with `spread`, that many, the first and the last among them."""
    count = bench.run(fault, 0).count
    if spread is None or count <= spread:
        return range(1, count + 1)
    return sorted({1 + round(i * (count - 1) / (spread - 1)) for i in range(spread)})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("modgate", type=pathlib.Path)
    parser.add_argument("compiler")
    parser.add_argument("--spread", type=int)
    parser.add_argument("--memory-spread", type=int, help="points of a row of allocations, of which there are many")
    parser.add_argument("--only", action="append", default=[], help="rows with one of these words in their name")
    options = parser.parse_args()
    tried = hit = bad = 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as top:
        shim = pathlib.Path(top) / "shim.so"
        subprocess.run([options.compiler, "-shared", "-fPIC", "-O1", "-o", shim, HERE / "shim.c", "-ldl"], check=True)
        for scenario in SCENARIOS:
            bench = Bench(scenario, options.modgate.resolve(), shim,
                          pathlib.Path(top) / scenario.name.replace(" ", "-"))
            for fault in FAULTS:
                name = f"{scenario.name}, {fault.calls} {fault.how} {errno.errorcode.get(fault.error, '')}"
                if options.only and not any(word in name for word in options.only):
                    continue
                spread = options.memory_spread if fault.calls == "memory" else None
                ends = collections.Counter()
                for at in points_of(bench, fault, spread or options.spread):
                    run = bench.run(fault, at)
                    tried += 1
                    hit += run.hit
                    ends[run.status] += 1
                    complaint = bench.complaint(run)
                    if complaint:
                        bad += 1
                        print(f"{name} {at}: {complaint}: {run.err.strip()[:300]}", flush=True)
                print(f"{name}: {dict(ends)}", flush=True)
    print(f"{tried} points, {hit} faults injected, {bad} bad, {time.monotonic() - start:.0f} s")
    sys.exit(1 if bad or not hit else 0)


if __name__ == "__main__":
    main()
