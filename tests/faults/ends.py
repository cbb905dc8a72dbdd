#!/usr/bin/env python3
"""How a run ends when the machine or its caller ends it: signals, closed and full outputs, limits, a file in the way.

  ends.py MODGATE CC

In: the program and a C compiler for shim.c. Each test starts runs and looks at status, stderr and the files left.
"""

import errno
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import scratch

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 60
MODGATE = CC = None


class Ends(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.top = pathlib.Path(tempfile.mkdtemp())
        cls.shim = cls.top / "shim.so"
        subprocess.run([CC, "-shared", "-fPIC", "-O1", "-o", cls.shim, HERE / "shim.c", "-ldl"], check=True)
        cls.folder = scratch.repository(cls.top / "repository", "broken", fixable=True)
        cls.environment = scratch.environment(cls.folder)
        cls.before = scratch.contents(cls.folder)
        cls.plain = cls.run_plain("check", "-f", "json")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.top)

    def tearDown(self):
        scratch.restore(self.folder, self.before)

    @classmethod
    def run_plain(cls, *words, **how):
        how.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([MODGATE, *words], cwd=cls.folder, env=cls.environment, stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=PATIENCE, check=False, **how)

    def stalled(self, calls, words, at=1, **how):
        """A run that stands still in its n-th call of a family: what it has written so far is on disk."""
        reader, writer = os.pipe()
        environment = dict(self.environment, LD_PRELOAD=str(self.shim), FAULT_CALLS=calls, FAULT_HOW="stall",
                           FAULT_AT=str(at), FAULT_REPORT=str(writer))
        process = subprocess.Popen([MODGATE, *words], cwd=self.folder, env=environment, pass_fds=[writer],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.assertEqual(pipe.readline(), "hit\n")
            return process

    def finish(self, process):
        out, err = process.communicate(timeout=PATIENCE)
        return process.returncode, out, err.decode(errors="replace")

    # Signals

    def test_a_signal_ends_the_run_with_its_own_status(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                process = self.stalled("read", ["check"])
                process.send_signal(number)
                self.assertEqual(self.finish(process), (-number, b"", ""))

    def test_a_signal_takes_the_half_written_file_away(self):
        # The write call that stands still comes after the file is made; so does the flush of a fixed file.
        rows = [("write", ["check", "-o", "report.txt"]), ("write", ["init", "github"]), ("rename", ["check", "-o", "r"]),
                ("sync", ["check", "--fix"])]
        for calls, words in rows:
            for number in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(words=words, number=number):
                    process = self.stalled(calls, words)
                    self.assertNotEqual(scratch.contents(self.folder).keys(), self.before.keys())
                    process.send_signal(number)
                    self.assertEqual(self.finish(process)[0], -number)
                    self.assertEqual(scratch.contents(self.folder), self.before)

    def test_a_signal_that_the_caller_ignores_stays_ignored(self):
        process = self.stalled("read", ["check"], preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGTERM)
        self.assertEqual(self.finish(process)[0], -signal.SIGTERM)

    def test_a_crash_is_exit_code_3_and_leaves_no_file(self):
        for number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL):
            with self.subTest(number):
                process = self.stalled("write", ["check", "-o", "report.txt"])
                process.send_signal(number)
                status, out, err = self.finish(process)
                self.assertEqual((status, out), (3, b""))
                self.assertRegex(err, r"\Aerror: (an internal error|a file became shorter).*\n  help: .*\n\Z")
                self.assertEqual(scratch.contents(self.folder), self.before)

    def test_what_kill_9_left_is_not_in_the_way(self):
        process = self.stalled("write", ["check", "-o", "report.txt"])
        process.kill()
        self.finish(process)
        left = scratch.contents(self.folder).keys() - self.before.keys()
        self.assertEqual(len(left), 1)
        # Numbers of processes come again: in a container they do at once.
        script = f'for name in "report.txt.$$.tmp" ".modgate.$$.tmp"; do : >"$name"; done; exec "{MODGATE}" check -o report.txt'
        done = subprocess.run(["sh", "-c", script], cwd=self.folder, env=self.environment, capture_output=True,
                              check=False)
        self.assertEqual((done.returncode, done.stderr), (1, b""))

    # Outputs

    def test_a_closed_output_is_no_pass_and_no_file(self):
        for closed in ((1,), (0, 1), (0, 1, 2)):
            with self.subTest(closed):
                def close(numbers=closed):
                    for number in numbers:
                        os.close(number)
                done = self.run_plain("check", preexec_fn=close)
                self.assertEqual(done.returncode, 3)
                self.assertEqual(b"cannot write the report to stdout" in done.stderr, 2 not in closed)
                self.assertEqual(scratch.contents(self.folder), self.before)

    def test_a_report_to_a_file_needs_no_stdout(self):
        done = self.run_plain("check", "-o", "report.txt", preexec_fn=lambda: [os.close(i) for i in (0, 1, 2)])
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"MG301", scratch.contents(self.folder)["report.txt"])

    def test_a_full_output_is_no_pass(self):
        with open("/dev/full", "wb") as full:
            for words in (["check"], ["check", "-f", "json"], ["rules"], ["--help"], ["schema", "policy"]):
                with self.subTest(words):
                    done = self.run_plain(*words, stdout=full)
                    self.assertEqual(done.returncode, 3)
                    self.assertIn(b"error: cannot write the report to stdout: No space left on device\n", done.stderr)

    def test_a_reader_that_goes_away_is_no_pass(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = self.run_plain("check", stdout=writer)
        os.close(writer)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"Broken pipe", done.stderr)

    def test_a_file_size_limit_leaves_the_old_file(self):
        (self.folder / "report.txt").write_text("old\n")
        before = scratch.contents(self.folder)
        done = self.run_plain("check", "-o", "report.txt", preexec_fn=lambda: limit(resource.RLIMIT_FSIZE, 100))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"File too large", done.stderr)
        self.assertEqual(scratch.contents(self.folder), before)

    # Limits

    def test_limits_end_a_run_or_change_nothing(self):
        rows = [(resource.RLIMIT_AS, 256 << 20), (resource.RLIMIT_AS, 64 << 20), (resource.RLIMIT_AS, 40 << 20),
                (resource.RLIMIT_STACK, 256 << 10), (resource.RLIMIT_NOFILE, 16), (resource.RLIMIT_NOFILE, 8),
                (resource.RLIMIT_NOFILE, 5)]
        for which, value in rows:
            with self.subTest(which=which, value=value):
                done = self.run_plain("check", "-f", "json", preexec_fn=lambda: limit(which, value))
                if done.returncode in (0, 1):
                    self.assertEqual((done.returncode, done.stdout), (self.plain.returncode, self.plain.stdout))
                elif done.returncode != 127:  # the loader's own, before there is a program
                    self.assertEqual(done.returncode, 3, done.stderr)
                    self.assertIn(b"error: ", done.stderr)

    def test_the_processor_time_that_is_allowed(self):
        source = "".join(f"namespace n{i} {{ int f{i}(); }}\n" for i in range(200_000))
        for i in range(40):
            (self.folder / "src" / f"large{i}.cc").write_text(source)
        done = self.run_plain("check", "--prove-all", preexec_fn=lambda: limit(resource.RLIMIT_CPU, 1, 30))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"error: the limit on processor time ended this run\n", done.stderr)


def limit(which, soft, hard=None):
    resource.setrlimit(which, (soft, soft if hard is None else hard))


if __name__ == "__main__":
    MODGATE, CC = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
