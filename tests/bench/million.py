#!/usr/bin/env python3
"""Makes a repository of any size with its registry inside: sources, headers, Python, build files, documents, modules.

In: a folder that does not exist, a number of files and of modules, a seed. Out: a git repository of one commit, checked
out; the same bytes for the same arguments. Three files in ten are modules', three core files in a thousand use a
module, and every module has a flag. What it refuses: fewer than ten files a module.
"""

import argparse
import os
import random
import subprocess
import sys

AREAS = 40
FILES_A_FOLDER = 100
MODULES_SHARE = 0.3
CYCLE = 1000
USERS_OF_CYCLE = (100, 210, 214)  # a source, a header and a Python file that use a module
LEAST_FILES_A_MODULE = 10
FILLERS = 256
CORE_KINDS = ("cc",) * 8 + ("h",) * 5 + ("py",) * 3 + ("md",) * 2 + ("txt", "json")
MODULE_KINDS = ("h", "cc", "py")
WORDS = "graph node edge shape tensor layout buffer loop tile pass rewrite schedule lower verify fold merge".split()


class Stream:
    """git fast-import's input: one commit, files given whole and in any order."""

    def __init__(self, pipe):
        self.pipe = pipe
        pipe.write(
            b"feature done\ncommit refs/heads/main\ncommitter Bench <bench@example.org> 1700000000 +0000\n"
            b"data 5\nfiles\n"
        )

    def file(self, path, text):
        data = text.encode()
        self.pipe.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))

    def end(self):
        self.pipe.write(b"done\n")


def fillers(chance):
    """Bodies of functions, made once and used by many files, as a C-like text and as Python."""
    bodies = []
    for _ in range(FILLERS):
        c_text, python_text = [], []
        for _ in range(chance.randint(2, 9)):
            name = f"{chance.choice(WORDS)}_{chance.choice(WORDS)}_{chance.randrange(1000)}"
            c_text.append(f"/// Walks the {chance.choice(WORDS)} once.\nint {name}(int value) {{\n")
            python_text.append(f"def {name}(value):\n")
            for _ in range(chance.randint(2, 12)):
                one, other = chance.choice(WORDS), chance.choice(WORDS)
                c_text.append(f'  if (value > {chance.randrange(100)}) value = {one}(value, "{other}");  // {other}\n')
                python_text.append(f'    value = {one}(value, "{other}")  # {other}\n')
            c_text.append("  return value;\n}\n\n")
            python_text.append("    return value\n\n")
        bodies.append(("".join(c_text), "".join(python_text)))
    return bodies


