"""Brings each corpus as a git checkout of the harness's own, so that nothing it does touches a tree that was named.

In: the work folder, and trees that are there already. Out: a `Corpus` a name. What no tree was named for is fetched:
Debian's source packages by apt, with lists and sources of its own so that the system's stay as they are; TVM by git;
the synthetic repositories by million.py. What is made stays in the work folder for the next time.
"""

import dataclasses
import glob
import os
import re
import shutil
import subprocess

import million
import registries

BASE = "refs/bench/base"  # where a corpus is put back to after a workload that changes it
TVM_ORIGIN = "https://github.com/apache/tvm"
TVM_TAG = "v0.10.0"
PACKAGES = {"llvm": "llvm-toolchain-16", "linux": "linux"}
IDENTITY = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
CLONE = ("git", "-c", "advice.detachedHead=false", "clone", "-q")


def git(folder, *words, **more):
    """git's output; ends the harness when git does not succeed."""
    done = subprocess.run(["git", "-C", folder, *IDENTITY, *words], stdout=subprocess.PIPE, check=True, **more)
    return done.stdout.decode("utf-8", "surrogateescape")


@dataclasses.dataclass(frozen=True)
class Corpus:
    """A checkout, the policy to judge it by (None: its own), and the paths that HEAD holds."""

    name: str
    folder: str
    policy: str
    paths: tuple

    def config(self):
        return ("--config", self.policy) if self.policy else ()

    def put_back(self):
        git(self.folder, "checkout", "-q", "--force", "--detach", BASE)
        git(self.folder, "clean", "-q", "-f", "-d")
        git(self.folder, "status", "--porcelain")  # refreshes the index, which every timed run would else do again


def own_sources(folder):
    """Writes apt's settings for source packages: the system's own origins, asked for sources. Gives their file."""
    parts = os.path.join(folder, "sources")
    for name in (parts, os.path.join(folder, "lists", "partial"), os.path.join(folder, "cache", "archives", "partial")):
        os.makedirs(name, exist_ok=True)
    for path in glob.glob("/etc/apt/sources.list") + glob.glob("/etc/apt/sources.list.d/*"):
        if not path.endswith((".list", ".sources")):
            continue  # apt does not read it either
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text = re.sub(r"(?m)^deb(?=\s)", "deb-src", text)
        text = re.sub(r"(?m)^Types:.*$", "Types: deb-src", text)
        with open(os.path.join(parts, os.path.basename(path)), "w", encoding="utf-8") as file:
            file.write(text)
    settings = os.path.join(folder, "apt.conf")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(
            f'Dir::Etc::SourceList "/dev/null";\nDir::Etc::SourceParts "{parts}";\n'
            f'Dir::State::Lists "{folder}/lists";\nDir::Cache "{folder}/cache";\nAPT::Sandbox::User "";\n'
        )
    return settings


def source_package(package, folder, work):
    """A Debian source package, without its debian/ folder and patches, as a repository of one commit and one pack."""
    apt = os.path.join(work, "apt")
    environment = {**os.environ, "APT_CONFIG": own_sources(apt)}
    downloads = os.path.join(apt, package)
    os.makedirs(downloads, exist_ok=True)
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=True)
    fetch = ["apt-get", "source", "--download-only", package]
    subprocess.run(fetch, cwd=downloads, env=environment, check=True)
    unpacked = folder + ".partial"
    shutil.rmtree(unpacked, ignore_errors=True)
    os.makedirs(unpacked)
    for archive in sorted(glob.glob(os.path.join(downloads, "*.orig*.tar.*"))):
        if archive.endswith(".asc"):
            continue
        component = re.search(r"\.orig-([^.]+)\.tar", archive)
        inside = os.path.join(unpacked, component.group(1)) if component else unpacked
        os.makedirs(inside, exist_ok=True)
        subprocess.run(["tar", "-x", "-f", archive, "-C", inside, "--strip-components=1"], check=True)
    git(unpacked, "init", "-q", "-b", "main")
    git(unpacked, "add", "--force", "--all", ".")
    git(unpacked, "commit", "-q", "-m", package)
    git(unpacked, "repack", "-q", "-a", "-d")
    os.rename(unpacked, folder)


def bring(name, folder, work, given, modules):
    """Makes the checkout `folder` of one corpus."""
    if given:
        subprocess.run([*CLONE, "--shared", os.path.abspath(given), folder], check=True)
    elif name in PACKAGES:
        source_package(PACKAGES[name], folder, work)
    elif name == "tvm":
        subprocess.run([*CLONE, "--branch", TVM_TAG, TVM_ORIGIN, folder], check=True)
    else:
        million.make(folder, int(name.removeprefix("million-")), modules)


def get(name, work, given=None, modules=1000):
    """The corpus of a name, made on first use and put into its first state; `given` is a tree to clone from."""
    folder = os.path.join(work, name)
    if not os.path.isdir(folder):
        bring(name, folder, work, given, modules)
    if not git(folder, "for-each-ref", BASE):
        git(folder, "update-ref", BASE, "HEAD")
    paths = tuple(git(folder, "ls-tree", "-r", "-z", "--name-only", BASE).rstrip("\0").split("\0"))
    corpus = Corpus(name, folder, registries.write(name, os.path.join(work, "registry", name)), paths)
    corpus.put_back()
    return corpus
