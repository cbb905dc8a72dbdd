"""Where modgate's time goes. In: a corpus. Out: for each workload the functions that take most, by perf's samples, as a
Markdown table; or one line that perf is not there. Threads are counted together, so a share is one of CPU time.
"""

import os
import re
import shutil
import subprocess

LEAST_SHARE = 1.0  # percent; what is below is noise
LONGEST_NAME = 100
FREQUENCY = "999"
WORKLOADS = (
    ("check",),
    ("check", "--rev", "HEAD"),
    ("check", "--staged", "--against", "HEAD"),
    ("graph",),
)


def functions(bench, corpus, words):
    data = os.path.join(bench.work, "perf.data")
    argv = [bench.program, words[0], *corpus.config(), *words[1:]]
    record = ["perf", "record", "-q", "-F", FREQUENCY, "-o", data, "--", *argv]
    subprocess.run(record, cwd=corpus.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    report = ["perf", "report", "-q", "-i", data, "--stdio", "--no-children", "-F", "overhead,dso,sym"]
    report += ["--percent-limit", str(LEAST_SHARE)]
    text = subprocess.run(report, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()
    return re.findall(r"(?m)^\s*([\d.]+)%\s+(\S+)\s+\[([.k])\] (.+?)\s*$", text)


def of(bench, corpus):
    if not shutil.which("perf"):
        return f"{corpus.name}: perf is absent, no profile"
    out = []
    for words in WORKLOADS:
        out += [f"\n`modgate {' '.join(words)}`, {corpus.name}\n"]
        out += ["| share | where | function |", "| --- | --- | --- |"]
        for share, library, _, name in functions(bench, corpus, words):
            out.append(f"| {share} % | {library} | `{name[:LONGEST_NAME]}` |")
    return "\n".join(out)