class Plan:
    """Which file is what: core files by number in folders of a hundred, modules' files by module and number."""

    def __init__(self, files, modules):
        fixed = 2 + modules * 2  # the root's build file, the policy, and each module's manifest and build file
        self.modules = modules
        self.module_files = max(len(MODULE_KINDS), int(files * MODULES_SHARE) // modules)
        rest = files - fixed - modules * self.module_files
        self.folders = -(-rest // FILES_A_FOLDER)
        self.core_files = rest - self.folders  # a build file in each folder

    @staticmethod
    def core_kind(number):
        return CORE_KINDS[number % len(CORE_KINDS)]

    def core_path(self, number):
        kind = self.core_kind(number)
        top = {"h": "include/acme", "py": "python/acme", "md": "docs"}.get(kind, "src")
        return f"{top}/core{number // FILES_A_FOLDER:05}/f{number:07}.{kind}"

    def core_header(self, number):
        """The header nearest below a number, as an include spells it."""
        while self.core_kind(number) != "h":
            number -= 1
        return f"acme/core{number // FILES_A_FOLDER:05}/f{number:07}.h"

    @staticmethod
    def module_name(module):
        return f"mod{module:04}"

    def module_folder(self, module, kind):
        area = f"area{module % AREAS:02}"
        name = self.module_name(module)
        return {"h": f"include/acme/{area}/{name}", "cc": f"src/{area}/{name}", "py": f"python/acme/{name}"}[kind]

    def module_path(self, module, number):
        kind = MODULE_KINDS[number % len(MODULE_KINDS)]
        return f"{self.module_folder(module, kind)}/{self.module_name(module)}_f{number:04}.{kind}"


def core_text(plan, number, chance, bodies):
    kind = plan.core_kind(number)
    c_text, python_text = bodies[chance.randrange(FILLERS)]
    uses = number % CYCLE in USERS_OF_CYCLE
    module = chance.randrange(plan.modules)
    if kind == "py":
        lines = ["import os\n"]
        lines += [f"from acme.core{chance.randrange(plan.folders):05} import f{number:07}\n" for _ in range(2)]
        lines += [f"import acme.{plan.module_name(module)}\n"] if uses else []
        return "".join(lines) + "\n\n" + python_text
    if kind in ("cc", "h"):
        lines = ["#pragma once\n"] if kind == "h" else [f"// File {number}.\n"]
        lines += [
            f'#include "{plan.core_header(chance.randrange(len(CORE_KINDS), plan.core_files))}"\n'
            for _ in range(chance.randint(1, 6))
        ]
        lines += ["#include <string>\n", "#include <vector>\n"]
        lines += [f'#include "{plan.module_path(module, 0).removeprefix("include/")}"\n'] if uses else []
        return "".join(lines) + "\nnamespace acme {\n\n" + c_text + "}  // namespace acme\n"
    return f"# Document {number}\n\n" + c_text.replace("{", "").replace("}", "")


def module_text(plan, module, number, chance, bodies):
    name = plan.module_name(module)
    c_text, python_text = bodies[chance.randrange(FILLERS)]
    kind = MODULE_KINDS[number % len(MODULE_KINDS)]
    if kind == "py":
        return f"import os\n\nimport acme.{name}\n\n\n" + python_text
    start = "#pragma once\n" if kind == "h" else f'#include "{plan.module_path(module, 0).removeprefix("include/")}"\n'
    header = plan.core_header(chance.randrange(len(CORE_KINDS), plan.core_files))
    return f'{start}#include "{header}"\n\nnamespace acme::{name} {{\n\n{c_text}}}  // namespace acme::{name}\n'


def manifest(plan, module):
    name = plan.module_name(module)
    folders = ", ".join(plan.module_folder(module, kind) + "/" for kind in MODULE_KINDS)
    return (
        f"schema: modgate/module/v1\nmodule: {name}\nsummary: Number {module}.\nkind: other\n"
        f"stage: S{module % 2}\nsince: 2023-01-01\npaths: [{folders}]\n"
        f'namespace: {{cpp: ["acme::{name}"], python: [acme.{name}]}}\n'
        "integration:\n  - {path: CMakeLists.txt, why: builds it}\n"
        f"feature_flag: USE_{name.upper()}\nmaintainers: [ada, grace, ken]\n"
    )


def write_build_files(plan, stream):
    root = ["cmake_minimum_required(VERSION 3.18)\nproject(acme)\n"]
    for module in range(plan.modules):
        flag, folder = f"USE_{plan.module_name(module).upper()}", plan.module_folder(module, "cc")
        root.append(f'option({flag} "Number {module}" OFF)\nif({flag})\n  add_subdirectory({folder})\nendif()\n')
        own = [plan.module_path(module, number) for number in range(1, plan.module_files, len(MODULE_KINDS))]
        names = "".join(f"  {os.path.basename(path)}\n" for path in own)
        stream.file(f"{folder}/CMakeLists.txt", f"add_library({plan.module_name(module)} OBJECT\n{names})\n")
    for folder in range(plan.folders):
        numbers = range(folder * FILES_A_FOLDER, min((folder + 1) * FILES_A_FOLDER, plan.core_files))
        names = "".join(f"  f{number:07}.cc\n" for number in numbers if plan.core_kind(number) == "cc")
        stream.file(f"src/core{folder:05}/CMakeLists.txt", f"add_library(core{folder:05} OBJECT\n{names})\n")
        root.append(f"add_subdirectory(src/core{folder:05})\n")
    stream.file("CMakeLists.txt", "".join(root))


def write_files(plan, chance, stream):
    bodies = fillers(chance)
    for number in range(plan.core_files):
        stream.file(plan.core_path(number), core_text(plan, number, chance, bodies))
    for module in range(plan.modules):
        for number in range(plan.module_files):
            stream.file(plan.module_path(module, number), module_text(plan, module, number, chance, bodies))
        stream.file(f".modgate/modules/{plan.module_name(module)}.yaml", manifest(plan, module))
    stream.file(
        ".modgate/policy.yaml",
        "schema: modgate/policy/v1\npreset: minimal\ninclude_roots: [include/]\npython_roots: [python/]\n",
    )
    write_build_files(plan, stream)


def make(folder, files, modules, seed=1):
    """Writes the repository; `files` is met exactly."""
    if files < modules * LEAST_FILES_A_MODULE:
        raise ValueError(f"{modules} modules need {modules * LEAST_FILES_A_MODULE} files or more")
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    with subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        stream = Stream(importer.stdin)
        write_files(Plan(files, modules), random.Random(seed), stream)
        stream.end()
    if importer.returncode != 0:
        raise RuntimeError("git fast-import refused the files")
    subprocess.run(["git", "-C", folder, "checkout", "-q", "-f", "main"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=1_000_000)
    parser.add_argument("--modules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        make(options.folder, options.files, options.modules, options.seed)
    except (ValueError, RuntimeError, subprocess.CalledProcessError) as error:
        sys.exit(f"million.py: {error}")


if __name__ == "__main__":
    main()
