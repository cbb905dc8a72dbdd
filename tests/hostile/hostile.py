#!/usr/bin/env python3
"""Runs modgate over hostile repositories and judges each run.

In: the modgate program, perhaps names of kinds. Out: a line for each kind that fails, the ten slowest and
the ten largest, totals.
A kind survives when modgate ends by itself with the right exit code, in time, within memory, with the expected words,
prints nothing that steers a terminal or a runner, has run no program and changed nothing. Exit 0 when all survive.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import typing

import kinds
# Each of these adds its kinds to the table.
import kinds_text  # noqa: F401 pylint: disable=unused-import
import kinds_language  # noqa: F401 pylint: disable=unused-import
import kinds_settings  # noqa: F401 pylint: disable=unused-import
import kinds_build  # noqa: F401 pylint: disable=unused-import
import kinds_tree  # noqa: F401 pylint: disable=unused-import
import kinds_disk  # noqa: F401 pylint: disable=unused-import
import kinds_git  # noqa: F401 pylint: disable=unused-import
import kinds_history  # noqa: F401 pylint: disable=unused-import
import kinds_findings  # noqa: F401 pylint: disable=unused-import
import kinds_limits  # noqa: F401 pylint: disable=unused-import
import kinds_size  # noqa: F401 pylint: disable=unused-import
import repository

MEASURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "measure.py")
# What no report may hold: controls, other line ends, direction marks, commands of GitHub's and Azure's runners.
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##\\[|##vso\\[|^\\s*::", re.M)


class Run(typing.NamedTuple):
    """How modgate ended."""

    code: int
    text: str
    seconds: float
    megabytes: float


def run(program, kind, repo, patience):
    """One run; a program that spins or hangs is ended."""
    # Counted is processor time, so that a busy machine changes nothing.
    report = os.path.join(repo.scratch, "run")
    command = [sys.executable, "-S", MEASURE, report, str(kind.seconds * patience), program, *kind.arguments]
    ran = subprocess.run(command, cwd=repo.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
                         env=repository.environment(repo.home), check=True)
    with open(report, encoding="ascii") as stream:
        code, seconds, megabytes = stream.read().split()
    return Run(int(code), ran.stdout.decode("utf-8", "surrogateescape"), float(seconds), float(megabytes))


def complaints(kind, repo, ran, patience, weight):
    """Everything that is wrong with a run, in words."""
    if ran.code not in kind.exits:
        yield f"exit {ran.code}, expected {' or '.join(map(str, kind.exits))}: {ran.text[:300]!r}"
    if ran.seconds > kind.seconds * patience:
        yield f"took {ran.seconds:.1f} s, allowed {kind.seconds * patience:.1f}"
    if ran.megabytes > kind.megabytes * weight:
        yield f"took {ran.megabytes:.0f} MB, allowed {kind.megabytes * weight:.0f}"
    for words in kind.says:
        if words not in ran.text:
            yield f"does not say {words!r}: {ran.text[-400:]!r}"
    for words in kind.hides:
        if words in ran.text:
            yield f"says {words!r}"
    # Commands are what the format for GitHub consists of; its kind counts them.
    steering = STEERING.search(re.sub("(?m)^::", "", ran.text) if "github" in kind.arguments else ran.text)
    if steering:
        yield f"prints {ran.text[max(0, steering.start() - 40):steering.end() + 20]!r}"
    if any("\udc80" <= letter <= "\udcff" for letter in ran.text):
        yield "prints bytes that are not UTF-8"
    if os.path.exists(repo.canary):
        yield "ran a program of the repository"
    if kind.judge:
        yield from kind.judge(repo, ran)


def try_kind(program, kind, options):
    """Builds, runs, judges, removes."""
    scratch = tempfile.mkdtemp(prefix="hostile-", dir=options.scratch)
    try:
        repo = repository.Repository(scratch)
        try:
            kind.build(repo)
        except (OSError, RuntimeError) as error:
            return Run(0, "", 0, 0), [f"could not be built: {error}"]
        ran = run(program, kind, repo, options.patience)
        return ran, list(complaints(kind, repo, ran, options.patience, options.weight))
    finally:
        # Folders deeper than a path may be long are beyond Python 3.11's own removal.
        subprocess.run(["rm", "-rf", scratch], check=False)


def print_largest(title, rows, unit):
    print(f"{title}:")
    for value, name in sorted(rows, reverse=True)[:10]:
        print(f"  {value:8.2f} {unit}  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("modgate")
    parser.add_argument("names", nargs="*", help="only kinds whose names hold one of these")
    parser.add_argument("--quick", action="store_true", help="only the subset of CI")
    parser.add_argument("--list", action="store_true", help="print the names of the kinds")
    parser.add_argument("--verbose", action="store_true", help="print each kind and its figures")
    parser.add_argument("--patience", type=float, default=1, help="multiplies the seconds that a kind may take")
    parser.add_argument("--weight", type=float, default=1, help="multiplies the memory that a kind may take")
    parser.add_argument("--scratch", help="the folder in which repositories are built")
    options = parser.parse_args()
    chosen = [kind for kind in kinds.KINDS if (kind.quick or not options.quick)
              and (not options.names or any(name in kind.name for name in options.names))]
    if len({kind.name for kind in kinds.KINDS}) != len(kinds.KINDS) or not chosen:
        sys.exit("two kinds have one name, or no kind has it")
    if options.list:
        print("\n".join(kind.name for kind in chosen))
        return
    if shutil.which("git") is None:
        sys.exit(77)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    program = os.environ["MODGATE_PROGRAM"] = os.path.abspath(options.modgate)
    began = time.monotonic()
    survived, times, sizes = 0, [], []
    for kind in chosen:
        ran, wrong = try_kind(program, kind, options)
        times.append((ran.seconds, kind.name))
        sizes.append((ran.megabytes, kind.name))
        survived += not wrong
        if options.verbose:
            print(f"{ran.code} {ran.seconds:6.2f} s {ran.megabytes:4.0f} MB  {kind.name}", flush=True)
        for complaint in wrong:
            print(f"{kind.name}: {complaint}", flush=True)
    print_largest("slowest, processor time", times, "s")
    print_largest("largest", sizes, "MB")
    print(f"{survived} of {len(chosen)} kinds survived, {time.monotonic() - began:.0f} s")
    sys.exit(survived != len(chosen))


if __name__ == "__main__":
    main()
