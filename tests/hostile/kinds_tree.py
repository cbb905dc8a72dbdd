"""Tree and other objects that git never writes, and paths that no tool should print as they are.

`check --rev HEAD` reads objects alone. A tree that cannot be trusted is refused whole, by name, with exit 3; git fsck's
opinion is asked where it has one.
"""

import json
import os
import subprocess

import repository
from kinds import add, kind

REV = ("check", "--rev", "HEAD")
INSIDE = "1" * 40  # the id of no object


def with_tree_entries(entries, unsorted=False):
    """The usual tree with these entries (mode, name, data or id), which make it one that git would not write."""
    def build(repo):
        plain = repo.tree_of(repository.FILES)
        raw = subprocess.run(["git", "cat-file", "tree", plain], cwd=repo.path, capture_output=True, check=True).stdout
        listed = []
        while raw:
            head, _, rest = raw.partition(b"\0")
            mode, _, name = head.partition(b" ")
            listed.append((mode.decode(), name, rest[:20].hex()))
            raw = rest[20:]
        for mode, name, data in entries:
            if callable(data):
                data = data(repo)
            listed.append((mode, os.fsencode(name), repo.blob(data) if isinstance(data, bytes) else data))
        if not unsorted:
            listed.sort(key=lambda entry: entry[1] + (b"/" if entry[0] == "40000" else b""))
        repo.commit_of(repo.tree(listed))
    return build


def fsck_complains(repo, _):
    """git's own judgement: this repository is broken or at least to be warned of."""
    ran = subprocess.run(["git", "fsck", "--strict"], cwd=repo.path, capture_output=True, check=False)
    return [] if ran.returncode or ran.stderr else ["git fsck has no objection, so the kind is not hostile"]


def empty(repo):
    return repo.tree([])


def some_blob(repo):
    return repo.blob(b"x")


REFUSED = {
    "parent folder": ("100644", "..", b"x"), "this folder": ("100644", ".", b"x"), "git folder": ("40000", ".git",
        empty),
    "git folder in capitals": ("40000", ".GIT", empty), "git file": ("100644", ".git", b"gitdir: /\n"),
    "slash": ("100644", "a/b", b"x"),
    "traversal": ("100644", "../../evil.yaml", b"x"), "absolute": ("100644", "/etc/passwd", b"x"),
    "nameless": ("100644", "", b"x"),
    "mode 0": ("0", "a", b"x"), "mode of a device": ("60644", "a", b"x"), "mode of a pipe": ("10644", "a", b"x"),
    "mode too large": ("777777777777777", "a", b"x"), "mode not octal": ("9", "a", b"x"),
}
for name, entry in REFUSED.items():
    add(f"tree entry: {name}", with_tree_entries([entry]), arguments=REV, exits=(3,), says="tree",
        judge=fsck_complains, quick=True)
add("tree entry: twice", with_tree_entries([("100644", "a", b"x"), ("100644", "a", b"y")]), arguments=REV, exits=(3,),
    says="stands twice", judge=fsck_complains)
add("tree entry: file and folder", with_tree_entries([("100644", "a", b"x"), ("40000", "a", empty)]), arguments=REV,
    exits=(3,),
    says="stands twice", judge=fsck_complains)
add("tree unsorted", with_tree_entries([("100644", "AAA", b"x"), ("100644", "0", b"x")], unsorted=True), arguments=REV,
    judge=fsck_complains)
add("tree entry: blob that is a tree", with_tree_entries([("100644", "mod.cc", empty)]), arguments=REV, exits=(3,),
    says=("mod.cc",))
add("tree entry: folder that is a blob", with_tree_entries([("40000", "a", some_blob)]), arguments=REV, exits=(3,),
    says="not a tree")
add("tree entry: missing folder", with_tree_entries([("40000", "a", INSIDE)]), arguments=REV, exits=(3,),
    says=INSIDE[:7])
add("tree entry: missing source", with_tree_entries([("100644", "a.cc", INSIDE)]), arguments=REV, exits=(3,),
    says=("a.cc",))
