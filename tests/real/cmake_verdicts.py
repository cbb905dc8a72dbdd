#!/usr/bin/env python3
"""Compares modgate's verdicts on a CMake project with the sources that CMake's own trace lists.

    tests/real/cmake_verdicts.py MODGATE CHECKOUT ROOT FLAG [-DOTHER=VALUE]...

Configures CHECKOUT/ROOT with FLAG on and off and takes every source of the tree that a target lists. modgate reads the
same tree with one module that owns all of it and has that flag. `always` must be listed, `never` must not; a source that
modgate does not mention at all counts as never, unless a command beside it is reported undecided. The verdicts by
default are compared, too, unless other options are given. Prints what agrees, what stays undecided and for which
reasons, and every contradiction; exits 1 on any. Needs git, cmake and the compilers that the project asks for.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile

ENDINGS = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".cu", ".m", ".mm", ".S", ".s", ".asm")
LISTING = {"add_library", "add_executable", "target_sources", "cuda_add_library", "cuda_add_executable"}


def configure(checkout, root, settings):
    """The sources that are built, those of which that cannot be told, the files that ran, and whether all went well."""
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace")
        run = subprocess.run(["cmake", "--trace-expand", "--trace-format=json-v1", f"--trace-redirect={trace}", "-Wno-dev",
                              "-S", os.path.join(checkout, root), "-B", os.path.join(folder, "build")] + settings,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if run.returncode != 0:
            print(run.stderr[-2000:], file=sys.stderr)
        with open(trace, encoding="utf-8", errors="replace") as lines:
            return (*read_trace(checkout, root, lines), run.returncode == 0)


def other_projects(checkout, sources, ran):
    """Sources below a project of its own that this configuration did not run: modgate judges each project for itself."""
    folders = set()
    for at, _, names in os.walk(checkout):
        path = os.path.join(at, "CMakeLists.txt")
        if "CMakeLists.txt" in names and path not in ran:
            with open(path, encoding="utf-8", errors="replace") as text:
                if any(line.strip().lower().startswith("project") for line in text):
                    folders.add(os.path.relpath(at, checkout) + "/")
    return {name for name in sources if any(name.startswith(folder) for folder in folders)}


def read_trace(checkout, root, lines):
    built, unclear, ran = set(), set(), set()
    of_target = collections.defaultdict(set)
    asked_for = set()
    top = os.path.normpath(os.path.join(checkout, root))
    folders = [(0, top, False)]  # (frame, current source folder, left out of `all`)
    coming = None
    for line in lines:
        event = json.loads(line)
        if "cmd" not in event:
            continue
        frame = event.get("global_frame", event["frame"])
        command, args = event["cmd"].lower(), event["args"]
        ran.add(event["file"])
        if coming and event["file"] == os.path.join(coming[0], "CMakeLists.txt"):
            folders.append((frame, coming[0], coming[1]))
        coming = None
        while len(folders) > 1 and folders[-1][0] > frame:
            folders.pop()
        _, here, left_out = folders[-1]
        if command == "add_subdirectory" and args:
            coming = (os.path.normpath(os.path.join(here, args[0])), left_out or "EXCLUDE_FROM_ALL" in args)
        if command == "set_target_properties" and "EXCLUDE_FROM_ALL" in args:
            asked_for.update(args[:args.index("PROPERTIES")])
        if command not in LISTING or len(args) < 2 or args[1] in ("ALIAS", "IMPORTED"):
            continue
        vague = left_out or "EXCLUDE_FROM_ALL" in args[:3] or "INTERFACE" in args
        for word in ";".join(args[1:]).split(";"):
            expression = "$<" in word
            path = word.rstrip(">").rpartition(":")[2] if expression else word
            path = os.path.normpath(os.path.join(here, path))
            if not path.startswith(checkout + os.sep) or not path.endswith(ENDINGS) or not os.path.isfile(path):
                continue
            name = os.path.relpath(path, checkout)
            (unclear if vague or expression else built).add(name)
            of_target[args[0]].add(name)
    for target in asked_for:
        unclear |= of_target[target]
    return built, unclear, ran


def verdicts(modgate, checkout, flag):
    """modgate's graph of the tree with one module that owns all sources; and the sources."""
    names = subprocess.run(["git", "-C", checkout, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    files = [name for name in names.split("\0") if name]
    sources = {name for name in files if name.endswith(ENDINGS)}
    paths = sorted({name.split("/")[0] + "/" if "/" in name else name for name in sources})
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "whole.yaml"), "w", encoding="utf-8") as manifest:
            manifest.write("schema: modgate/module/v1\nmodule: whole\nsummary: All of it.\nkind: tool\nstage: S0\npaths:\n")
            manifest.writelines(f"  - {json.dumps(path)}\n" for path in paths)
            manifest.write(f"feature_flag: {{name: {flag}, kind: cmake}}\n")
        policy = os.path.join(folder, "policy.yaml")
        with open(policy, "w", encoding="utf-8") as out:
            out.write("schema: modgate/policy/v1\npreset: minimal\nmanifests: [whole.yaml]\n")
        run = subprocess.run([modgate, "-C", checkout, "graph", "-f", "json", "--config", policy],
                             capture_output=True, text=True)
        if not run.stdout.startswith("{"):
            sys.exit(f"modgate: {run.stderr}")
        return json.loads(run.stdout), sources


def main(modgate, checkout, root, flag, *others):
    checkout = os.path.realpath(checkout)
    graph, sources = verdicts(os.path.abspath(modgate), checkout, flag)
    uses = collections.defaultdict(list)
    for use in graph["builds"]:
        uses[use["source"]].append(use)
    doubtful = {os.path.dirname(one.get("from") or one.get("path") or "") for one in graph["undecided"]
                if not os.path.splitext(one.get("from") or one.get("path") or "")[1] in ENDINGS + (".h", ".py")}
    wrong = 0
    for value in ("ON", "OFF"):
        built, unclear, ran, content = configure(checkout, root, [f"-D{flag}={value}", *others])
        if not built:
            print(f"{flag}={value}: CMake refuses before it lists a source; nothing is compared")
            continue
        unclear |= other_projects(checkout, sources, ran) - built
        count, reasons = collections.Counter(), collections.Counter()
        for source in sorted(sources - unclear):
            keys = [value.lower()] + ([] if others else ["default_" + value.lower()])
            told = False
            bad = []
            for key in keys:
                found = {use[key] for use in uses[source]}
                claim = "always" if "always" in found else "never" if found <= {"never"} else None
                if not uses[source] and source in built and any(source.startswith(at and at + "/") for at in doubtful):
                    claim = None
                told = told or claim is not None
                if claim and (claim == "always") != (source in built):
                    bad.append(f"{key} {claim}")
            if bad:
                wrong += 1
                places = "; ".join(f"{use['from']}:{use['line']}" for use in uses[source][:3]) or "no place"
                print(f"  WRONG {source} with {flag}={value}: {', '.join(bad)} ({places})")
            elif not told:
                for reason in {r for use in uses[source] for r in use["because"] or ["sometimes"]} or {"a command beside it"}:
                    reasons[reason] += 1
            count["wrong" if bad else "agreed" if told else "undecided"] += 1
        print(f"{flag}={value}: {len(built)} listed, {count['agreed']} agreed, {count['undecided']} undecided, "
              f"{count['wrong']} wrong, {len(unclear & sources)} not compared"
              + ("" if content else " (the configuration ended with errors)"))
        for reason, n in reasons.most_common(8):
            print(f"    {n}: {reason}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
