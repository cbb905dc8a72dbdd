"""What lies on disk: links of every kind, pipes, sockets, devices, depth, names that collide, rights, a broken `.git`.

Outside the repository lies a file with a word that no report may show: who shows it followed a link.
"""

import os
import socket
import stat

import repository
from kinds import add, kind

SECRET = "secret-of-this-machine"


def links(rows):
    """Symbolic links (path, target); OUTSIDE in a target is the folder beside the repository."""
    def build(repo):
        with open(os.path.join(repo.outside, "x.h"), "w", encoding="ascii") as stream:
            stream.write(f'#include "mod/x.h" // {SECRET}\n')
        for path, target in rows:
            repo.link(path, target.replace("OUTSIDE", repo.outside))
    return build


LINKS = {
    "to itself": [("core/l.cc", "l.cc")],
    "loop of two": [("core/a.cc", "b.cc"), ("core/b.cc", "a.cc")],
    "loop of folders": [("core/a", "../core"), ("mod/a", ".")],
    "escape": [("core/l.cc", "../../outside/x.h"), ("core/d", "../../outside")],
    "absolute": [("core/l.cc", "OUTSIDE/x.h"), ("core/d", "OUTSIDE")],
    "to devices": [("core/zero.cc", "/dev/zero"), ("core/random.h", "/dev/urandom"), ("core/tty.py", "/dev/tty"),
        ("core/in.cc", "/dev/stdin")],
    "to processes": [("core/mem.cc", "/proc/self/mem"), ("core/env.cc", "/proc/self/environ"),
        ("core/root", "/proc/self/root")],
    "chain of 8": [(f"core/l{i}.cc", f"l{i + 1}.cc") for i in range(8)],
    "chain of 10000": [(f"core/l{i}.cc", f"l{i + 1}.cc") for i in range(10_000)],
    "to nothing": [("core/l.cc", "none")],
    "of hostile targets": [("core/l.cc", "\x1b[31m\n##[error]\n::error::x"), ("core/m.cc", "a" * 4000)],
    "in the place of a source": [("mod/y.cc", "/etc/passwd")],
    "that doubles": [(f"core/d{i}", f"d{i + 1}/d{i + 1}") for i in range(60)],
}
for name, rows in LINKS.items():
    for title, arguments in (("", ("check",)), (", all scanned", ("check", "--prove-all"))):
        add(f"links: {name}{title}", links(rows), arguments=arguments, hides=(SECRET, "root:"),
            quick=name in ("escape", "that doubles"))


def replaced(path, target):
    """A file of the usual ones becomes a link to the same bytes outside."""
    def build(repo):
        outside = os.path.join(repo.outside, "copy")
        with open(outside, "wb") as stream:
            stream.write(repository.FILES[path] + f"# {SECRET}\n".encode())
        repo.remove(path)
        repo.link(path, target.replace("OUTSIDE", repo.outside))
    return build


add("link: manifest", replaced(".modgate/modules/hostile.yaml", "OUTSIDE/copy"), says=("hostile.yaml",),
    hides=(SECRET,))
add("link: policy", replaced(".modgate/policy.yaml", "OUTSIDE/copy"), exits=(2,), says=("policy.yaml",),
    hides=(SECRET,))
add("link: build file", replaced("CMakeLists.txt", "OUTSIDE/copy"), exits=(1,), hides=(SECRET,))


@kind("link: the folder of manifests", exits=(2,), says=(".modgate",))
def linked_folder(repo):
    os.rename(repo.at(".modgate"), os.path.join(repo.outside, "x").encode())
    repo.link(".modgate", repo.outside + "/x")


@kind("link: the git folder")
def linked_git(repo):
    os.rename(repo.at(".git"), os.path.join(repo.outside, "x").encode())
    repo.link(".git", repo.outside + "/x")


@kind("pipes and sockets", quick=True)
def pipes(repo):
    """Opening a pipe waits for its other end."""
    for path in ("core/pipe.cc", "mod/pipe.cc", "mod/CMakeLists.txt", "core/CODEOWNERS", ".modgate/modules/pipe.yaml"):
        os.makedirs(os.path.dirname(repo.at(path)), exist_ok=True)
        os.mkfifo(repo.at(path))
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(repo.at("core"))
        server.bind("socket.cc")
        os.chdir("/")


@kind("pipe in the place of a tracked file", exits=(0,), says=("MG906", "user.cc"))
def tracked_pipe(repo):
    repo.commit()
    repo.remove("core/user.cc")
    os.mkfifo(repo.at("core/user.cc"))


@kind("pipe in the place of the policy", exits=(2,), says=("policy.yaml", "help:"))
def policy_pipe(repo):
    repo.commit()
    repo.remove(".modgate/policy.yaml")
    os.mkfifo(repo.at(".modgate/policy.yaml"))


