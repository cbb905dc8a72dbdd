#!/usr/bin/env python3
"""The benchmark measures, puts its trees back, and stops where two ways find different things. In: the modgate program.
Two small synthetic repositories and one round, so what it says of speed means nothing.
"""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = ""

# Finds more than the program it calls, when asked in the way given.
OTHERWISE = """#!/usr/bin/env python3
import json, subprocess, sys
done = subprocess.run([{program!r}, *sys.argv[1:]], stdout=subprocess.PIPE)
text = done.stdout
if {flag!r} in sys.argv and text.startswith(b"{{"):
    report = json.loads(text)
    report["findings"].append({{"rule": "MG301", "path": "no/such/file", "status": "new"}})
    text = json.dumps(report).encode()
sys.stdout.buffer.write(text)
sys.exit(done.returncode)
"""


def run(work, program, *more):
    command = [sys.executable, "-B", os.path.join(HERE, "run.py"), "--corpus", "million", "--modules", "10"]
    command += ["--rounds", "1", "--work", work, "--modgate", program, *more]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


class BenchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.work = os.path.join(cls.folder.name, "work")

    def otherwise(self, flag):
        path = os.path.join(self.folder.name, "otherwise")
        with open(path, "w", encoding="utf-8") as file:
            file.write(OTHERWISE.format(program=PROGRAM, flag=flag))
        os.chmod(path, stat.S_IRWXU)
        return path

    def test_gives_the_table_and_the_same_numbers_as_json(self):
        numbers = os.path.join(self.folder.name, "numbers.json")
        done = run(self.work, PROGRAM, "--sizes", "600", "--goal", "P2", "P3", "P4", "--json", numbers)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(numbers, encoding="utf-8") as file:
            rows = json.load(file)["rows"]
        # Three kinds of staged files and two kinds of commits.
        self.assertEqual([row["goal"] for row in rows], ["P2", "P3", "P3", "P3", "P4", "P4"])
        for row in rows:
            self.assertIn(f"| {row['goal']} | {row['variant']} | ", done.stdout)
            self.assertGreater(row["measured"]["median"], 0)
        self.assertNotIn(self.folder.name, done.stdout + json.dumps(rows))
        tree = os.path.join(self.work, "million-600")
        listed = subprocess.run(["git", "-C", tree, "ls-files"], stdout=subprocess.PIPE, check=True)
        self.assertEqual(listed.stdout.count(b"\n"), 600)
        status = subprocess.run(["git", "-C", tree, "status", "--short"], stdout=subprocess.PIPE, check=True)
        self.assertEqual(status.stdout, b"", "a workload left its change behind")

    def test_a_larger_tree_is_compared_a_file(self):
        done = run(self.work, PROGRAM, "--sizes", "600,900", "--goal", "P6")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("\n| P6 |"), 3, done.stdout)
        self.assertIn("million-900, time a file", done.stdout)

    def test_stops_where_two_ways_find_different_things(self):
        for goal, flag in (("P2", "--prove-all"), ("P2", "--rev"), ("P4", "--prove-all")):
            with self.subTest(goal=goal, flag=flag):
                done = run(self.work, self.otherwise(flag), "--sizes", "600", "--goal", goal)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn("the findings differ", done.stderr)
                self.assertIn("no/such/file", done.stderr)
                self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
