"""Git's own files: configuration and attributes that name programs, references, indexes, formats that cannot be read.

Every program that is named would create the canary; where strace is there, it is the judge of programs and connections.
"""

import os
import shutil
import subprocess

import repository
from kinds import add, kind

REV = ("check", "--rev", "HEAD")
AGAINST = ("check", "--rev", "HEAD", "--against", "HEAD~1", "--all")
VIEWS = {"worktree": ("check",), "staged": ("check", "--staged"), "rev": REV, "against": AGAINST,
    "audit": ("audit", "--now", "2026-01-01")}

# CANARY is a program that leaves a file behind.
CONFIG = """
[core]
  fsmonitor = CANARY
  pager = CANARY
  editor = CANARY
  sshCommand = CANARY
  askPass = CANARY
  hooksPath = HOOKS
  alternateRefsCommand = CANARY
  gitProxy = CANARY
  attributesFile = ATTRIBUTES
[alias]
  status = !CANARY
  diff = !CANARY
[credential]
  helper = !CANARY
[diff]
  external = CANARY
[diff "evil"]
  textconv = CANARY
  command = CANARY
[merge "evil"]
  driver = CANARY
[filter "evil"]
  clean = CANARY
  smudge = CANARY
  process = CANARY
  required = true
[gpg]
  program = CANARY
[uploadpack]
  packObjectsHook = CANARY
[remote "origin"]
  url = ext::CANARY
  uploadpack = CANARY
  promisor = true
  partialclonefilter = blob:none
[submodule "sub"]
  url = ext::CANARY
  update = !CANARY
[protocol]
  allow = always
[trailer "x"]
  command = CANARY
[include]
  path = INCLUDED
[log]
  showSignature = true
"""


def programs(repo):
    """A repository whose every knob names a program."""
    canary = os.path.join(repo.scratch, "evil.sh")
    with open(canary, "w", encoding="ascii") as stream:
        stream.write(f"#!/bin/sh\ntouch {repo.canary}\n")
    os.chmod(canary, 0o755)
    repo.file(".gitattributes", b"* filter=evil diff=evil merge=evil text=auto eol=crlf ident\n"
              b"*.u16 working-tree-encoding=UTF-16\n")
    repo.file(".gitmodules", b'[submodule "sub"]\n\tpath = sub\n\turl = ext::' + canary.encode() + b'\n\tupdate = !'
        + canary.encode() + b"\n")
    repo.commit()
    repo.file("core/more.cc", b"int a;\n")
    repo.commit()
    for hook in ("pre-commit", "post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        shutil.copy(canary, repo.at(".git/hooks/" + hook))
    included = os.path.join(repo.outside, "included")
    with open(included, "w", encoding="utf-8") as stream:
        stream.write(f"[core]\n fsmonitor = {canary}\n[alias]\n log = !{canary}\n")
    repo.file("core/user.cc", repository.FILES["core/user.cc"])  # looks touched, so that filters would be asked
    repo.config(CONFIG.replace("CANARY", canary).replace("HOOKS", repo.path + "/.git/hooks").replace("INCLUDED",
        included)
                .replace("ATTRIBUTES", repo.path + "/.gitattributes"))


def traced(arguments):
    """strace's list of programs and connections: one program, no connection."""
    def judge(repo, _):
        if shutil.which("strace") is None or not os.environ.get("MODGATE_PROGRAM"):
            return []
        trace = os.path.join(repo.scratch, "trace")
        subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=execve,execveat,fork,vfork,socket,connect",
                        os.environ["MODGATE_PROGRAM"], *arguments], cwd=repo.path,
                        env=repository.environment(repo.home),
                       capture_output=True, check=False)
        with open(trace, encoding="utf-8", errors="replace") as stream:
            calls = [line for line in stream if "+++" not in line and "---" not in line]
        return [f"strace: {call.strip()}" for call in calls[1:]]
    return judge


for view, words in VIEWS.items():
    add(f"configuration that runs programs: {view}", programs, arguments=words, exits=(0,) if view == "audit"
        else (1,), judge=traced(words), quick=view in ("worktree", "staged"),
        says=() if view == "audit" else (repository.STILL_FOUND,))


def committed(build):
    """The builder behind a first commit, with the repository as it then is."""
    def both(repo):
        repo.commit()
        build(repo)
    return both


