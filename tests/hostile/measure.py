"""Runs a program and says how it ended: `CODE SECONDS MEGABYTES` in the file named first.

In: that file, the seconds that the program may take, the program and its arguments. A program of its own, since Linux
counts what a process held before it became another program, and the tables of kinds are large.
"""

import os
import resource
import signal
import sys

report, patience, *command = sys.argv[1:]
child = os.fork()
if child == 0:
    # Both outlive exec. Processor time ends what spins by signal 24; the clock, slower
    # on a busy machine, what waits by 14.
    resource.setrlimit(resource.RLIMIT_CPU, (int(float(patience) * 2) + 1,) * 2)
    signal.setitimer(signal.ITIMER_REAL, float(patience) * 12)
    try:
        os.execv(command[0], command)
    except OSError as error:
        print(error, file=sys.stderr)
        os._exit(127)
_, status, used = os.wait4(child, 0)
with open(report, "w", encoding="ascii") as stream:
    stream.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")
