#!/usr/bin/env python3
"""Inputs for the fuzz targets to begin with, and the files in which they are kept.

  seeds.py own OUT             from the project's own cases, and those written by hand
  seeds.py trees OUT TREE...   from small files of checked-out trees; never to be committed
  seeds.py pack FOLDER FILE [BYTES]   a folder of inputs as one file (corpus_file.h), the smallest first, up to BYTES
  seeds.py unpack FILE FOLDER

OUT gets a folder for each target; an input's name is the hash of its bytes.
"""

import hashlib
import os
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
from seeds_by_hand import SEEDS  # noqa: E402 (the folder must be known first)

MOST_BYTES = 4000  # of a seed from a tree: larger ones are slow, and rarely show more
PER_KIND = 150  # files of one language that are taken from one tree

# The rows of scan.cc's table by the endings and names of files.
LANGUAGES = {
    "c": "a", "h": "b", "cc": "b", "cpp": "b", "hpp": "b", "mm": "b", "cu": "b", "td": "c", "py": "d", "pyx": "e",
    "pxd": "e", "java": "f", "kt": "g", "scala": "h", "js": "i", "ts": "j", "tsx": "j", "rs": "k", "go": "l",
    "proto": "m", "cmake": "n", "CMakeLists.txt": "n", "Kconfig": "o", "Makefile": "p", "Kbuild": "p",
    "package.json": "q", "Cargo.toml": "r", "go.mod": "s", "yaml": "t",
}  # fmt: skip
OPTIONS = b"\x1f"  # all scan options, and scanned twice
BETWEEN = b"\n====\n"


def language_row(path):
    name = os.path.basename(path)
    return LANGUAGES.get(name) or LANGUAGES.get(name.rsplit(".", 1)[-1])


def put(out, target, data):
    folder = pathlib.Path(out) / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def put_file(out, path, data):
    """One file of a tree, for every entry that reads its kind."""
    if row := language_row(path):
        put(out, "scan", row.encode() + OPTIONS + data)
    name = os.path.basename(path)
    if name.endswith((".yaml", ".yml")):
        rows = "ac" if "policy" in name else "ad" if "people" in name else "ab"
        for row in rows:
            put(out, "manifests", row.encode() + data)
    elif name.endswith(".md"):
        for row in "abd":
            put(out, "documents", row.encode() + data)
        if "CONTRIBUTORS" in name:
            put(out, "manifests", b"e" + data)
    elif name == "CODEOWNERS":
        put(out, "manifests", b"f" + data)
        put(out, "documents", b"e" + data)
    elif name == ".mailmap":
        put(out, "manifests", b"g" + BETWEEN + data)
    elif name.endswith(".jsonl"):
        put(out, "documents", b"f" + data)
    elif name in (".gitignore", ".gitattributes"):
        put(out, "git", b"f" + data + BETWEEN + b"src/a.o\nbuild\n")


def cases(text):
    """The trees of a page of cases: lists of (marks and path, bytes), and whether the case is an audit."""
    shared, files, audit, section = [], [], False, 0
    blocks = re.finditer(r"^(#{2,3} [^\n]*)$|^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for match in blocks:
        if match.group(1):
            if section:
                yield shared + files, audit
            section, files, audit = section + 1, [], False
            continue
        words = match.group(2).split()
        given = dict(word.split("=", 1) for word in words if "=" in word)
        if words[:1] == ["run"]:
            audit = audit or "audit" in words
            if ":" in given.get("trailer", ""):
                key, value = given["trailer"].split(":", 1)
                files.append(("=" + key, value.encode()))
        elif words[:1] == ["commit"]:
            files.append(("+" + given.get("author", ""), match.group(3).encode()))
        elif "path" in given:
            mark = "@" if given.get("kind") == "symlink" else {"base": "<", "head": ">"}.get(given.get("side"), "")
            (files if section else shared).append((mark + given["path"], match.group(3).encode()))
    yield shared + files, audit


def tree_text(files):
    return b"".join(b"### " + path.encode() + b"\n" + data.rstrip(b"\n") + b"\n" for path, data in files)


def own(out):
    for page in sorted([*ROOT.glob("src/rules/*.md"), *ROOT.glob("tests/cases/*/*.md")]):
        for number, (files, audit) in enumerate(cases(page.read_text())):
            if not files:
                continue
            tree = tree_text(files)
            put(out, "check", b"b" + tree if audit else b"a" + (b"\x0f" if number % 4 == 0 else b"\x0e") + tree)
            if number % 3 == 0:
                put(out, "check", b"c" + tree)
            manifests = [file for file in files if file[0].endswith(".yaml")]
            if manifests and number % 5 == 0:
                put(out, "check", b"d" + tree_text(manifests))
            names = {os.path.basename(path) for path, _ in files}
            if "CMakeLists.txt" in names:
                put(out, "build", b"a" + tree)
            if names & {"Kconfig", "Makefile", "Kbuild"}:
                put(out, "build", b"b" + tree)
            for path, data in files:
                put_file(out, path.lstrip("<>@=+"), data)
    for target, seeds in SEEDS.items():
        for seed in seeds:
            put(out, target, seed)


def trees(out, roots):
    for root in roots:
        by_kind = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != ".git")
            for name in names:
                path = os.path.join(folder, name)
                kind = language_row(path) or name if "." in name else language_row(path)
                if kind and not os.path.islink(path) and os.path.getsize(path) <= MOST_BYTES:
                    by_kind.setdefault(language_row(path) or name.rsplit(".", 1)[-1], []).append(path)
        pick = random.Random(6)  # the same files every time
        for _, paths in sorted(by_kind.items()):
            for path in pick.sample(sorted(paths), min(PER_KIND, len(paths))):
                data = pathlib.Path(path).read_bytes()
                put_file(out, path, data)
                if (row := language_row(path)) and row in "nop":
                    put(out, "build", (b"a" if row == "n" else b"b") + tree_text([(os.path.basename(path), data)]))


def pack(folder, file, most):
    inputs = sorted((path.read_bytes() for path in pathlib.Path(folder).iterdir()), key=lambda data: (len(data), data))
    with open(file, "wb") as out:
        for data in inputs:
            record = b"%d\n%s\n" % (len(data), data)
            if out.tell() + len(record) > most:
                break
            out.write(record)


def unpack(file, folder):
    data = pathlib.Path(file).read_bytes()
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    at = 0
    while at < len(data):
        begin = data.index(b"\n", at) + 1
        size = int(data[at:begin])
        one = data[begin : begin + size]
        (pathlib.Path(folder) / hashlib.sha1(one).hexdigest()).write_bytes(one)
        at = begin + size + 1


def main(words):
    match words:
        case ["own", out]:
            own(out)
        case ["trees", out, *roots] if roots:
            trees(out, roots)
        case ["pack", folder, file, *most]:
            pack(folder, file, int(most[0]) if most else 1 << 30)
        case ["unpack", file, folder]:
            unpack(file, folder)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