def writes(path, data):
    return committed(lambda repo: repo.file(path, data))


def runs(*words, **variables):
    return committed(lambda repo: repo.git(*words, **variables))


def configured(text):
    return committed(lambda repo: repo.config(text))


REFUSED = {"exits": (3,), "says": ("help:",)}
add("config: include of itself", configured("[include]\n path = config\n"), **REFUSED)
add("config: include of a device", configured("[include]\n path = /dev/zero\n"))
add("config: include of a pipe of the user", configured("[include]\n path = /dev/stdin\n"))
add("config: broken", configured("[core\n"), **REFUSED)
add("config: 8 MiB line", configured("[a]\n b = " + "x" * (8 << 20) + "\n"))
add("config: 100 000 sections", configured("".join(f'[a "{i}"]\n b = c\n' for i in range(100_000))))
add("config: work tree elsewhere", configured("[core]\n worktree = /etc\n"), exits=(2,), says=("help:",),
    hides=("root:", "passwd"))
add("config: bare", configured("[core]\n bare = true\n"), exits=(3,), says=("bare",))
add("config: format 99", configured("[core]\n repositoryformatversion = 99\n"), **REFUSED)
for extension in ("objectFormat = sha256", "refStorage = reftable", "compatObjectFormat = sha1", "evil = true"):
    add(f"config: {extension}", configured(f"[core]\n repositoryformatversion = 1\n[extensions]\n {extension}\n"),
        **REFUSED)
for extension in ("preciousObjects = true", "partialClone = origin", "worktreeConfig = true", "noop = true"):
    add(f"config: {extension}", configured(f"[core]\n repositoryformatversion = 1\n[extensions]\n {extension}\n"))
add("config: excludes file is a device", configured("[core]\n excludesFile = /dev/zero\n"))
add("config: cases ignored",
    configured("[core]\n ignoreCase = true\n precomposeUnicode = true\n protectNTFS = false\n"))

add("refs: loop", writes(".git/refs/heads/main", b"ref: refs/heads/main\n"), arguments=REV, **REFUSED)
add("refs: HEAD is rubbish", writes(".git/HEAD", b"\xff\xfe\n" * 1000), arguments=REV, **REFUSED)
add("refs: HEAD escapes", writes(".git/HEAD", b"ref: ../../outside\n"), arguments=REV, **REFUSED)
add("refs: HEAD of 8 MiB", writes(".git/HEAD", b"ref: " + b"a" * (8 << 20)), arguments=REV, **REFUSED)
add("refs: packed rubbish", writes(".git/packed-refs", b"# pack-refs with: peeled \n" + b"x" * 100_000 + b"\n^\n\n \n"))
add("refs: packed line of 8 MiB", writes(".git/packed-refs", b"1" * 40 + b" refs/heads/" + b"a" * (8 << 20)))


@kind("refs: 100 000", arguments=("check", "--against", "HEAD~0", "--all"))
def many_refs(repo):
    repo.commit()
    head = repo.git("rev-parse", "HEAD")
    repo.file(".git/packed-refs", b"# pack-refs with: peeled fully-peeled sorted \n" + b"".join(
        f"{head} refs/heads/b{i:06}\n".encode() for i in range(100_000)))


add("refs: replaced", committed(lambda repo: repo.git("replace", "HEAD", repo.git("commit-tree", "-m", "x",
    repo.tree([])))),
    arguments=REV)
add("refs: grafts", writes(".git/info/grafts", b"x\n" * 1000), arguments=REV)
add("shallow: of rubbish", writes(".git/shallow", b"x" * 1000), arguments=AGAINST, **REFUSED)
add("alternates: itself", writes(".git/objects/info/alternates", b".\n../objects\n"))
add("alternates: nothing there", writes(".git/objects/info/alternates", b"/nowhere/objects\n"))
add("alternates: 8 MiB", writes(".git/objects/info/alternates", b"../objects\n" * 700_000))

STAGED = ("check", "--staged")
add("index: empty file", writes(".git/index", b""), arguments=STAGED, **REFUSED)
add("index: rubbish", writes(".git/index", b"rubbish" * 1000), arguments=STAGED, **REFUSED)
add("index: claims 4 billion entries", writes(".git/index", b"DIRC\0\0\0\2\xff\xff\xff\xff" + b"\0" * 100),
    arguments=STAGED, **REFUSED)
