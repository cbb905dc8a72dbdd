"""Small repositories to break: made from the examples, with a base commit, a change, and a change that is staged."""

import json
import os
import pathlib
import shutil
import subprocess

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"
STALE_COMMENT = "// modgate: allow(MG301) -- nothing here needs it any more\n"


def environment(home):
    """Neither the user's configuration nor that of a job decides about a run."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("GIT_", "GITHUB_", "CI_", "FAULT_", "MODGATE_"))}
    return {**kept, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "GIT_AUTHOR_DATE": "2026-06-01T03:04:05Z", "GIT_COMMITTER_DATE": "2026-06-01T03:04:05Z"}


def git(folder, *words):
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.fsync=none",
                "-c", "init.defaultBranch=main", "-c", "gc.auto=0"]
    done = subprocess.run(["git", *settings, "-C", folder, *words], env=environment(folder), check=True,
                          capture_output=True, text=True)
    return done.stdout


def repository(folder, example, fixable=False):
    """A repository of two commits, the first one packed, with one staged file, one untracked and, maybe, one to fix."""
    folder = pathlib.Path(folder)
    shutil.copytree(EXAMPLES / example, folder)
    git(folder, "init", "-q")
    (folder / ".gitignore").write_text("*.tmp\nbuild/\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    git(folder, "repack", "-qad")
    (folder / "src" / "added.cc").write_text((STALE_COMMENT if fixable else "") + "int added() { return 1; }\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change")
    (folder / "src" / "staged.cc").write_text("int staged();\n")
    git(folder, "add", "-A")
    (folder / "src" / "untracked.cc").write_text("int untracked();\n")
    return folder


def says_what_it_lacks(out, plain):
    """Whether a report in JSON has every finding of the plain one, and names more than it as not decided or not read."""
    try:
        report, full = json.loads(out), json.loads(plain)
    except ValueError:
        return False
    found = [finding["fingerprint"] for finding in report["findings"]]
    whole = all(finding["fingerprint"] in found for finding in full["findings"])
    return whole and any(len(report[list_]) > len(full[list_]) for list_ in ("undecided", "skipped"))


def says_why(out, err):
    """Whether a failed run says so: on stderr, or by a report in JSON that is marked incomplete."""
    if "error: " in err:
        return True
    try:
        return not json.loads(out)["complete"]
    except ValueError:
        return False


def contents(folder):
    """Every file of the work tree with its bytes."""
    found = {}
    for place, folders, names in os.walk(folder):
        if ".git" in folders:
            folders.remove(".git")
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def restore(folder, before):
    """Makes the work tree what `contents` saw."""
    now = contents(folder)
    for path in now.keys() - before.keys():
        os.unlink(os.path.join(folder, path))
    for path, data in before.items():
        if now.get(path) != data:
            with open(os.path.join(folder, path), "wb") as file:
                file.write(data)
