"""Commands, timed in turn. In: commands and how many rounds. Out: per command the samples of all rounds, and ratios.

A round runs every command once, so what the machine does meanwhile hits all alike; a ratio is the median of the
rounds' own ratios. One round before the first is not counted: it warms the page cache. Refuses a command that fails.
"""

import dataclasses
import json
import os
import statistics
import subprocess
import sys

TIMED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "timed.py")


class Failed(Exception):
    """A program ended in a way that makes its time worthless."""


@dataclasses.dataclass(frozen=True)
class Command:
    """What to run and where; `passing` are the exit statuses of a run that did its work."""

    name: str
    argv: tuple
    folder: str
    passing: tuple = (0,)


@dataclasses.dataclass(frozen=True)
class Spread:
    """The median of some rounds, and the least and the most of them."""

    median: float
    low: float
    high: float

    @staticmethod
    def of(values):
        return Spread(statistics.median(values), min(values), max(values))


@dataclasses.dataclass
class Samples:
    """All counted runs of one command, in the order of the rounds."""

    command: Command
    seconds: list = dataclasses.field(default_factory=list)
    cpu_seconds: list = dataclasses.field(default_factory=list)
    peaks: list = dataclasses.field(default_factory=list)

    def milliseconds(self):
        return Spread.of([1000 * value for value in self.seconds])

    def cpu_milliseconds(self):
        """Of all threads; unlike the time it hardly depends on what else the machine does."""
        return Spread.of([1000 * value for value in self.cpu_seconds])

    def megabytes(self):
        return Spread.of([kib * 1024 / 1e6 for kib in self.peaks])

    def ratio_to(self, other):
        return Spread.of([mine / theirs for mine, theirs in zip(self.seconds, other.seconds)])


def run_once(command, scratch):
    """One timed run; the program's output stays in the file `scratch`/output."""
    output = os.path.join(scratch, "output")
    timed = subprocess.run(
        [sys.executable, "-IS", TIMED, output, *command.argv],
        cwd=command.folder,
        stdout=subprocess.PIPE,
        check=False,
    )
    if timed.returncode != 0:
        raise Failed(f"{command.name} could not be started")
    taken = json.loads(timed.stdout)
    if taken["status"] not in command.passing:
        with open(output + ".errors", encoding="utf-8", errors="replace") as errors:
            raise Failed(f"{command.name} ended with {taken['status']}: {errors.read(2000)}")
    return taken


def in_turn(commands, rounds, scratch):
    """Every command once a round, after a round that does not count. Gives the samples in the commands' order."""
    all_samples = [Samples(command) for command in commands]
    for counted in [False] + [True] * rounds:
        for samples in all_samples:
            taken = run_once(samples.command, scratch)
            if counted:
                samples.seconds.append(taken["seconds"])
                samples.cpu_seconds.append(taken["cpu"])
                samples.peaks.append(taken["peak_kib"])
    return all_samples
