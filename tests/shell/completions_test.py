"""completions_test.py BINARY SHELL: what a shell offers on a line, for a table of lines.

The shells are the real ones. That no option is forgotten is judged by the help that each command prints. A shell that is
not there skips the test, or fails it where MODGATE_REQUIRE_ORACLES is set.
"""

import os
import re
import subprocess
import sys
import tempfile

from shells import SHELLS, Missing

FORMATS = ["auto", "concise", "full", "github", "gitlab", "json", "jsonl", "junit", "markdown", "rdjson", "sarif"]
MANIFEST = """schema: modgate/module/v1
module: {id}
summary: One module of the fixture.
stage: S0
paths: [src/{folder}/]
namespace: {{cpp: ["acme::{folder}"]}}
feature_flag: USE_X
"""

# A line as it is typed, with the cursor at the end or at |; what is offered for its last word; whether more may be offered beside it.
EXACT, AMONG = False, True
ROWS = [
    ("modgate che", ["check"], EXACT),
    ("modgate c", ["check", "config", "convert", "completions"], EXACT),
    ("modgate -q --color never val", ["validate"], EXACT),
    ("modgate -C src che", ["check"], EXACT),
    ("modgate check --fail-on ", ["error", "info", "never", "warning"], EXACT),
    ("modgate check --fail-on=w", ["--fail-on=warning"], EXACT),
    ("modgate check --format s", ["sarif"], EXACT),
    ("modgate check -f ", FORMATS, EXACT),
    ("modgate rules -f ", ["auto", "json", "markdown", "table"], EXACT),
    ("modgate check --color ", ["always", "auto", "never"], EXACT),
    ("modgate check --sta", ["--staged", "--statistics"], EXACT),
    ("modgate check -- --sta", [], EXACT),
    ("modgate --conf", ["--config"], EXACT),
    ("modgate check --no-b", ["--no-baseline"], EXACT),
    ("modgate check -q -v --sta", ["--staged", "--statistics"], EXACT),
    ("modgate remove relax --color never --pl", ["--plan"], EXACT),
    ("modgate rem|xyz", ["remove"], EXACT),
    ("modgate check --fail-on=w|xyz", ["--fail-on=warning"], EXACT),
    ("modgate check --rev ", [], EXACT),
    ("modgate check --now ", [], EXACT),
    # Rules, with commas between them.
    ("modgate check --select MG30", ["MG301", "MG309"], AMONG),
    ("modgate check --select MG301,s0-inc", ["MG301,s0-included"], EXACT),
    ("modgate check --ignore=MG301,MG30", ["--ignore=MG301,MG309"], AMONG),
    ("modgate explain s0-incl", ["s0-included"], EXACT),
    ("modgate explain S", ["S0", "S1", "S2"], EXACT),
    ("modgate check --severity MG301=w", ["MG301=warning"], EXACT),
    ("modgate check --severity MG301=error,MG309=", [f"MG301=error,MG309={word}" for word in
                                                   ("error", "info", "off", "warning")], EXACT),
    ("modgate check --severity=MG301=w", ["--severity=MG301=warning"], EXACT),
    ("modgate probe --as de", ["deprecated"], EXACT),
    # Modules of the repository, and only ids that a shell cannot take for something else.
    ("modgate remove ", ["relax", "scout-x"], EXACT),
    ("modgate rfc notes.md --module r", ["relax"], EXACT),
    ("modgate explain S0 --module ", ["relax", "scout-x"], EXACT),
    ("modgate -C other remove ", ["alone"], EXACT),
    ("modgate -C ~/repo/other remove ", ["alone"], EXACT),
    ("modgate rfc notes.md --module=r", ["--module=relax"], EXACT),
    ("modgate remove relax ", [], EXACT),
    ("modgate graph --why re", ["relax"], AMONG),
    ("modgate graph --why relax sc", ["scout-x"], AMONG),
    # Files and folders.
    ("modgate check no", ["notes.md"], EXACT),
    ("modgate validate odd", ["odd $(touch pwned)"], EXACT),
    ("modgate check --config no", ["notes.md"], EXACT),
    ("modgate remove relax > no", ["notes.md"], EXACT),
    ("modgate remove relax 2> no", ["notes.md"], EXACT),
    ("modgate -C no", [], EXACT),
    ("modgate -C oth", ["other/"], EXACT),
    ("modgate check --report sar", ["sarif="], EXACT),
    ("modgate check --report sarif=no", ["sarif=notes.md"], EXACT),
    ("modgate check --report=sarif=no", ["--report=sarif=notes.md"], EXACT),
    ("modgate init ", ["github", "gitlab", "hook", "manifest", "policy"], AMONG),
    ("modgate init manifest oth", ["other/"], EXACT),
    ("modgate schema ", ["manifest", "people", "policy", "report"], EXACT),
    ("modgate schema policy ", [], EXACT),
    ("modgate completions ", ["bash", "fish", "zsh"], EXACT),
    ("modgate baseline ", ["create", "prune", "show", "update"], EXACT),
    ("modgate nonsense --r", [], AMONG),
    # What is typed is never run.
    ("modgate remove '$(touch pwned)' ", [], AMONG),
    ("modgate -C '$(touch pwned)' remove r", [], AMONG),
]


