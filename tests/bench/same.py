"""The fast way finds what the slow way finds, or nothing is timed. In: the program, a corpus. Out: how many findings
there are; `Different`, with a diff of the findings, when two ways that must agree do not.

Reports differ in what they say of the run (how many files were read closely, which view), so findings are compared,
each as one line; for numbers of threads the whole reports are.
"""

import difflib
import json
import os
import subprocess

DIFF_LINES = 200  # enough to see what is wrong
PASSING = (0, 1)  # a run that found something ends with 1


class Different(Exception):
    """Two ways of asking the same question gave two answers."""


def report(program, corpus, arguments, config=None):
    """The bytes of a run's JSON report."""
    config = corpus.config() if config is None else config
    argv = [program, "-C", corpus.folder, "check", *config, "-f", "json", *arguments]
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in PASSING:
        said = (done.stderr + done.stdout[:2000]).decode(errors="replace")
        raise Different(f"{corpus.name}: `{' '.join(arguments)}` ended with {done.returncode}: {said}")
    return done.stdout


def findings(text):
    """A report's findings, a line each, and whether the run was complete.

    What a base has already is left out: a comparison that looks at changed files only has no reason to list it.
    """
    read = json.loads(text)
    counted = [finding for finding in read["findings"] if finding["status"] != "existing"]
    return [json.dumps(read["complete"]), *(json.dumps(finding, sort_keys=True) for finding in counted)]


def compare(corpus, one, other, one_lines, other_lines):
    if one_lines == other_lines:
        return
    lines = list(difflib.unified_diff(one_lines, other_lines, one, other, lineterm="", n=0))
    more = [f"... {len(lines) - DIFF_LINES} more lines"] if len(lines) > DIFF_LINES else []
    raise Different("\n".join([f"{corpus.name}: the findings differ", *lines[:DIFF_LINES], *more]))


def slow_path(program, corpus, arguments, config=None):
    """`arguments` and the same with every file proved must find the same. Gives the number of findings."""
    fast = findings(report(program, corpus, arguments, config))
    slow = findings(report(program, corpus, [*arguments, "--prove-all"], config))
    compare(corpus, " ".join(["check", *arguments]), "with --prove-all", fast, slow)
    return len(fast) - 1


def threads(program, corpus, arguments, config=None):
    """One thread and several write the same bytes, however few processors there are."""
    several = str(max(4, os.cpu_count() or 1))
    one_text = report(program, corpus, [*arguments, "-j", "1"], config)
    other_text = report(program, corpus, [*arguments, "-j", several], config)
    compare(corpus, "-j 1", f"-j {several}", one_text.decode().splitlines(), other_text.decode().splitlines())


def views(program, corpus):
    """A commit read from its objects and its clean checkout hold the same files."""
    worktree = findings(report(program, corpus, []))
    objects = findings(report(program, corpus, ["--rev", "HEAD"]))
    compare(corpus, "--worktree", "--rev HEAD", worktree, objects)


def whole_tree(program, corpus):
    """Everything above, for the tree as it is. Gives the number of findings."""
    count = slow_path(program, corpus, [])
    threads(program, corpus, [])
    views(program, corpus)
    return count
