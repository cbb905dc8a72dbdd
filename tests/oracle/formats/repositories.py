#!/usr/bin/env python3
"""Writes four git repositories below a folder, for the tests of report formats.

    repositories.py FOLDER      makes FOLDER/clean, FOLDER/one, FOLDER/many and FOLDER/hostile

Each has two commits, so that `check --against HEAD~1` says what is new: `clean` has no finding, `one` a single new one,
`many` 5 001 (one of them new), `hostile` names, lines and manifests that try to break out of every format. A folder
that is there already is left as it is.
"""

import os
import shutil
import subprocess
import sys

MANIFEST = """schema: modgate/module/v1
module: relax
summary: One module of the fixture.
stage: S0
paths: [src/relax/]
namespace: {cpp: ["acme::relax"]}
feature_flag: USE_RELAX
"""
CMAKE = 'option(USE_RELAX "Build relax" OFF)\n'
HEADER = "#pragma once\nnamespace acme::relax {\nint rank();\n}\n"
NO_USE = "int run();\n"
USE = '#include "../relax/shape.h"\n'

# Of a name: line ends, blanks, what URIs, XML, Markdown, commands of CI runners and templates are made of, escape
# sequences, text that runs right to left, bytes that are not UTF-8.
NAMES = [
    b"new\nline.cc",
    b"tab\t.cc",
    b"cr\r\n::error::x.cc",
    b"%0A%41.cc",
    b"::error file=a,line=1::x.cc",
    b"##[stop-commands]x.cc",
    b"##vso[task.complete]x.cc",
    b"esc\x1b[31m\x1b]8;;x\x1b\\.cc",
    "\u202ebidi\u2066.cc".encode(),
    b"\xff\xfe\xc3.cc",
    b"\xed\xa0\x80.cc",
    "字 \u0301😀.cc".encode(),
    b"a:b,c;d.cc",
    b" sp ace #frag?query=&x.cc",
    b"quote\"'<>&]]>.cc",
    b"|pipe`tick*star_[x](9){0}{1}.cc",
    b"http:x@example.com.cc",
    b"back\\slash.cc",
    b"~user${{ github.token }}.cc",
]

# Behind the include: what a report quotes.
TAILS = [
    b"  // ##[stop-commands]x ::error::y",
    b"  // \x1b[2J\x9b2J\x07\x7f",
    "  // \u202e right to left \u2069\u200b".encode(),
    b"  // \xff\xfe not UTF-8 \xe2\x80",
    b"  // %0A %25 {0} [x](9) | `a` <b>&amp;]]>",
    "  // 字 漢字 é 😀 e\u0301".encode(),
    b"  // " + b"long " * 400,
    b"\r",
]


def git(folder, *words):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": folder,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": "1700000000 +0000",
        "GIT_COMMITTER_DATE": "1700000000 +0000",
    }
    subprocess.run(["git", "-c", "init.defaultBranch=main", *words], cwd=folder, env=environment, check=True,
                   stdout=subprocess.DEVNULL)


def write(folder, path, data):
    path = path if isinstance(path, bytes) else path.encode()
    data = data if isinstance(data, bytes) else data.encode()
    whole = os.path.join(os.fsencode(folder), path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "wb") as stream:
        stream.write(data)


def start(folder):
    git(folder, "init", "-q")
    write(folder, ".modgate/modules/relax.yaml", MANIFEST)
    write(folder, "CMakeLists.txt", CMAKE)
    write(folder, "src/relax/shape.h", HEADER)
    write(folder, "src/core/clean.cc", NO_USE)


def commit(folder, message):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def clean(folder):
    start(folder)
    commit(folder, "base")
    commit(folder, "head")


def one(folder):
    start(folder)
    commit(folder, "base")
    write(folder, "src/core/a.cc", USE + NO_USE)
    commit(folder, "head")


def many(folder):
    """50 files with 100 uses each, and one more that is new."""
    start(folder)
    for i in range(50):
        write(folder, f"src/core/use{i:02}.cc", "".join(f"{USE[:-1]}  // {n}\n" for n in range(100)))
    commit(folder, "base")
    write(folder, "src/core/a.cc", USE + NO_USE)
    commit(folder, "head")


def hostile(folder):
    start(folder)
    commit(folder, "base")
    for i, name in enumerate(NAMES):
        write(folder, b"src/core/" + name, USE.encode()[:-1] + TAILS[i % len(TAILS)] + b"\n")
    # A mark in front, no line end behind, and a line that cannot be quoted.
    write(folder, "src/core/bom.cc", "\ufeff" + USE[:-1])
    write(folder, "src/core/nul.cc", USE.encode()[:-1] + b"  // \0\n")
    # Nobody can say which file is meant.
    write(folder, "src/core/computed.cc", "#define NAME(x) <x\x1b[31m>\n#include NAME(::error::)\n")
    write(folder, "src/core/quiet.cc", USE[:-1] + "  // modgate: allow(MG301) -- it's \u202e<b>#42</b> ##[error]x\n")
    scout = MANIFEST.replace("relax", "scout").replace("RELAX", "SCOUT")
    write(folder, b".modgate/modules/::error::\n%0A.yaml", scout.replace("stage: S0", 'stage: "S0\\e[31m##[error]"'))
    write(folder, ".modgate/modules/key.yaml", scout.replace("scout", "key") + '"<b>stgae{0}[x](9)|`": x\n')
    write(folder, ".modgate/modules/hidden.yaml", scout.replace("scout", "hidden") + "s\u202ekey: x\n")
    write(folder, ".modgate/modules/broken.yaml", b"schema: modgate/module/v1\nmodule: \xff\xfe\n")
    commit(folder, "head")


def main():
    for make in (clean, one, many, hostile):
        folder = os.path.join(os.path.abspath(sys.argv[1]), make.__name__)
        if os.path.isdir(folder):
            continue
        # Whole or not at all: a run that was stopped leaves nothing that looks finished.
        work = folder + ".part"
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        make(work)
        os.rename(work, folder)


if __name__ == "__main__":
    main()
