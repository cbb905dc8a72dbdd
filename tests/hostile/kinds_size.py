"""Repositories of a million entries and more, from objects and from the index; slower than the others may be."""

import repository
from kinds import add, kind

MILLION = {"seconds": 60, "megabytes": 1024}


def million(repo):
    """A thousand folders of a thousand files, each file with a content of its own kind, in 1 003 objects."""
    blobs = [repo.blob(b'#include "core/none%d.h"\nint a;\n' % i) for i in range(1000)]
    folders = []
    for number in range(1000):
        # The names differ from folder to folder, so that no two trees are one object.
        leaf = repo.tree([("100644", f"f{number:04}_{i:04}.cc", blobs[i]) for i in range(1000)])
        folders.append(("40000", f"d{number:04}", leaf))
    repo.head_with({"many": ("40000", repo.tree(folders))})


kind("a million files: tree", arguments=("check", "--rev", "HEAD"), **MILLION)(million)


@kind("a million files: index", arguments=("check", "--staged"), **MILLION)
def million_staged(repo):
    million(repo)
    repo.git("read-tree", "HEAD")


@kind("a million files: index, nothing on disk", exits=(0, 1), says=(), **MILLION)
def million_gone(repo):
    million(repo)
    repo.git("read-tree", "HEAD")


def two_million(more=0, name="f"):
    """Two thousand folders of a thousand files that are one object, and so many files more."""
    def build(repo):
        entry = repo.blob(b"x")
        leaf = repo.tree([("100644", f"{name}{i:04}", entry) for i in range(1000)])
        folders = [("40000", f"d{i:04}", leaf) for i in range(2000)]
        usual = [("100644", f"z{i}", entry) for i in range(more)]
        repo.commit_of(repo.tree([("40000", "a", repo.tree(folders)), *usual]))
    return build


def two_million_staged(more=0, outside=0):
    """The same in the index, left out by a sparse checkout, and so many files on disk alone."""
    def build(repo):
        two_million(more)(repo)
        for path in repository.FILES:
            repo.remove(path)
        repo.git("read-tree", "HEAD")
        repo.git("update-index", "--skip-worktree", "-z", "--stdin", data=repo.git("ls-files", "-z").encode())
        for number in range(outside):
            repo.file(f"untracked{number}", b"x")
    return build


EMPTY = ("--allow-empty",)
TOO_MANY = {"exits": (3,), **MILLION}
PASSED = {"exits": (0,), "says": ("ok: ",), **MILLION}
add("two million files: tree", two_million(), arguments=("check", "--rev", "HEAD", *EMPTY), **PASSED)
add("two million files and one: tree", two_million(1), arguments=("check", "--rev", "HEAD"),
    says=("has over 2 000 000 files",), **TOO_MANY)
add("two million files: index", two_million_staged(), arguments=("check", "--staged", *EMPTY), **PASSED)
add("two million files and one: index", two_million_staged(1), arguments=("check", "--staged"),
    says=("promises over 2 000 000 files",), **TOO_MANY)
add("two million files: work tree", two_million_staged(), arguments=("check", *EMPTY), **PASSED)
add("two million files and one: work tree", two_million_staged(0, 1), says=("the work tree has over 2 000 000 files",),
    **TOO_MANY)


@kind("one folder of 300 000 files", arguments=("check", "--rev", "HEAD"))
def wide(repo):
    entry = repo.blob(b'#include "core/none.h"\n')
    leaf = repo.tree([("100644", f"f{i:06}.cc", entry) for i in range(300_000)])
    repo.commit_of(repo.tree_of(repository.FILES | {"wide": ("40000", leaf)}))
