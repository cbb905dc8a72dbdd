"""Writes the registries that the corpora are judged by; their trees carry none. In: a corpus's name and a folder to
write to. Out: the policy file. LLVM: eight modules at S0 and S1; Linux: a driver and a filesystem, with their options;
TVM: the example of this project. For P6: any number of modules over folders that are there and hold no other folder.
"""

import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
SINCE = "2023-01-01"

LLVM_POLICY = """\
schema: modgate/policy/v1
preset: minimal
tests: [mlir/test/, llvm/test/]
include_roots: [llvm/include/, clang/include/, mlir/include/, clang-tools-extra/include-cleaner/include/, \
clang-tools-extra/, lldb/include/, lld/include/, flang/include/]
"""

LINUX_POLICY = """\
schema: modgate/policy/v1
preset: minimal
include_roots: [include/, arch/x86/include/]
severity: {MG205: off}
"""


def dialect(name, namespace, stage):
    folders = [f"mlir/{top}/Dialect/{name}/" for top in ("include/mlir", "lib", "test")]
    return (f"mlir-{name.lower()}", "ir-dialect", stage, folders, f'{{cpp: ["mlir::{namespace}"]}}', "")


# Name, kind, stage, folders, namespaces, further lines.
LLVM = [
    dialect("Async", "async", "S0"),
    dialect("ArmSVE", "arm_sve", "S0"),
    dialect("EmitC", "emitc", "S0"),
    dialect("MLProgram", "ml_program", "S1"),
    dialect("NVGPU", "nvgpu", "S1"),
    dialect("PDLInterp", "pdl_interp", "S1"),
    ("target-m68k", "backend", "S0", ["llvm/lib/Target/M68k/", "llvm/test/CodeGen/M68k/"], '{cpp: ["llvm::M68k"]}', ""),
    (
        "clang-include-cleaner",
        "tool",
        "S0",
        ["clang-tools-extra/include-cleaner/"],
        '{cpp: ["clang::include_cleaner"]}',
        "",
    ),
]

LINUX = [
    (
        "wireguard",
        "driver",
        "S1",
        ["drivers/net/wireguard/"],
        "{c: [wg_], macros: [WG_]}",
        "integration:\n  - {path: drivers/net/Kconfig, why: declares its option}\n"
        "  - {path: drivers/net/Makefile, why: enters its folder}\n"
        "feature_flag: {name: WIREGUARD, kind: kconfig, declared_in: drivers/net/Kconfig, macro: CONFIG_WIREGUARD}\n",
    ),
    (
        "ntfs3",
        "other",
        "S0",
        ["fs/ntfs3/"],
        "{c: [ntfs_, ni_], macros: [NTFS3_]}",
        "integration:\n  - {path: fs/Kconfig, why: reads its options}\n"
        "  - {path: fs/Makefile, why: enters its folder}\n"
        "feature_flag: {name: NTFS3_FS, kind: kconfig, declared_in: fs/ntfs3/Kconfig, macro: CONFIG_NTFS3_FS}\n",
    ),
]


def write_registry(folder, policy, modules):
    os.makedirs(os.path.join(folder, "modules"), exist_ok=True)
    for name, kind, stage, folders, namespace, more in modules:
        with open(os.path.join(folder, "modules", name + ".yaml"), "w", encoding="utf-8") as file:
            file.write(
                f"schema: modgate/module/v1\nmodule: {name}\nsummary: A module of the benchmark.\nkind: {kind}\n"
                f"stage: {stage}\nsince: {SINCE}\npaths: [{', '.join(folders)}]\nnamespace: {namespace}\n"
                f"maintainers: [ada, bjarne, grace, ken]\n{more}"
            )
    path = os.path.join(folder, "policy.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(policy + "manifests: [modules/*.yaml]\n")
    return path


def write(name, folder):
    """The policy file of a corpus, None where the repository brings its own."""
    if name == "llvm":
        return write_registry(folder, LLVM_POLICY, LLVM)
    if name == "linux":
        return write_registry(folder, LINUX_POLICY, LINUX)
    if name == "tvm":
        return os.path.join(HERE, "..", "..", "examples", "tvm", "policy.yaml")
    return None


def plain_folders(paths, ending):
    """Folders without a folder inside that hold a file of one of these endings, with a name any manifest can hold."""
    above, holding = set(), set()
    for path in paths:
        folder = os.path.dirname(path)
        above.add(os.path.dirname(folder))
        if path.endswith(ending) and all(c.isalnum() or c in "/-_." for c in folder):
            holding.add(folder)
    above.discard("")
    return sorted(folder for folder in holding - above if folder)


def write_many(folder, paths, count, seed=1):
    """A registry of `count` modules over LLVM's folders; a smaller count has the first modules of a larger one."""
    chosen = plain_folders(paths, (".cpp", ".h", ".c"))
    random.Random(seed).shuffle(chosen)
    if len(chosen) < count:
        raise ValueError(f"only {len(chosen)} folders could be a module")
    modules = []
    for number, place in enumerate(chosen[:count]):
        word = "".join(c if c.isalnum() else "_" for c in os.path.basename(place).lower())
        namespace = f'{{cpp: ["bench::n{number}_{word}"]}}'
        modules.append((f"bench-{number:04}", "other", f"S{number % 2}", [place + "/"], namespace, ""))
    # The namespaces are made up, so what the folders really open says nothing.
    return write_registry(folder, LLVM_POLICY + "severity: {MG202: off, MG205: off}\n", modules)
