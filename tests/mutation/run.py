#!/usr/bin/python3
"""Mutation testing of src/rules and src/resolve: does a test fail when a condition is turned, a constant grows, a statement
is left out? One build holds all mutants (sites.py, mutant.h); each is woken in the tests in which it would change a value.

  run.py --work DIR [--sample N --seed S] [--only PREFIX] [--table FILE]

The table says of every mutant what became of it. `equivalent.tsv` lists those that no test can tell from the original, each
with its reason. Exit code 1: the score is below --least, or a line of that list is wrong.
"""

import argparse
import csv
import hashlib
import os
import pickle
import random
import resource
import signal
import subprocess
import sys
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FOLDERS = ("src/rules", "src/resolve")
# The quick ones first; the others are asked only for what these let live.
PROGRAMS = {"unit_rules": "tests/unit/rules", "unit_resolve": "tests/unit/resolve", "cases": "tests/cases",
            "unit_lint": "tests/unit/lint", "unit_cli": "tests/unit/cli"}
# Each of these tests starts modgate, some many times: only those that ask what no other program asks take part.
ONLY = {"unit_cli": "ExplainMove.*:Graph.*-ExplainMove.AgreesWithTheCheckOnEachPiece"}
SLOW = ("unit_cli",)
FIRST = 3         # tests that are asked one by one: the quickest that few mutants change anything in
SPARE = 64        # each file's numbers begin at a multiple: a mutant more in one seldom means that all are compiled again
SLACK = 2         # a mutant that needs more than this many seconds more, and thrice the time, is killed
MEMORY = 4 << 30  # bytes that a run may address


class Test:
    """`stamp` changes with the program and with the document that the test reads, if it is a case's."""

    def __init__(self, program, name, stamp):
        self.program, self.name, self.stamp, self.seconds, self.seen, self.cost = program, name, stamp, 0.0, b"", 0.0

    def recorded(self, seconds, seen):
        self.seconds, self.seen = seconds, seen
        self.cost = seconds * seen.count(1)  # a test that notices much notices little of each


def say(text):
    print(text, file=sys.stderr, flush=True)


def sources():
    for folder in FOLDERS:
        for parent, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in names:
                if name.endswith(".cc"):
                    yield os.path.relpath(os.path.join(parent, name), ROOT)


def content(path):
    if not os.path.isfile(path):
        return b""
    with open(path, "rb") as stream:
        return stream.read()


