"""Makes the changes that P3 and P4 check: one staged file, a commit of a hundred. In: a corpus, what its check found.
Out: the checkout holds the change; `Corpus.put_back` takes it away. Which files is chosen with a seed, so the same
corpus has the same change every time.
"""

import json
import os
import random

import corpora

SEED = 1
COMMIT_FILES = 100
COMMIT_ADDS = 5
COMMIT_DELETES = 5
HASH_FILES = (".py", ".cmake", "CMakeLists.txt", ".yaml")
SLASH_FILES = (".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".td")
SOURCE_FILES = (".py", *SLASH_FILES)
USES = ("MG301", "MG302", "MG304")


def touch(corpus, path):
    """Adds one line of comment at the end of a file."""
    mark = "#" if path.endswith(HASH_FILES) else "//"
    with open(os.path.join(corpus.folder, path), "ab") as file:
        file.write(f"\n{mark} one line more\n".encode())


def plain(corpus, endings):
    """The corpus's paths with such endings that are files on disk, no links."""
    full = ((path, os.path.join(corpus.folder, path)) for path in corpus.paths if path.endswith(endings))
    return [path for path, place in full if os.path.isfile(place) and not os.path.islink(place)]


def single_files(corpus, report_text, modules_text):
    """What may be staged, by name: a core file, a file that uses a module, a module's own file."""
    findings = json.loads(report_text)["findings"]
    folders = tuple(path for module in json.loads(modules_text) for path in module["paths"] if path.endswith("/"))
    sources = plain(corpus, SOURCE_FILES)
    named = {finding["path"] for finding in findings}
    core = [path for path in sources if path not in named and not path.startswith(folders)]
    users = sorted(finding["path"] for finding in findings if finding["rule"] in USES)
    own = [path for path in sources if path.startswith(folders)]
    choices = {"a core file": random.Random(SEED).choice(core)}
    if users:
        choices["a file that uses a module"] = users[0]
    if own:
        choices["a module's own file"] = random.Random(SEED).choice(own)
    return choices


def stage(corpus, path):
    touch(corpus, path)
    corpora.git(corpus.folder, "add", "--", path)


def commit_hundred(corpus, only_sources):
    """HEAD becomes a commit of a hundred changed files on top of the corpus's own."""
    chance = random.Random(SEED)
    paths = plain(corpus, SOURCE_FILES if only_sources else (*SOURCE_FILES, *HASH_FILES))
    added = deleted = 0
    if not only_sources:
        added, deleted = COMMIT_ADDS, COMMIT_DELETES
    chosen = chance.sample(paths, COMMIT_FILES)
    for number, path in enumerate(chosen):
        place = os.path.join(corpus.folder, path)
        if number < added:
            # New files: a copy of one that is there, under a name beside it.
            folder, name = os.path.split(path)
            path = os.path.join(folder, "bench_" + name)
            with open(place, "rb") as old, open(os.path.join(corpus.folder, path), "wb") as new:
                new.write(old.read() + b"\n")
        elif number < added + deleted:
            os.unlink(place)
        else:
            touch(corpus, path)
    corpora.git(corpus.folder, "add", "--all", "--force", ".")
    corpora.git(corpus.folder, "commit", "-q", "-m", "A hundred files")
