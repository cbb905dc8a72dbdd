"""The programs that modgate is measured against, as commands over a corpus, and which files each reads. A peer that is
not there is None; its rows say so.

modgate reads all files of its languages, and searches other text for names of modules. ripgrep gets either the C family
(the endings of src/scan/scan.cc) or all files that git tracks, which in a fresh checkout are all files. Both look at
every file, ignored or not, and count lines that include.
"""

import os
import shutil
import subprocess

import measure

INCLUDE = r"^[[:space:]]*#[[:space:]]*include"
HEADERS = "h hh hpp hxx h++ H cuh inc inl ipp tcc tpp txx def"
SOURCES = "c cc cpp cxx c++ C cp m mm ixx cu hip ino cl cppm metal S sx y yy ypp l impl tbl"
ENDINGS = (*HEADERS.split(), *SOURCES.split())
RIPGREP = ("rg", "--no-config", "--no-ignore", "--hidden", "--no-messages", "-g", "!.git")
FOUND_OR_NOT = (0, 1)


def c_family_globs():
    words = ",".join(ENDINGS)
    return ("-g", f"*.{{{words}}}", "-g", f"*.{{{words}}}.in")


def is_c_family(path):
    name = os.path.basename(path).removesuffix(".in")
    return name.rpartition(".")[2] in ENDINGS and "." in name


def git_status(corpus):
    return measure.Command("git status", ("git", "status"), corpus.folder)


def ripgrep(corpus, name, globs):
    if not shutil.which("rg"):
        return None
    argv = (*RIPGREP, "--count", *globs, INCLUDE, ".")
    return measure.Command(f"rg, {name}", argv, corpus.folder, FOUND_OR_NOT)


def ripgrep_c_family(corpus):
    return ripgrep(corpus, "C family", c_family_globs())


def ripgrep_all(corpus):
    return ripgrep(corpus, "all files", ())


def git_grep_all(corpus):
    argv = ("git", "grep", "-c", "-E", INCLUDE, "HEAD")
    return measure.Command("git grep HEAD, all files", argv, corpus.folder, FOUND_OR_NOT)


def git_grep_c_family(corpus):
    """Patterns only for endings that the corpus has: git tries each of them on every path."""
    there = {path.removesuffix(".in").rpartition(".")[2] for path in corpus.paths if is_c_family(path)}
    patterns = [f"*.{ending}" for ending in sorted(there)]
    if any(path.endswith(".in") for path in corpus.paths if is_c_family(path)):
        patterns.append("*.in")
    argv = ("git", "grep", "-c", "-E", INCLUDE, "HEAD", "--", *patterns)
    return measure.Command("git grep HEAD, C family", argv, corpus.folder, FOUND_OR_NOT)


def cpp_dependencies(corpus, program):
    if not program:
        return None
    return measure.Command("cpp-dependencies --stats", (program, "--stats"), corpus.folder)


def build_cpp_dependencies(place, work):
    """A program as it is; sources, in a folder or behind an address, are built in the work folder."""
    if not place:
        return shutil.which("cpp-dependencies")
    if os.path.isfile(place):
        return os.path.abspath(place)
    sources, build = os.path.join(work, "cpp-dependencies"), os.path.join(work, "cpp-dependencies-build")
    if not os.path.isdir(sources):
        subprocess.run(["git", "clone", "-q", place, sources], check=True)
    configure = ["cmake", "-S", sources, "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF"]
    subprocess.run(configure, stdout=subprocess.DEVNULL, check=True)
    compile_it = ["cmake", "--build", build, "--target", "cpp-dependencies"]
    subprocess.run(compile_it, stdout=subprocess.DEVNULL, check=True)
    return os.path.join(build, "src", "cpp-dependencies")
