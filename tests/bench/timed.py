#!/usr/bin/env python3
"""Runs one program once and says what it took, as one line of JSON: seconds, CPU seconds, peak KiB, exit status.

In: a file for the program's output, then the program and its arguments; its errors go beside the output. A process of
its own, because a child's peak memory starts at what its parent holds: this one stays small, the harness does not.
"""

import json
import os
import sys
import time


def main():
    output, *command = sys.argv[1:]
    create = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, create, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, output + ".errors", create, 0o600),
    ]
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu": usage.ru_utime + usage.ru_stime,
                "peak_kib": usage.ru_maxrss,
                "status": os.waitstatus_to_exitcode(status),
            }
        )
    )


if __name__ == "__main__":
    main()
