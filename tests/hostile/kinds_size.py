"""Repositories of a million entries, read from objects and from the index. Their figures are printed, not bounded as the others'."""

import repository
from kinds import kind

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


@kind("two million and one files", arguments=("check", "--rev", "HEAD"), exits=(3,), says=("over 2 000 000 entries",), **MILLION)
def too_many(repo):
    entry = repo.blob(b"x")
    leaf = repo.tree([("100644", f"f{i:04}", entry) for i in range(1000)])
    folders = [("40000", f"d{i:04}", leaf) for i in range(2000)]
    repo.commit_of(repo.tree([("40000", "a", repo.tree(folders)), ("100644", "b", entry)]))


@kind("exactly two million files", arguments=("check", "--rev", "HEAD", "--allow-empty"), exits=(0, 1, 3), says=(), **MILLION)
def just_enough(repo):
    entry = repo.blob(b"x")
    leaf = repo.tree([("100644", f"f{i:04}", entry) for i in range(1000)])
    repo.commit_of(repo.tree([("40000", f"d{i:04}", leaf) for i in range(2000)]))


@kind("one folder of 300 000 files", arguments=("check", "--rev", "HEAD"))
def wide(repo):
    entry = repo.blob(b'#include "core/none.h"\n')
    leaf = repo.tree([("100644", f"f{i:06}.cc", entry) for i in range(300_000)])
    repo.commit_of(repo.tree_of(repository.FILES | {"wide": ("40000", leaf)}))
