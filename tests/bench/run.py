#!/usr/bin/env python3
"""One command for docs' numbers: brings the corpora, compares the findings with the slow path, times modgate and its
peers in turn, prints one table of ratios and peak memory. In: options. Out: Markdown on standard output, JSON with
--json, progress on standard error. Exit 0 when all was measured (also where a goal is missed), 1 when findings differ.
"""

import argparse
import json
import os
import platform
import subprocess
import sys

import corpora
import goals
import measure
import peers
import profile_run
import same
import table

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
NAMES = ("tvm", "llvm", "linux", "million")
LEAST_ROUNDS = 5


def first_line(*argv):
    try:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        return "absent"
    return done.stdout.decode(errors="replace").split("\n", maxsplit=1)[0]


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def facts(bench):
    """What of the machine a reader must know; none of its paths."""
    return {
        "processor": f"{processor()}, {len(os.sched_getaffinity(0))} cores",
        "system": f"{platform.system()} {platform.release()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "modgate": first_line(bench.program, "--version"),
        "git": first_line("git", "--version"),
        "ripgrep": first_line("rg", "--version"),
        "cpp-dependencies": "there" if bench.cpp_dependencies else "absent",
        "rounds": bench.rounds,
    }


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--goal", nargs="+", choices=sorted(table.GOALS), default=sorted(table.GOALS))
    parser.add_argument("--modgate", default=os.path.join(ROOT, "build", "release", "src", "cli", "modgate"))
    parser.add_argument("--static", help="the program linked statically, for P8")
    parser.add_argument("--work", default=os.path.join(ROOT, "build", "bench"), help="where corpora are kept")
    parser.add_argument("--rounds", type=int, default=LEAST_ROUNDS, help="runs of each command, in turn")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="files of the synthetic repositories")
    parser.add_argument("--modules", type=int, default=1000, help="modules of the synthetic repositories")
    parser.add_argument("--cpp-dependencies", help="a program, or sources (folder or address) to build it from")
    for name in ("tvm", "llvm", "linux"):
        parser.add_argument(f"--{name}-tree", help="a checkout to clone from, instead of fetching; it is not changed")
    parser.add_argument("--json", help="write the numbers to this file, too")
    parser.add_argument("--profile", action="store_true", help="say instead where modgate's time goes (needs perf)")
    chosen = parser.parse_args()
    if not os.access(chosen.modgate, os.X_OK):
        parser.error(f"there is no program {chosen.modgate}; build the preset release, or name one by --modgate")
    return chosen


def wanted_corpora(chosen):
    """Corpora one after the other, made when asked for."""
    work = os.path.abspath(chosen.work)
    for name in chosen.corpus:
        if name == "million":
            for size in chosen.sizes.split(","):
                yield corpora.get(f"million-{int(size)}", work, modules=chosen.modules)
        else:
            yield corpora.get(name, work, getattr(chosen, f"{name}_tree"))


def measure_all(chosen, bench):
    wanted = set(chosen.goal)
    rows, million = [], []
    for corpus in wanted_corpora(chosen):
        bench.say(f"{corpus.name}: comparing with the slow path, then timing")
        if corpus.name.startswith("million"):
            million.append(corpus)
        rows += goals.of_corpus(bench, corpus, wanted)
    if "P6" in wanted and million:
        rows += goals.sizes(bench, million)
    if "P8" in wanted:
        rows += goals.start(bench)
    return rows


def main():
    chosen = options()
    os.makedirs(chosen.work, exist_ok=True)
    work = os.path.abspath(chosen.work)
    bench = goals.Bench(
        program=os.path.abspath(chosen.modgate),
        static_program=os.path.abspath(chosen.static) if chosen.static else None,
        cpp_dependencies=peers.build_cpp_dependencies(chosen.cpp_dependencies, work),
        work=work,
        rounds=chosen.rounds,
        say=lambda text: print(text, file=sys.stderr, flush=True),
    )
    if chosen.profile:
        for corpus in wanted_corpora(chosen):
            print(profile_run.of(bench, corpus))
        return
    rows = measure_all(chosen, bench)
    machine = facts(bench)
    print(table.markdown(rows, machine, bench.notes))
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as file:
            json.dump(table.as_json(rows, machine, bench.notes), file, indent=1, ensure_ascii=False)
            file.write("\n")


if __name__ == "__main__":
    try:
        main()
    except same.Different as difference:
        sys.exit(str(difference))
    except (measure.Failed, subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"run.py: {error}", file=sys.stderr)
        sys.exit(2)
