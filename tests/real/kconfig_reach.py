#!/usr/bin/env python3
"""Compares modgate's verdicts on a Linux tree with what kconfiglib's own parser says of the options.

    modgate -C LINUX graph -f json --config POLICY > builds.json
    tests/real/kconfig_reach.py LINUX FLAG builds.json ARCH...

For each architecture, kconfiglib reads the whole Kconfig; from its expressions this script works out which options no
chain of prompts, defaults and selects can switch on while FLAG is off. A source is unreachable when an option that its
chain of makefile lines names is unreachable in every architecture. modgate must say `never` of it, and of no source
whose options can all be reached. Prints every difference; exits 1 on any. Needs kconfiglib, a C compiler (the Kconfig
asks it what it can do), and nothing else; it shares no code with modgate.
"""
import json
import os
import re
import shutil
import sys
import tempfile

import kconfiglib as k


def possible(expr, on, flag):
    """Whether the expression may come out as more than n. Only the flag is known to be off."""
    if isinstance(expr, tuple):
        op = expr[0]
        if op is k.AND:
            return possible(expr[1], on, flag) and possible(expr[2], on, flag)
        if op is k.OR:
            return possible(expr[1], on, flag) or possible(expr[2], on, flag)
        if op is k.NOT:
            return not (isinstance(expr[1], k.Symbol) and expr[1].is_constant and expr[1].name in ("y", "m"))
        if op is k.EQUAL and isinstance(expr[1], k.Symbol) and getattr(expr[2], "name", "") in ("y", "m"):
            return possible(expr[1], on, flag)
        if op is k.UNEQUAL and isinstance(expr[1], k.Symbol) and getattr(expr[2], "name", "") == "n":
            return possible(expr[1], on, flag)
        return True
    if isinstance(expr, k.Choice):
        return True
    if expr.is_constant or not expr.nodes:
        return expr.name in ("y", "m")
    return expr.name != flag and expr.name in on


def reachable(kconf, flag):
    on = set()
    changed = True
    while changed:
        changed = False
        for symbol in kconf.unique_defined_syms:
            if symbol.name in on or symbol.name == flag:
                continue
            # kconfiglib puts the dependencies of blocks and entries into all of these.
            ways = [node.prompt[1] for node in symbol.nodes if node.prompt]
            ways += [(k.AND, value, condition) for value, condition in symbol.defaults]
            ways += [symbol.rev_dep, (k.AND, symbol.weak_rev_dep, symbol.direct_dep)]
            if symbol.orig_type in (k.STRING, k.INT, k.HEX):
                ways.append(symbol.direct_dep)
            if any(possible(way, on, flag) for way in ways):
                on.add(symbol.name)
                changed = True
    return on


def copy_kconfig(tree, folder):
    """Kconfig files and the scripts they run; the keyword `modules` in the form that kconfiglib knows."""
    for root, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = os.path.join(root, name)
            inner = os.path.relpath(path, tree)
            if not name.startswith("Kconfig") and not inner.startswith("scripts/"):
                continue
            target = os.path.join(folder, inner)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy(path, target)
            if name.startswith("Kconfig"):
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                with open(target, "w", encoding="utf-8") as file:
                    file.write(re.sub(r"(?m)^\tmodules$", "\toption modules", text))


def load(tree, arch):
    os.environ.update(srctree=tree, SRCARCH=arch, ARCH=arch, CC="gcc", LD="ld", HOSTCC="gcc", HOSTCXX="g++",
                      KERNELVERSION="6.1.0", RUSTC="false", BINDGEN="false", CLANG_FLAGS="", PAHOLE="false",
                      AR="ar", NM="nm", OBJCOPY="objcopy", OBJDUMP="objdump", READELF="readelf", STRIP="strip")
    os.chdir(tree)
    return k.Kconfig("Kconfig", warn=False)


def main():
    tree, flag, builds_file, *archs = sys.argv[1:]
    with open(builds_file, encoding="utf-8") as file:
        builds = json.load(file)["builds"]
    on = set()
    with tempfile.TemporaryDirectory() as folder:
        copy_kconfig(tree, folder)
        for arch in archs:
            found = reachable(load(folder, arch), flag)
            print(f"{arch}: {len(found)} options can be on with {flag} off", file=sys.stderr)
            on |= found
        os.chdir(tree)
    compared = undecided = wrong = 0
    for use in builds:
        text = " ".join(step["text"] for step in use["chain"])
        options = set(re.findall(r"CONFIG_(\w+)", text))
        if "ifeq" in text or use["off"] == "undecided":
            undecided += 1
            continue
        compared += 1
        expected = not options <= on
        if expected != (use["off"] == "never"):
            wrong += 1
            print(use["from"], use["line"], use["source"], use["off"], "unreachable:", sorted(options - on))
    print(f"{compared} compared, {undecided} undecided, {wrong} wrong", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
