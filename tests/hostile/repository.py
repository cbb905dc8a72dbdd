"""A git repository of one small module, and the means to break it.

In: files, objects and references as bytes, as wrong as a test wants them. Out: a folder. Objects and trees are written
here and not by git, which refuses most of them; what git can make is made by git, with nobody's configuration.
"""

import hashlib
import os
import shutil
import subprocess
import zlib

POLICY = b"schema: modgate/policy/v1\npreset: minimal\n"
MANIFEST = b"""schema: modgate/module/v1
module: hostile
summary: A module that hostile files surround.
stage: S0
paths: [mod/]
namespace:
  cpp: ["acme::hostile"]
  python: [acme.hostile]
  jvm: [org.acme.hostile]
  registry: ["hostile."]
feature_flag: USE_HOSTILE
"""
# Core includes a header of the module: the finding that every run must still give, whatever lies beside it.
FILES = {
    ".modgate/policy.yaml": POLICY,
    ".modgate/modules/hostile.yaml": MANIFEST,
    "CMakeLists.txt": b'option(USE_HOSTILE "a module" OFF)\n',
    "mod/x.h": b"#pragma once\n",
    "core/user.cc": b'#include "mod/x.h"\n',
}
STILL_FOUND = "core/user.cc:1:"
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def environment(home):
    """All that git and modgate see of this machine."""
    return {
        "PATH": os.environ["PATH"], "HOME": home, "XDG_CONFIG_HOME": home, "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@acme.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@acme.org", "GIT_COMMITTER_DATE": "1700000000 +0000",
    }


class Repository:
    """One repository in a folder of its own; `outside` lies beside it and holds what must not be reached."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.path = os.path.join(scratch, "repo")
        self.outside = os.path.join(scratch, "outside")
        self.home = os.path.join(scratch, "home")
        self.canary = os.path.join(scratch, "canary")
        for folder in (self.path, self.outside, self.home):
            os.makedirs(folder)
        self.git("init", "-q", "-b", "main")
        for path, data in FILES.items():
            self.file(path, data)

    def at(self, path):
        """The place on disk, as bytes; a path may hold any bytes."""
        return os.path.join(os.fsencode(self.path), os.fsencode(path))

    def file(self, path, data):
        os.makedirs(os.path.dirname(self.at(path)), exist_ok=True)
        with open(self.at(path), "wb") as stream:
            stream.write(data)

    def link(self, path, target):
        os.makedirs(os.path.dirname(self.at(path)), exist_ok=True)
        os.symlink(os.fsencode(target), self.at(path))

    def remove(self, path):
        place = self.at(path)
        if os.path.isdir(place) and not os.path.islink(place):
            shutil.rmtree(place)
        else:
            os.remove(place)

    def git(self, *words, data=b"", folder=None, **variables):
        """What git prints; a failure ends the test."""
        ran = subprocess.run(["git", *words], cwd=folder or self.path, input=data, capture_output=True, check=False,
                             env=environment(self.home) | variables)
        if ran.returncode != 0:
            raise RuntimeError(f"git {words[0]}: {ran.stderr.decode(errors='replace')}")
        return ran.stdout.decode(errors="surrogateescape").strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "all")

    def object(self, kind, data, header=None):
        """Stores an object, loose, and gives its id. `header` may lie."""
        head = header if header is not None else f"{kind} {len(data)}".encode()
        name = hashlib.sha1(head + b"\0" + data).hexdigest()
        folder = os.path.join(self.path, ".git/objects", name[:2])
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name[2:]), "wb") as stream:
            stream.write(zlib.compress(head + b"\0" + data, 1))
        return name

    def blob(self, data):
        return self.object("blob", data)

    def tree(self, entries):
        """Entries (mode, name, id) in the order given, with nothing checked."""
        return self.object("tree", b"".join(
            mode.encode() + b" " + os.fsencode(name) + b"\0" + bytes.fromhex(name_of) for mode, name,
            name_of in entries))

    def tree_of(self, files):
        """The tree of these files ({path: bytes or (mode, id)}), each folder sorted as git does."""
        folders = {}
        entries = []
        for path, data in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(first, {})[rest] = data
            else:
                entries.append((*data, first) if isinstance(data, tuple) else ("100644", self.blob(data), first))
        for name, below in folders.items():
            entries.append(("40000", self.tree_of(below), name))
        entries.sort(key=lambda entry: os.fsencode(entry[2]) + (b"/" if entry[0] == "40000" else b""))
        return self.tree([(mode, name, identity) for mode, identity, name in entries])

    def commit_of(self, tree, parents=(), message=b"all", extra=b""):
        """A commit on main of any tree and parents."""
        lines = [b"tree " + tree.encode(), *(b"parent " + parent.encode() for parent in parents),
                 b"author A <a@acme.org> 1700000000 +0000", b"committer A <a@acme.org> 1700000000 +0000"]
        name = self.object("commit", b"\n".join(lines) + b"\n" + extra + b"\n" + message)
        self.file(".git/refs/heads/main", name.encode() + b"\n")
        return name

    def head_with(self, extra):
        """Commits the usual files and these ({path: bytes or (mode, id)}) without touching the disk."""
        return self.commit_of(self.tree_of(FILES | extra))

    def config(self, text):
        with open(self.at(".git/config"), "a", encoding="utf-8") as stream:
            stream.write(text)