add("tree entry: submodule without objects", with_tree_entries([("160000", "sub", INSIDE)]), arguments=REV)
add("tree entry: link to a folder", with_tree_entries([("120000", "l", b"mod")]), arguments=REV)
add("tree entry: odd but known modes", with_tree_entries([("100664", "a.cc", b"x"), ("100755", "b.cc", b"x")]),
    arguments=REV)
add("tree entry: name of 5000 bytes", with_tree_entries([("100644", "n" * 5000, b"x")]), arguments=REV, exits=(3,),
    says="4096 bytes")
add("tree entry: name of 4096 bytes", with_tree_entries([("100644", "n" * 4096, b"x")]), arguments=REV)
add("tree entry: name of 4097 bytes", with_tree_entries([("100644", "n" * 4097, b"x")]), arguments=REV, exits=(3,),
    says="4096 bytes")
add("tree entry: backslashes", with_tree_entries([("100644", "..\\..\\evil.cc", b"x"), ("100644", "C:\\x.cc", b"x")]),
    arguments=REV)


@kind("git bomb", arguments=REV, exits=(3,), says="over 2 000 000 files", quick=True)
def bomb(repo):
    """Ten levels of ten equal folders: 10^10 files in a dozen objects."""
    entry, mode = repo.blob(b'#include "mod/x.h"\n'), "100644"
    for _ in range(10):
        entry, mode = repo.tree([(mode, f"f{i}.cc" if mode == "100644" else f"f{i}", entry)
            for i in range(10)]), "40000"
    repo.head_with({"bomb": ("40000", entry)})


@kind("git bomb of folders", arguments=REV, exits=(3,), says="over 500 000 folders", seconds=60)
def folder_bomb(repo):
    """Ten levels of ten equal folders with nothing in them."""
    entry = repo.tree([])
    for _ in range(10):
        entry = repo.tree([("40000", f"f{i}", entry) for i in range(10)])
    repo.head_with({"bomb": ("40000", entry)})


@kind("git bomb of one level", arguments=REV)
def flat_bomb(repo):
    """A hundred thousand files that are one object."""
    entry = repo.blob(b'#include "core/none.h"\n')
    leaf = repo.tree([("100644", f"f{i:03}.cc", entry) for i in range(1000)])
    repo.head_with({"bomb": ("40000", repo.tree([("40000", f"d{i:03}", leaf) for i in range(100)]))})


@kind("tree that holds itself by name", arguments=REV, exits=(3,), says="256 folders")
def deep_tree(repo):
    """5 000 folders within each other."""
    entry, mode = repo.blob(b"x"), "100644"
    for _ in range(5000):
        entry, mode = repo.tree([(mode, "d", entry)]), "40000"
    repo.head_with({"d": ("40000", entry)})


def with_object(kind_of, data, **lies):
    """`mod/y.cc` is this object."""
    return lambda repo: repo.head_with({"mod/y.cc": ("100644", repo.object(kind_of, data, **lies))})


def claims(size):
    return {"header": f"blob {size}".encode()}


add("object: blob that is a commit", with_object("commit", b"tree x\n"), arguments=REV, exits=(3,), says=("mod/y.cc",))
add("object: of no kind", with_object("evil", b"x"), arguments=REV, exits=(3,), says=("mod/y.cc",))
add("object: claims 4 TB", with_object("blob", b"x", **claims(4 * 10**12)), arguments=REV, says=("MG906", "mod/y.cc"))
add("object: claims a number too large", with_object("blob", b"x", **claims(10**30)), arguments=REV, exits=(3,),
    says=("mod/y.cc",))
add("object: claims less than nothing", with_object("blob", b"x", **claims(-1)), arguments=REV, exits=(3,),
    says=("mod/y.cc",))
add("object: claims more than it holds", with_object("blob", b"int a;\n", **claims(100)), arguments=REV, exits=(3,),
    says=("mod/y.cc",))
add("object: zip bomb", with_object("blob", b"\0" * (500 << 20)), arguments=REV, says="MG906")


