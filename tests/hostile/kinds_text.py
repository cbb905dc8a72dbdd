"""Text that no scanner reads: searched for the names of modules, whatever it is."""

from kinds import MEGABYTE, add, with_files

LIMIT = 8 * MEGABYTE
UNITS = {"slashes": b"/", "the first letter": b"m", "half a path": b"mod/", "half a namespace": b"acme::",
    "half a flag": b"USE_HOSTIL", "dots": b".", "a folder": b"mod/mod/", "blanks": b" ",
         "line ends": b"\n", "high bytes": b"\xff", "two bytes": "\u00e9".encode(), "markers": b"<!-- modgate:",
         "suppressions": b"modgate: allow(", "escapes": b"\x1b[31m##[error]\n::error::x\n"}
for title, unit in UNITS.items():
    for name in ("core/t.txt", "README.md", "core/t.ll"):
        add(f"text of {title} in {name}",
            with_files({name: lambda unit=unit: (unit * (LIMIT // len(unit) + 1))[:LIMIT]}))
add("text of 8 MiB", with_files({"core/t.cc": lambda: b"/" * LIMIT}), hides=("MG906",), quick=True)
add("text of 8 MiB and a byte", with_files({"core/t.cc": lambda: b"/" * (LIMIT + 1)}), says="MG906", quick=True)
add("text in UTF-16", with_files({"core/t.cc": '#include "mod/x.h"\n'.encode("utf-16"),
    "mod/t.h": "int a;".encode("utf-16")}), says="MG906")
