"""Tries every setting of small Kconfig files with kconfiglib. Standard input: paths of Kconfig files, one a line.

Prints, per file, `file PATH`, then for each symbol `NAME on_on on_off off_on off_off default_on default_off`: whether
some setting with the flag F on (off) has the symbol on (off), and whether it is on when only F is set.
"""
import itertools
import sys

import kconfiglib


def is_on(symbol):
    return symbol.tri_value > 0


def set_all(kconf, names, values):
    for name, value in zip(names, values):
        kconf.syms[name].set_value(value)


def main():
    for path in sys.stdin.read().split("\n"):
        if not path:
            continue
        kconf = kconfiglib.Kconfig(path, warn=False)
        names = sorted(s.name for s in kconf.unique_defined_syms)
        prompted = [n for n in names if any(node.prompt for node in kconf.syms[n].nodes)]
        seen = {name: [False] * 4 for name in names}
        for values in itertools.product((0, 2), repeat=len(prompted)):
            set_all(kconf, prompted, values)
            flag = is_on(kconf.syms["F"])
            if flag != (dict(zip(prompted, values)).get("F") == 2):
                continue
            for name in names:
                seen[name][(0 if flag else 2) + (0 if is_on(kconf.syms[name]) else 1)] = True
        defaults = {name: [] for name in names}
        for value in (2, 0):
            for name in names:
                kconf.syms[name].unset_value()
            kconf.syms["F"].set_value(value)
            for name in names:
                defaults[name].append(is_on(kconf.syms[name]))
        print("file", path)
        for name in names:
            print(name, *(int(x) for x in seen[name] + defaults[name]))


main()