@kind("object: not compressed", arguments=REV, exits=(3,), says=("mod/y.cc",))
def garbage(repo):
    name = repo.blob(b"will be overwritten")
    repo.head_with({"mod/y.cc": ("100644", name)})
    repo.file(f".git/objects/{name[:2]}/{name[2:]}", b"rubbish" * 100)


@kind("object: empty file", arguments=REV, exits=(3,), says=("mod/y.cc",))
def hollow(repo):
    name = repo.blob(b"will be emptied")
    repo.head_with({"mod/y.cc": ("100644", name)})
    repo.file(f".git/objects/{name[:2]}/{name[2:]}", b"")


@kind("object: content of another", arguments=REV, exits=(3,), says=("mod/y.cc",))
def swapped(repo):
    name, other = repo.blob(b"one"), repo.blob(b"two")
    repo.head_with({"mod/y.cc": ("100644", name)})
    with open(repo.at(f".git/objects/{other[:2]}/{other[2:]}"), "rb") as stream:
        repo.file(f".git/objects/{name[:2]}/{name[2:]}", stream.read())


# Paths. The text of a report is searched for what steers terminals and runners after every run; here each format is.
LETTERS = [bytes([byte]) for byte in range(1, 256) if bytes([byte]) not in b"/."]
HOSTILE_NAMES = [b"\x1b[31mred", b"a\nb", b"##[error]x", b"::error::x", b"\n::error file=x::y",
    b"##vso[task.setvariable]x", b"a\xe2\x80\xaeb",
                 b"a\xe2\x81\xa6b", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"caf\xe9",
                 b"<script>alert(1)<x>",
                 b"\"quoted\"", b"'", b"`tick`", b"]]>", b"%0A::error::x", b"%2e%2e", b"a|b", b"[a](http:x)",
                 b"\xef\xbb\xbfx", b"con",
                 b"nul", b"aux.txt", b"COM1", b"a ", b"a.", b" a", b"-rf", b"--help", b"$(touch x)", b"`touch x`",
                 b"~", b"*", b"?", b"\\",
                 b"x" * 200, b"CON.cc", b"\x7f", b"\xc2\x9b31m", b"{}", b"${HOME}"]
FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")


def named(names):
    """Each name is a folder of the core whose file includes the module's header, so that each path is in a finding."""
    def build(repo):
        source = repo.blob(b'#include "mod/x.h"\n')
        leaf = repo.tree([("100644", "u.cc", source)])
        folders = sorted(names, key=lambda name: name + b"/")
        repo.head_with({"names": ("40000", repo.tree([("40000", name, leaf) for name in folders]))})
    return build


def every_name_found(names):
    def judge(_, ran):
        if not ran.text.startswith("{"):
            return ["the report is no JSON"]
        found = [finding["path"] for finding in json.loads(ran.text)["findings"] if finding["rule"] == "MG301"]
        return [] if len(found) >= len(names) else [f"{len(found)} of {len(names)} paths stand in findings"]
    return judge


def parsed_commands(limit):
    """GitHub's runner's reading: a command begins a line, `##[` counts anywhere, a stop holds until its word."""
    def judge(_, ran):
        stopped, seen = None, []
        for line in ran.text.split("\n"):
            text = line.lstrip()
            if stopped:
                stopped = None if text == f"::{stopped}::" else stopped
            elif text.startswith("::stop-commands::"):
                stopped = text.removeprefix("::stop-commands::")
            elif text.startswith("::") or "##[" in text:
                seen.append(text)
        wrong = [line for line in seen if not line.startswith(("::error ", "::warning ", "::notice "))]
        return [f"a command that is no annotation: {line!r}" for line in wrong] + (
            [f"{len(seen)} commands, at most {limit} expected"] if len(seen) > limit else [])
    return judge


for form in FORMATS:
    finds = ("MG301",)
    for title, names in (("every byte", LETTERS), ("hostile", HOSTILE_NAMES)):
        judge = every_name_found(names) if form == "json" else parsed_commands(30) if form == "github" else None
        add(f"paths of {title} names as {form}", named(names), arguments=(*REV, "-f", form), says=finds, judge=judge,
            quick=title == "hostile" and form in ("full", "github", "json"))
