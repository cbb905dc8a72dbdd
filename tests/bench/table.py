"""A row of the table, and the table as Markdown and as JSON. In: what was measured, and what bounds it. Out: text.

A row without a bound is told for comparison; one whose peer is not on this machine says so and has no verdict.
"""

import dataclasses

import measure

# As docs and issues cite them: what is run, and what it is held to.
GOALS = {
    "P1": (
        "`check` of the worktree, no cache, LLVM with 8 modules at S0/S1 (MLIR dialects, a target, clang-tools-extra "
        "parts)",
        "≤ 1.0 × `rg` counting include lines in the same files",
    ),
    "P2": ("the same again, nothing changed", "≤ 1.0 × `git status`"),
    "P3": ("`check --staged --against HEAD`, one file staged", "LLVM ≤ 0.6 × `git status`; TVM ≤ 30 ms"),
    "P4": ("`check --rev HEAD --against HEAD~1`, 100 changed files, LLVM", "≤ 1.0 × `git status`"),
    "P5": (
        "`check --rev HEAD` from objects alone, no cache, LLVM",
        "≤ 0.8 × `git grep` of include lines at HEAD",
    ),
    "P6": ("1 → 1 000 modules on the same tree", "≤ 1.3 × the time; 1 M files: linear, ≤ 400 MB"),
    "P7": ("`graph` on LLVM (whole graph, exact)", "≤ 2 × cpp-dependencies' time"),
    "P8": ("start-up: `modgate --version`, `modgate validate` of one file", "≤ 10 ms, ≤ 15 ms"),
    "P9": ("peak memory in P1", "≤ 150 MB"),
}

HEADING = "| # | corpus, variant | measured (min..max) | bound | modgate | against | its time | peak memory | verdict |"
FLOOR = "A peak of about 10 MB or less is the measuring process's own."
RULER = "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"


@dataclasses.dataclass
class Row:
    """One line: `value` in `unit` (×, ms or MB) of the samples `mine`, against `peer` where it is a ratio."""

    goal: str
    variant: str
    unit: str
    mine: measure.Samples
    value: measure.Spread = None
    peer: measure.Samples = None
    bound: float = None
    absent: str = ""

    def verdict(self):
        if self.absent:
            return f"{self.absent} is absent"
        if self.bound is None:
            return "no goal"
        if self.value.median <= self.bound:
            return "met"
        return f"missed: {self.value.median / self.bound:.2f} times the bound"

    def as_json(self):
        out = {
            "goal": self.goal,
            "variant": self.variant,
            "unit": self.unit,
            "bound": self.bound,
            "verdict": self.verdict(),
            "modgate": samples_json(self.mine),
        }
        if self.value:
            out["measured"] = dataclasses.asdict(self.value)
        if self.peer:
            out["peer"] = {"name": self.peer.command.name, **samples_json(self.peer)}
        return out


def samples_json(samples):
    return {
        "milliseconds": dataclasses.asdict(samples.milliseconds()),
        "cpu_milliseconds": dataclasses.asdict(samples.cpu_milliseconds()),
        "peak_mb": dataclasses.asdict(samples.megabytes()),
        "rounds": len(samples.seconds),
    }


def ratio(goal, variant, mine, peer, bound=None):
    return Row(goal, variant, "×", mine, mine.ratio_to(peer), peer, bound)


def time(goal, variant, mine, bound=None):
    return Row(goal, variant, "ms", mine, mine.milliseconds(), None, bound)


def memory(goal, variant, mine, bound=None):
    return Row(goal, variant, "MB", mine, mine.megabytes(), None, bound)


def absent(goal, variant, mine, peer):
    return Row(goal, variant, "×", mine, absent=peer)


def number(value, unit):
    return f"{value:.2f}" if unit == "×" else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def milliseconds(samples):
    return f"{number(samples.milliseconds().median, 'ms')} ms" if samples else ""


def line(row):
    spread = ""
    if row.value:
        low, high = number(row.value.low, row.unit), number(row.value.high, row.unit)
        spread = f"{number(row.value.median, row.unit)} {row.unit} ({low}..{high})"
    bound = f"≤ {row.bound:g} {row.unit}" if row.bound is not None else ""
    peer = row.peer.command.name if row.peer else row.absent
    peak = f"{row.mine.megabytes().high:.0f} MB"
    cells = [row.goal, row.variant, spread, bound, milliseconds(row.mine), peer, milliseconds(row.peer), peak]
    return f"| {' | '.join(cells)} | {row.verdict()} |"


def markdown(rows, facts, notes):
    """The facts of the machine, the table, and below it the goals' own words and what else there is to know."""
    out = [f"{name}: {value}  " for name, value in facts.items()]
    out += ["", HEADING, RULER, *(line(row) for row in sorted(rows, key=lambda row: row.goal)), ""]
    named = sorted({row.goal for row in rows})
    out += [f"- {goal}: {GOALS[goal][0]}: {GOALS[goal][1]}" for goal in named]
    out += ["", *(f"- {note}" for note in [*notes, FLOOR])]
    return "\n".join(out)


def as_json(rows, facts, notes):
    named = sorted({row.goal for row in rows})
    goals = {goal: {"workload": GOALS[goal][0], "goal": GOALS[goal][1]} for goal in named}
    return {"machine": facts, "goals": goals, "notes": notes, "rows": [row.as_json() for row in rows]}