def make_repository(folder, ids):
    os.makedirs(f"{folder}/.modgate/modules")
    for number, name in enumerate(ids):
        with open(f"{folder}/.modgate/modules/m{number}.yaml", "w", encoding="utf-8") as file:
            file.write(MANIFEST.format(id=name, folder=f"m{number}"))
    subprocess.run(["git", "init", "-q", folder], check=True)


def make_fixture(root):
    make_repository(f"{root}/repo", ["relax", "scout-x", '"$(touch pwned)"', '"`touch pwned`"', '"-rf"', '"a b"', '"a;b"'])
    make_repository(f"{root}/repo/other", ["alone"])
    for name in ("notes.md", "odd $(touch pwned)"):
        with open(f"{root}/repo/{name}", "w", encoding="utf-8"):
            pass
    os.mkdir(f"{root}/bin")


def help_of(binary, words):
    return subprocess.run([binary, *words, "--help"], capture_output=True, text=True, check=True).stdout


def options_in(text):
    """Names at the beginnings of lines: what stands in descriptions is not meant."""
    heads = re.findall(r"^  (-[^ ]+)", text, re.M)
    return {name for head in heads for name in head.split(",")}


def commands_in(text):
    return re.findall(r"^  ([a-z]+) ", text.split("Subcommands:")[1], re.M)


def plain(line, candidates):
    """Shells differ in the slash behind a folder, in the = behind an option, in whether an option before = is repeated,
    and in whether options are offered where no word can stand."""
    words = set()
    for word in candidates:
        if word.startswith("-") and not line.split(" ")[-1].startswith("-"):
            continue
        option, _, value = word.partition("=")
        words.add((value or option if word.startswith("--") else word).rstrip("/"))
    return words


def main(binary, shell_name):
    failures = 0
    with tempfile.TemporaryDirectory() as root:
        make_fixture(root)
        os.symlink(binary, f"{root}/bin/modgate")
        script = f"{root}/script"
        language = shell_name.split("_", maxsplit=1)[0]
        with open(script, "w", encoding="utf-8") as file:
            subprocess.run([binary, "completions", language], stdout=file, check=True)
        environment = {"PATH": f"{root}/bin:/usr/local/bin:/usr/bin:/bin", "HOME": root, "LC_ALL": "C.UTF-8",
                       "TERM": "xterm", "COLUMNS": "300", "LINES": "500", "XDG_CONFIG_HOME": root}
        try:
            shell = SHELLS[shell_name](script, f"{root}/repo", environment)
        except Missing as missing:
            print(f"not installed: {missing}")
            return 1 if os.environ.get("MODGATE_REQUIRE_ORACLES") else 77
        rows = list(ROWS)
        top = help_of(binary, [])
        rows.append(("modgate ", commands_in(top), EXACT))
        # Typed behind the command, where all of them may stand. --version is the program's own.
        for command in commands_in(top):
            own = options_in(help_of(binary, [command])) | options_in(top)
            rows.append((f"modgate {command} -", sorted(own - {"--version"}), AMONG))
            rows.append((f"modgate {command} --", sorted(own - {"--version"} - {n for n in own if len(n) == 2}), AMONG))
        if shell_name == "zsh":  # completes the whole word, wherever in it the cursor stands
            rows = [row for row in rows if "|" not in row[0]]
        for line, wanted, more in rows:
            offered = shell.candidates(line)
            if line.endswith(" -") and shell_name.startswith("zsh"):
                # zsh offers one name of an option that has several.
                offered |= shell.candidates(line + "-")
            want, have = plain(line, wanted), plain(line, offered)
            good = want <= have if more else want == have
            if not good:
                failures += 1
                print(f"{line!r}\n  wanted  {sorted(wanted)}\n  offered {sorted(offered)}")
        shell.close()
        for path in ("repo", "repo/other", "."):
            if os.path.exists(f"{root}/{path}/pwned"):
                failures += 1
                print(f"something was run in {path}")
        print(f"{shell_name}: {len(rows)} lines, {failures} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