def write_if_other(path, data):
    """Keeps the time of what did not change, so that it is not compiled again."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path) and content(path) == data:
        return
    with open(path, "wb") as stream:
        stream.write(data)


def load(path):
    """What an earlier run kept."""
    return pickle.loads(zlib.decompress(content(path))) if os.path.exists(path) else {}


def store(path, kept):
    with open(path, "wb") as stream:
        stream.write(zlib.compress(pickle.dumps(kept), 1))


def headers():
    for folder in ("include", "src"):
        for parent, _, names in sorted(os.walk(os.path.join(ROOT, folder))):
            yield from (os.path.join(parent, name) for name in sorted(names) if name.endswith(".h"))


def rewrite(work):
    """Writes the rewritten sources and gives all mutants. What an earlier run made of the same text is kept."""
    import sites  # libclang is needed here only
    arguments = ["-x", "c++", "-std=c++20", f"-I{ROOT}/include", f"-I{ROOT}/src"]
    path, mutants, first, found = os.path.join(work, "rewritten"), [], 1, {}
    kept = load(path)
    around = hashlib.sha256(b"".join(content(one) for one in (*headers(), sites.__file__)))
    for file in sorted(sources()):
        text = around.copy()
        text.update(f"{file} {first} ".encode() + content(os.path.join(ROOT, file)))
        key = text.hexdigest()
        if key not in kept:
            rewriter = sites.Rewriter(ROOT, file, arguments, first)
            kept[key] = rewriter.mutants, rewriter.next, rewriter.rewritten(os.path.join(HERE, "mutant.h"), work)
        found[key] = kept[key]
        mutants += found[key][0]
        first = (found[key][1] // SPARE + 1) * SPARE
        write_if_other(os.path.join(work, "sources", file), found[key][2])
    store(path, found)
    return mutants


def build(work, jobs):
    folder, launcher = os.path.join(work, "build"), [os.path.join(HERE, "swap.sh"), ROOT, os.path.join(work, "sources")]
    if subprocess.run(["which", "ccache"], stdout=subprocess.DEVNULL, check=False).returncode == 0:
        launcher.append("ccache")
    flags = "-O0 -g0"
    subprocess.run(["cmake", "-G", "Ninja", "-S", ROOT, "-B", folder, "-DCMAKE_BUILD_TYPE=", f"-DCMAKE_CXX_FLAGS={flags}",
                    "-DMODGATE_WERROR=ON", f"-DCMAKE_CXX_COMPILER_LAUNCHER={';'.join(launcher)}"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", folder, f"-j{jobs}", *PROGRAMS], check=True, stdout=sys.stderr)


class Bench:
    """The built test programs, run one at a time."""

    def __init__(self, work):
        self.work, self.seen, self.chosen = work, os.path.join(work, "seen"), os.path.join(work, "chosen")

    def run(self, program, names, mutant, seconds):
        """True when all tests pass; a crash, a hang and too much memory are failures."""
        with open(self.chosen, "w", encoding="utf-8") as stream:
            stream.write(str(mutant))

        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (int(3 * seconds) + SLACK, int(3 * seconds) + SLACK))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        path = os.path.join(self.work, "build", PROGRAMS[program], program)
        with subprocess.Popen([path, "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=" + ":".join(names)],
                              preexec_fn=limits, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            try:
                return process.wait(timeout=20 * (seconds + SLACK)) == 0
            except subprocess.TimeoutExpired:  # it waits for what never comes
                os.killpg(process.pid, signal.SIGKILL)
                return False

    def listed(self):
        for program, folder in PROGRAMS.items():
            path = os.path.join(self.work, "build", folder, program)
            lines = subprocess.run([path, "--gtest_list_tests", "--gtest_filter=" + ONLY.get(program, "*")],
                                   check=True, capture_output=True, text=True).stdout
            itself, suite = hashlib.sha256(content(path)).digest(), ""
            for line in lines.splitlines():
                name, _, parameter = line.partition("#")
                name = name.strip()
                if not line.startswith(" "):
                    suite = name if name.endswith(".") else ""
                elif suite:
                    document = parameter.partition("= ")[2].strip('"')
                    golden = os.path.splitext(document.removeprefix("src/").removeprefix("tests/cases/"))[0] + ".txt"
                    read = content(os.path.join(ROOT, document)) + content(os.path.join(ROOT, "tests/cases/said", golden))
                    yield Test(program, suite + name, hashlib.sha256(itself + (suite + line).encode() + read).hexdigest())

    def tests(self):
        """Every test by itself, without a mutant: it must pass, and tells what it would notice and how long it takes.
        What an earlier run recorded of the same test is kept."""
        found, path = list(self.listed()), os.path.join(self.work, "recordings")
        kept = load(path)
        try:
            for test in found:
                if test.stamp not in kept:
                    if os.path.exists(self.seen):
                        os.remove(self.seen)
                    begin = time.monotonic()
                    if not self.run(test.program, [test.name], 0, 120):
                        raise SystemExit(f"{test.name} fails without any mutant")
                    kept[test.stamp] = time.monotonic() - begin, content(self.seen)
                test.recorded(*kept[test.stamp])
        finally:
            store(path, {test.stamp: kept[test.stamp] for test in found if test.stamp in kept})
        return found

    def survives(self, mutant, tests):
        """Whether all of `tests` pass: first the likeliest few, then the rest, one process a program."""
        quick = sorted((one for one in tests if one.program not in SLOW), key=lambda one: one.cost)
        batches = [[one] for one in quick[:FIRST]]
        for program in PROGRAMS:
            left = tests if program in SLOW else quick[FIRST:]
            batches.append([one for one in left if one.program == program])
        for batch in filter(None, batches):
            if not self.run(batch[0].program, [one.name for one in batch], mutant, sum(one.seconds for one in batch)):
                return False
        return True


def equivalents():
    with open(os.path.join(HERE, "equivalent.tsv"), encoding="utf-8", newline="") as stream:
        rows = csv.reader((line for line in stream if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {tuple(row[:4]): row[4] for row in rows}


def score(rows):
    """Killed ones of all, and of all but those that are equivalent, in percent."""
    killed = sum(one == "killed" for one in rows)
    real = sum(one != "equivalent" for one in rows)
    return 100 * killed / max(1, len(rows)), 100 * killed / max(1, real)


def report(outcomes):
    lines = ["folder        mutants  killed  survived  unnoticed  equivalent   score  without equivalent"]
    for folder in (*FOLDERS, ""):
        rows = [became for mutant, became in outcomes if mutant.file.startswith(folder)]
        counts = [sum(one == word for one in rows) for word in ("killed", "survived", "unnoticed", "equivalent")]
        lines.append("{:12}  {:7}  {:6}  {:8}  {:9}  {:10}  {:5.1f}%  {:5.1f}%".format(
            folder or "both", len(rows), *counts, *score(rows)))
    return "\n".join(lines)


def list_unnoticed(mutants, tests):
    """What no test reaches, by file and function, the longest lists first: there a new row kills the most."""
    places = {}
    for one in mutants:
        if not any(test.seen and test.seen[one.number] for test in tests):
            places.setdefault((one.file, one.function), []).append(one)
    for (file, function), found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"{len(found):4}  {file}  {function}")
        for one in found:
            print(f"      {one.line}: {one.expression}  {one.change}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True, help="folder for rewritten sources and the build; is kept for the next run")
    parser.add_argument("--sample", type=int, help="only so many mutants, chosen by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only mutants of files whose path begins so")
    parser.add_argument("--table", help="file to write what became of every mutant to; default: table.tsv in --work")
    parser.add_argument("--unnoticed", action="store_true", help="wake none: only list those that no test would notice")
    parser.add_argument("--jobs", type=int, default=1, help="processes of the compiler")
    parser.add_argument("--least", type=float, default=85, help="score that must be reached, without equivalent mutants")
    given = parser.parse_args()
    work = os.path.abspath(given.work)

    mutants = rewrite(work)
    say(f"{len(mutants)} mutants")
    build(work, given.jobs)
    bench = Bench(work)
    tests = bench.tests()
    say(f"{len(tests)} tests pass without a mutant, in {sum(one.seconds for one in tests):.0f} s")

    same = equivalents()
    wrong = sorted(set(same) - {one.key for one in mutants})
    chosen = [one for one in mutants if one.file.startswith(given.only)]
    if given.unnoticed:
        list_unnoticed(chosen, tests)
        return 0
    if given.sample is not None and given.sample < len(chosen):
        chosen = sorted(random.Random(given.seed).sample(chosen, given.sample), key=lambda one: one.number)
    outcomes, begin = [], time.monotonic()
    with open(given.table or os.path.join(work, "table.tsv"), "w", encoding="utf-8") as table:
        for count, mutant in enumerate(chosen):
            noticing = [one for one in tests if one.seen and one.seen[mutant.number]]
            alive = not noticing or bench.survives(mutant.number, noticing)
            if mutant.key in same:
                became = "equivalent"
                if not alive:
                    wrong.append(mutant.key)
            else:
                became = "killed" if not alive else "survived" if noticing else "unnoticed"
            outcomes.append((mutant, became))
            table.write("\t".join((became, f"{mutant.file}:{mutant.line}", *mutant.key[1:])) + "\n")
            table.flush()
            if (count + 1) % 200 == 0:
                say(f"{count + 1} of {len(chosen)} after {time.monotonic() - begin:.0f} s")
    print(report(outcomes))
    for key in wrong:
        print("equivalent.tsv is wrong: " + "  ".join(key))
    return 1 if wrong or score([became for _, became in outcomes])[1] < given.least else 0


if __name__ == "__main__":
    sys.exit(main())