for part in ("index", "HEAD", "config", "packed-refs", "info/exclude", "refs/heads/main", "shallow",
    "objects/info/alternates"):
    @kind(f"pipe in the place of .git/{part}", exits=(3,), says=("is a pipe or a device", "help:"),
        quick=part in ("index", "refs/heads/main"))
    def git_pipe(repo, part=part):
        """Whoever opens it waits for ever."""
        repo.commit()
        os.makedirs(os.path.dirname(repo.at(".git/" + part)), exist_ok=True)
        if os.path.exists(repo.at(".git/" + part)):
            repo.remove(".git/" + part)
        os.mkfifo(repo.at(".git/" + part))


for name in (".gitignore", "core/.gitignore", ".gitattributes", ".gitmodules", ".mailmap"):
    @kind(f"pipe called {name}")
    def rules_pipe(repo, name=name):
        os.mkfifo(repo.at(name))

    @kind(f"link called {name}", hides=(SECRET,))
    def rules_link(repo, name=name):
        repo.link(name, "/dev/zero")

    @kind(f"folder called {name}")
    def rules_folder(repo, name=name):
        repo.file(name + "/x", b"x")


@kind("device", exits=(1,))
def device(repo):
    """/dev/zero itself; only root can make it."""
    if os.geteuid() == 0:
        os.mknod(repo.at("core/zero.cc"), stat.S_IFCHR | 0o666, os.makedev(1, 5))


@kind("5 000 folders within each other", exits=(3,), says=("256 folders",))
def deep(repo):
    os.makedirs(repo.at("deep"))
    os.chdir(repo.at("deep"))
    for _ in range(5000):
        os.mkdir("d")
        os.chdir("d")
    with open("x.cc", "w", encoding="ascii") as stream:
        stream.write('#include "mod/x.h"\n')
    os.chdir("/")


@kind("a path of 4 095 bytes")
def long_path(repo):
    folder = b"/".join([b"d" * 200] * 15)
    os.makedirs(repo.at(b"core/" + folder))
    os.chdir(repo.at(b"core/" + folder))
    with open("x" * 200 + ".cc", "w", encoding="ascii") as stream:
        stream.write('#include "mod/x.h"\n')
    os.chdir("/")


@kind("names that differ in case and in normal form")
def collisions(repo):
    for name in ("A.h", "a.h", "caf\u00e9.h", "cafe\u0301.h", "\u017f.h", "s.h", "S.h", "MOD/x.h", "Mod/X.H",
        ".MODGATE/policy.yaml"):
        repo.file(name if "/" in name else "core/" + name, b'#include "mod/x.h"\n')


@kind("names of devices")
def devices(repo):
    for name in ("con", "nul", "aux", "prn", "com1", "lpt1", "con.cc", "nul.h", "NUL.", "a:b.cc", "CONIN$"):
        repo.file("core/" + name, b'#include "mod/x.h"\n')


@kind("every byte in names on disk", says=("u.cc",))
def every_byte(repo):
    for byte in range(1, 256):
        if bytes([byte]) not in b"/.":
            repo.file(b"core/" + bytes([byte]) + b"/u.cc", b'#include "mod/x.h"\n')
            repo.file(b"mod/" + bytes([byte]) + b".h", b"")


@kind("no rights", exits=(1, 3), says=())
def no_rights(repo):
    """root reads all the same."""
    repo.file("core/secret/x.cc", b"int a;\n")
    os.chmod(repo.at("core/user.cc"), 0)
    os.chmod(repo.at("core/secret"), 0)


@kind("owned by somebody else", exits=(1, 3), says=())
def foreign(repo):
    if os.geteuid() == 0:
        for folder, _, files in os.walk(repo.path):
            for name in (".", *files):
                os.lchown(os.path.join(folder, name), 12345, 12345)


@kind("folder in the place of a source", exits=(0,), says=("MG905", "would lie in a folder of the module"))
def folder_for_file(repo):
    repo.commit()
    repo.remove("mod/x.h")
    repo.file("mod/x.h/x.h", b"")


@kind("100 000 files in one folder", seconds=20)
def many_files(repo):
    for number in range(100_000):
        repo.file(f"core/{number}.cc", b"")


@kind("100 MB line in a source", says="MG906")
def long_line(repo):
    repo.file("core/long.cc", b"x" * (100 << 20))


@kind("100 GB file without blocks", says="MG906", quick=True)
def sparse(repo):
    with open(repo.at("core/sparse.cc"), "wb") as stream:
        stream.truncate(100 << 30)
    with open(repo.at("core/sparse.txt"), "wb") as stream:
        stream.truncate(100 << 30)
