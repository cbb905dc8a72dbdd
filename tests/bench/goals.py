"""The workloads P1 to P9: each first compared with the slow path, then timed in turn with its peers. In: a `Bench` and
a corpus. Out: rows of the table. The goals name LLVM and TVM; the other corpora run the same for comparison, unbounded.
"""

import dataclasses
import json
import os
import subprocess

import changes
import measure
import peers
import registries
import same
import table

MODULE_COUNTS = (1, 10, 100, 1000)
SAME_TIME = 1.3  # P6: how much longer a thousand modules, or a file in a larger tree, may take
MANY_FILES = 1_000_000
START_ROUNDS = 50  # a start takes milliseconds: five of them say nothing
FOUND_OR_NOT = (0, 1)

# Per goal and corpus the bound of the ratio; what is not here is told without one.
RG_BOUND = {"llvm": 1.0}
STATUS_BOUND = {"llvm": 1.0}
STAGED_BOUND = {"llvm": 0.6}
STAGED_MILLISECONDS = {"tvm": 30}
COMMIT_BOUND = {"llvm": 1.0}
GREP_BOUND = {"llvm": 0.8}
GRAPH_BOUND = {"llvm": 2.0}
PEAK_BOUND = {"llvm": 150}
PEAK_BOUND_MILLION = 400
VERSION_MILLISECONDS = 10
VALIDATE_MILLISECONDS = 15


@dataclasses.dataclass
class Bench:
    """What every workload needs: the programs, the work folder, how many rounds, and where to say what goes on."""

    program: str
    static_program: str
    cpp_dependencies: str
    work: str
    rounds: int
    say: object
    notes: list = dataclasses.field(default_factory=list)

    def note(self, text):
        """What a reader of the table must know, too."""
        self.notes.append(text)
        self.say(text)

    def modgate(self, corpus, name, *arguments, config=None):
        """`arguments` begin with the command, which the policy follows."""
        config = corpus.config() if config is None else config
        argv = (self.program, arguments[0], *config, *arguments[1:])
        return measure.Command(f"modgate {name}", argv, corpus.folder, FOUND_OR_NOT)

    def in_turn(self, *commands, rounds=None):
        """Samples in the commands' order; None stays None."""
        there = [command for command in commands if command]
        taken = iter(measure.in_turn(there, rounds or self.rounds, self.work))
        return [next(taken) if command else None for command in commands]


def against(goal, variant, mine, peer, name, bound):
    return table.ratio(goal, variant, mine, peer, bound) if peer else table.absent(goal, variant, mine, name)


def files_read(bench, corpus, findings):
    """Says which files modgate and ripgrep look at."""
    c_family = sum(peers.is_c_family(path) for path in corpus.paths)
    counts = json.loads(same.report(bench.program, corpus, []))["counts"]
    bench.note(
        f"{corpus.name}: {len(corpus.paths)} files. modgate reads {counts['scanned']} sources, {counts['proved']} closely,"
        f" and searches other text for names; rg and git grep read {c_family} files of the C family, or all files."
        f" {findings} findings, by the fast and the slow path."
    )


def whole_tree(bench, corpus):
    """P1, P2, P5 and P9: the tree as it is, from disk and from objects."""
    files_read(bench, corpus, same.whole_tree(bench.program, corpus))
    name = corpus.name
    check, rg_c, rg_all, status = bench.in_turn(
        bench.modgate(corpus, "check", "check"),
        peers.ripgrep_c_family(corpus),
        peers.ripgrep_all(corpus),
        peers.git_status(corpus),
    )
    rows = [
        against("P1", f"{name}, all files that modgate reads", check, rg_all, "rg", RG_BOUND.get(name)),
        against("P1", f"{name}, C family alone", check, rg_c, "rg", RG_BOUND.get(name)),
        table.ratio("P2", name, check, status, STATUS_BOUND.get(name)),
        table.memory("P9", name, check, PEAK_BOUND.get(name)),
    ]
    objects, grep_c, grep_all = bench.in_turn(
        bench.modgate(corpus, "check --rev HEAD", "check", "--rev", "HEAD"),
        peers.git_grep_c_family(corpus),
        peers.git_grep_all(corpus),
    )
    rows.append(table.ratio("P5", f"{name}, all files", objects, grep_all, GREP_BOUND.get(name)))
    rows.append(table.ratio("P5", f"{name}, C family alone", objects, grep_c, GREP_BOUND.get(name)))
    return rows


