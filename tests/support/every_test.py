#!/usr/bin/env python3
"""every_test.py EVERY BUILD...: each test of one build folder is in exactly one of the others.

In: build folders; the first need only be configured, and then has one test `NAME_NOT_BUILT` for a program of several. Out: how
many tests each of the others runs; exit status 1 and the names where one is missing, or there twice.
"""

import collections
import json
import pathlib
import subprocess
import sys

NOT_BUILT = "_NOT_BUILT"


def tests(folder):
    """The names of tests, where those of one test program bear its name."""
    listed = subprocess.run(["ctest", "--test-dir", folder, "--show-only=json-v1"], capture_output=True, check=True)
    names = []
    for test in json.loads(listed.stdout)["tests"]:
        # A program that was built is run by its path below the build folder, with a filter for the one test.
        command = test.get("command", [""])
        of_program = any(word.startswith("--gtest_filter=") for word in command)
        names.append(pathlib.Path(command[0]).name if of_program else test["name"])
    return names


every, *parts = sys.argv[1:]
wanted = {name.removesuffix(NOT_BUILT) for name in tests(every)}
runs = [tests(part) for part in parts]
owners = collections.Counter(name for names in runs for name in set(names))
wrong = sorted(name for name in wanted | set(owners) if name not in wanted or owners[name] != 1)
for part, names in zip(parts, runs):
    print(f"{part}: {len(names)} tests")
for name in wrong:
    print(f"`{name}` is in {owners[name]} of {', '.join(parts)}" + ("" if name in wanted else f", and not in {every}"))
sys.exit(1 if wrong or not wanted else 0)
