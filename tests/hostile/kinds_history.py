"""Histories that are long, wide, broken or loud. `--against` asks for a base, `audit` walks.

Commits are written by git fast-import or as objects, and share one tree, so that only the walk costs.
"""

import repository
from kinds import add, kind

REV = ("check", "--rev", "HEAD")
AUDIT = ("audit", "--rev", "HEAD", "--now", "2026-01-01")
CLEAN = {"exits": (0,), "says": ()}  # an audit of this repository
AGAINST = ("check", "--rev", "HEAD", "--against", "HEAD~1", "--all")


def linear(commits, message="x"):
    """Commits one after the other, each of which touches the module."""
    def build(repo):
        repo.commit()
        head = repo.git("rev-parse", "HEAD")
        stream = [f"commit refs/heads/main\nauthor A <a{i}@x> {1500000000 + i} +0000\n"
                  f"committer A <a@x> {1500000000 + i} +0000\n"
                  f"data {len(message)}\n{message}\n" + (f"from {head}\n" if i == 0 else "")
                  + f"M 644 inline mod/f{i % 100}.h\ndata {len(str(i))}\n{i}\n" for i in range(commits)]
        repo.git("fast-import", "--quiet", "--force", data="".join(stream).encode())
    return build


add("history: 20 000 commits", linear(20_000), arguments=AUDIT, **CLEAN)
add("history: 20 000 commits, base far away", linear(20_000), arguments=("check", "--rev", "HEAD", "--against",
    "HEAD~20000", "--all"))
add("history: 200 001 commits", linear(200_001), arguments=AUDIT, seconds=60, **CLEAN)


def parents(count):
    """A merge of so many branches."""
    def build(repo):
        tree = repo.tree_of(repository.FILES)
        roots = [repo.commit_of(tree, message=str(i).encode()) for i in range(count)]
        repo.commit_of(tree, parents=roots)
    return build


add("history: octopus of 2 000", parents(2000), arguments=AGAINST)
add("history: octopus of 2 000, audited", parents(2000), arguments=AUDIT, **CLEAN)


def commits(*messages, extra=b""):
    """One commit after the other, as objects."""
    def build(repo):
        tree, above = repo.tree_of(repository.FILES), ()
        for message in (b"first", *messages):
            above = (repo.commit_of(tree, parents=above, message=message, extra=extra),)
    return build


LOUD = b"Reviewed-by: \x1b[31m##[error]\xe2\x80\xae <a@x>\n"
MESSAGES = {"of 100 MB": b"x" * (100 << 20), "of 1 MiB": b"x" * (1 << 20), "of nothing": b"",
    "of zero bytes": b"\0" * 1000,
            "of 100 000 trailers": b"x\n\n" + b"Reviewed-by: A <a@x>\n" * 100_000,
            "of escapes": b"\x1b[31m##[error]\n::error::x\n\n" + LOUD}
for title, message in MESSAGES.items():
    for how, arguments in (("compared", AGAINST), ("audited", AUDIT)):
        add(f"history: message {title}, {how}", commits(message, b"last"), arguments=arguments,
            **(CLEAN if how == "audited" else {}))
add("history: headers of 1 MiB", commits(b"x", extra=b"gpgsig " + b"x" * (1 << 20) + b"\n"), arguments=AGAINST)
add("history: 100 000 headers", commits(b"x", extra=b"mergetag x\n" * 100_000), arguments=AGAINST)


def raw_head(text):
    """HEAD is a commit of these bytes; TREE is the usual tree."""
    def build(repo):
        tree = repo.tree_of(repository.FILES).encode()
        repo.file(".git/refs/heads/main", repo.object("commit", text.replace(b"TREE", tree)).encode() + b"\n")
    return build


WHO = b"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nx"
BROKEN = {"nothing": b"", "no tree": WHO, "missing tree": b"tree " + b"1" * 40 + b"\n" + WHO,
    "no author": b"tree TREE\n\nx",
          "rubbish": b"\xff" * 1000, "half an id": b"tree TREE"[:9] + b"12\n" + WHO}
for title, text in BROKEN.items():
    add(f"commit: {title}", raw_head(text), arguments=REV, exits=(3,), says=("help:",))
TIMES = {"before time": b"-1", "after time": b"99999999999999999999999", "no time": b"",
    "year 300 000": b"9000000000000"}
for title, time in TIMES.items():
    text = b"tree TREE\nauthor A <a@x> " + time + b" +9999\ncommitter A <a@x> " + time + b" -9999\n\nx"
    for how, arguments in (("checked", REV), ("audited", AUDIT)):
        add(f"commit: {title}, {how}", raw_head(text), arguments=arguments,
            exits=(3,) if title == "after time" else (0,) if how == "audited" else (1,), says=())
add("commit: missing parent", raw_head(b"tree TREE\nparent " + b"1" * 40 + b"\n" + WHO), arguments=AGAINST, exits=(3,),
    says=())
add("commit: missing parent, audited", raw_head(b"tree TREE\nparent " + b"1" * 40 + b"\n" + WHO), arguments=AUDIT,
    **CLEAN)


@kind("tags: 10 000 deep", arguments=("check", "--rev", "refs/tags/deep"))
def tags(repo):
    repo.commit()
    name, target = repo.git("rev-parse", "HEAD"), "commit"
    for _ in range(10_000):
        name = repo.object("tag", f"object {name}\ntype {target}\ntag t\ntagger A <a@x> 1 +0000\n\nx".encode())
        target = "tag"
    repo.file(".git/refs/tags/deep", name.encode() + b"\n")


for title, revision in {"of options": "--upload-pack=x", "of nothing": "", "of carets": "HEAD" + "^" * 100_000,
    "of tildes": "HEAD~999999999999999999",
                        "of braces": "HEAD@{" * 10_000, "of a search": ":/" + "(a*)*" * 100 + "b",
                            "of a date": "HEAD@{99999999999 years ago}",
                        "of a path": "HEAD:core", "of bytes": "\x1b[31m##[error]"}.items():
    add(f"revision {title}", lambda repo: repo.commit(), arguments=("check", "--rev=" + revision),
        exits=(1,) if title == "of a date" else (2,) if title in ("of nothing", "of a path") else (3,),
        says=() if title == "of a date" else ("help:",))


def cloned(*words):
    """The repository is a clone of itself with this little of its history."""
    def build(repo):
        for number in range(5):
            repo.file("core/n.cc", str(number).encode())
            repo.commit()
        repo.git("config", "uploadpack.allowFilter", "true")
        repo.git("clone", "-q", "--no-checkout", *words, "file://" + repo.path, "clone", "--no-local")
    return build


CLONE = ("-C", "clone")
add("clone: shallow", cloned("--depth=1"), arguments=(*CLONE, *REV))
add("clone: shallow, base beyond", cloned("--depth=1"), arguments=(*CLONE, *AGAINST), exits=(3,), says=("fetch",))
add("clone: shallow, audited", cloned("--depth=1"), arguments=(*CLONE, *AUDIT), **CLEAN)
add("clone: partial without blobs", cloned("--filter=blob:none"), arguments=(*CLONE, *REV), exits=(3,), says=("git",))
add("clone: partial without trees", cloned("--filter=tree:0"), arguments=(*CLONE, *REV), exits=(3,), says=("git",))