def staged(bench, corpus):
    """P3: one file staged, of three kinds."""
    rows = []
    name = corpus.name
    modules = subprocess.run(
        [bench.program, "-C", corpus.folder, "modules", *corpus.config(), "-f", "json"],
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    arguments = ["--staged", "--against", "HEAD"]
    for kind, path in changes.single_files(corpus, same.report(bench.program, corpus, []), modules).items():
        changes.stage(corpus, path)
        try:
            same.slow_path(bench.program, corpus, arguments)
            same.threads(bench.program, corpus, arguments)
            check, status = bench.in_turn(
                bench.modgate(corpus, "check --staged", "check", *arguments), peers.git_status(corpus)
            )
        finally:
            corpus.put_back()
        rows.append(table.ratio("P3", f"{name}, {kind}", check, status, STAGED_BOUND.get(name)))
        if name in STAGED_MILLISECONDS:
            rows.append(table.time("P3", f"{name}, {kind}", check, STAGED_MILLISECONDS[name]))
    return rows


def commit(bench, corpus):
    """P4: a commit of a hundred files, with and without added, deleted and build files."""
    rows = []
    arguments = ["--rev", "HEAD", "--against", "HEAD~1"]
    for only_sources, kind in ((False, "edits, adds and deletes"), (True, "edits of sources")):
        try:
            changes.commit_hundred(corpus, only_sources)
            same.slow_path(bench.program, corpus, arguments)
            same.threads(bench.program, corpus, arguments)
            check, status = bench.in_turn(
                bench.modgate(corpus, "check --rev --against", "check", *arguments), peers.git_status(corpus)
            )
        finally:
            corpus.put_back()
        rows.append(table.ratio("P4", f"{corpus.name}, {kind}", check, status, COMMIT_BOUND.get(corpus.name)))
    return rows


def modules(bench, corpus):
    """P6, first half: more and more modules over the same tree."""
    commands = []
    for count in MODULE_COUNTS:
        folder = os.path.join(bench.work, "registry", f"{corpus.name}-{count}")
        config = ("--config", registries.write_many(folder, corpus.paths, count))
        found = same.slow_path(bench.program, corpus, [], config)
        bench.note(f"{corpus.name}, {count} modules: {found} findings, by the fast and the slow path.")
        commands.append(bench.modgate(corpus, f"check, {count} modules", "check", config=config))
    first, *more = bench.in_turn(*commands)
    rows = []
    for count, samples in zip(MODULE_COUNTS[1:], more):
        bound = SAME_TIME if count == MODULE_COUNTS[-1] else None
        rows.append(table.ratio("P6", f"{corpus.name}, {count} modules", samples, first, bound))
    return rows


def sizes(bench, million):
    """P6, second half: the same check per file in a tree ten times as large, and the memory of the largest."""
    ordered = sorted(million, key=lambda corpus: len(corpus.paths))
    taken = bench.in_turn(*(bench.modgate(corpus, f"check, {len(corpus.paths)} files", "check") for corpus in ordered))
    rows = []
    for (small, less), (large, more) in zip(zip(ordered, taken), zip(ordered[1:], taken[1:])):
        row = table.ratio("P6", f"{large.name}, time a file", more, less, SAME_TIME)
        growth = len(large.paths) / len(small.paths)
        row.value = measure.Spread(*(part / growth for part in dataclasses.astuple(row.value)))
        rows.append(row)
    for corpus, samples in zip(ordered, taken):
        bound = PEAK_BOUND_MILLION if len(corpus.paths) >= MANY_FILES else None
        rows.append(table.memory("P6", f"{corpus.name}, peak memory", samples, bound))
    return rows


def graph(bench, corpus):
    """P7."""
    mine, peer = bench.in_turn(
        bench.modgate(corpus, "graph", "graph"), peers.cpp_dependencies(corpus, bench.cpp_dependencies)
    )
    return [against("P7", corpus.name, mine, peer, "cpp-dependencies", GRAPH_BOUND.get(corpus.name))]


def start(bench):
    """P8, for each of the programs that there are."""
    folder = os.path.join(bench.work, "registry", "one")
    policy = registries.write_registry(folder, registries.LLVM_POLICY, registries.LLVM[:1])
    manifest = os.path.join(os.path.dirname(policy), "modules", registries.LLVM[0][0] + ".yaml")
    rows = []
    for kind, program in (("dynamic", bench.program), ("static", bench.static_program)):
        if not program:
            continue
        version, validate = bench.in_turn(
            measure.Command("modgate --version", (program, "--version"), bench.work),
            measure.Command("modgate validate", (program, "validate", manifest), folder, FOUND_OR_NOT),
            rounds=max(START_ROUNDS, bench.rounds),
        )
        rows.append(table.time("P8", f"`--version`, {kind}", version, VERSION_MILLISECONDS))
        rows.append(table.time("P8", f"`validate`, {kind}", validate, VALIDATE_MILLISECONDS))
    return rows


def of_corpus(bench, corpus, wanted):
    """All rows that one corpus gives. `wanted` holds goals."""
    rows = []
    if wanted & {"P1", "P2", "P5", "P9"}:
        rows += whole_tree(bench, corpus)
    if "P3" in wanted:
        rows += staged(bench, corpus)
    if "P4" in wanted:
        rows += commit(bench, corpus)
    if "P6" in wanted and corpus.name == "llvm":
        rows += modules(bench, corpus)
    if "P7" in wanted:
        rows += graph(bench, corpus)
    return [row for row in rows if row.goal in wanted]