add("index: version 99", writes(".git/index", b"DIRC\0\0\0\x63\0\0\0\0" + b"\0" * 20), arguments=STAGED, **REFUSED)
add("index: version 4", runs("update-index", "--index-version", "4"), arguments=STAGED)
add("index: split", runs("update-index", "--split-index"), arguments=STAGED, exits=(3,), says="is split")
add("index: untracked cache", runs("update-index", "--force-untracked-cache"), arguments=STAGED)
add("index: sparse checkout", runs("sparse-checkout", "set", "core"), arguments=STAGED)
add("index: sparse", runs("sparse-checkout", "set", "--cone", "--sparse-index", "core"), arguments=STAGED, exits=(3,),
    says="is sparse")
for mark in ("--assume-unchanged", "--skip-worktree"):
    add(f"index: {mark}", runs("update-index", mark, "core/user.cc"), arguments=STAGED)
add("index: locked", writes(".git/index.lock", b""), arguments=STAGED)
add("index: that lies elsewhere", committed(lambda repo: (os.rename(repo.at(".git/index"),
    os.path.join(os.fsencode(repo.outside), b"i")),
                                                          repo.link(".git/index", repo.outside + "/i"))),
                                                          arguments=STAGED)


@kind("index: conflict", arguments=STAGED, exits=(3,), says=("unmerged",))
def conflict(repo):
    repo.commit()
    one, two = repo.blob(b"1\n"), repo.blob(b"2\n")
    repo.git("update-index", "--index-info", data=f"100644 {one} 2\tcore/c.cc\n100644 {two} 3\tcore/c.cc\n".encode())


@kind("submodules that escape")
def submodules(repo):
    repo.file(".gitmodules", b"".join(
        b'[submodule "%s"]\n\tpath = %s\n\turl = %s\n' % (path, path, url) for path in (b"../../x", b"-u", b"a/../..",
            b"/etc", b".git/hooks")
        for url in (b"ext::sh -c false", b"--upload-pack=false", b"file:///etc", b"../../../x")))
    repo.commit()
    repo.git("update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",sub")


for title, text in {"elsewhere": b"gitdir: /etc\n", "itself": b"gitdir: .\n", "loop": b"gitdir: ../sub/.git\n",
    "rubbish": b"\xff" * 5000,
                    "8 MiB": b"gitdir: " + b"a" * (8 << 20), "device": b"gitdir: /dev/zero\n"}.items():
    add(f"git file below: {title}", committed(lambda repo, text=text: (repo.file("sub/.git", text),
        repo.file("sub/x.cc", b"int a;\n"))))

    @kind(f"git file in place of .git: {title}", exits=(3,), says=())
    def git_file(repo, text=text):
        shutil.rmtree(repo.at(".git"))
        repo.file(".git", text)


@kind("embedded bare repository", arguments=("-C", "bare/inner", "check"), exits=(3,), says=("bare repository",),
    quick=True)
def embedded(repo):
    """Opened, its configuration would be believed."""
    programs(repo)
    repo.git("init", "-q", "--bare", "bare")
    os.makedirs(repo.at("bare/inner"))
    with open(repo.at("bare/config"), "a", encoding="ascii") as stream:
        stream.write(f"[core]\n bare = false\n worktree = ..\n fsmonitor = {repo.scratch}/evil.sh\n")


add("embedded bare repository among the files", committed(lambda repo: repo.git("init", "-q", "--bare", "core/bare")))
add("linked work tree", committed(lambda repo: repo.git("worktree", "add", "-q", "-b", "b", "tree")),
    arguments=("-C", "tree", "check"))
add("linked work tree that is gone", committed(lambda repo: (repo.git("worktree", "add", "-q", "-b", "b", "tree"),
                                                           shutil.rmtree(repo.at(".git/worktrees")))),
                                                           arguments=("-C", "tree", "check"), **REFUSED)
add("LFS pointers", committed(lambda repo: repo.file("mod/y.h",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12\n")),
    exits=(1,))


@kind("repository named by SHA-256", arguments=REV, **REFUSED)
def sha256(repo):
    shutil.rmtree(repo.at(".git"))
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    repo.commit()
