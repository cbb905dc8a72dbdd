"""Floods: as many findings, mentions, troubles and comments as a file can hold, on one line or on each."""

from kinds import MEGABYTE, add, with_files

LIMIT = 8 * MEGABYTE


def filled(unit, length=LIMIT):
    return lambda: (unit * (length // len(unit) + 1))[:length]


def of_lines(line, count):
    return line * count


LINES = {
    "uses": ("core/f.cc", b'#include "mod/x.h"\n'), "names on one line": ("core/f.cc", b"acme::hostile::f();"),
    "computed includes": ("core/f.cc", b"#include MOD_X\n"),
    "computed imports on one line": ("core/f.js", b'import("hostile" + a);'), "imports on one line": ("core/f.py",
        b"import acme.hostile; "), "else branches": ("mod/f.h", b"#else\n"),
    "comments that silence": ("core/f.cc", b"// modgate: allow(MG301) -- a\n"), "broken comments": ("core/f.cc",
        b"// modgate: alow\n"), "rules in one comment": ("core/f.cc", b"// modgate: allow(" + b"MG301, " * 100
            + b"MG302)\n"),
    "registrations on one line": ("core/f.cc", b'REGISTER("hostile.a");'), "namespaces": ("mod/f.h",
        b"namespace other {}\n"), "markers of sections": ("docs/f.md", b"<!-- modgate:begin modules -->\n"),
    "mentions on one line": ("core/f.txt", b"mod/x.h acme::hostile USE_HOSTILE "), "mentions": ("core/f.txt",
        b"mod/x.h USE_HOSTILE\n"), "flags on one line": ("core/f.cmake", b"if(USE_HOSTILE)\nendif()\n"),
        "using-directives": ("core/f.cc", b"using namespace acme::hostile; f();\n"),
    "macros of the flag": ("core/f.cc", b"#if USE_HOSTILE\n#endif\n"), "names behind 20 000 aliases": ("core/f.cc",
        b"namespace a = acme::hostile; a::f();\n"),
}
for title, (path, line) in LINES.items():
    add(f"20 000 findings: {title}", with_files({path: of_lines(line, 20_000)}),
        quick=title in ("computed imports on one line", "comments that silence", "else branches"))
    add(f"8 MiB of findings: {title}", with_files({path: filled(line)}), seconds=60, megabytes=1024)
for form in ("json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "jsonl", "concise"):
    add(f"20 000 findings on one line as {form}", with_files({"core/f.cc": of_lines(b"acme::hostile::f();", 20_000)}),
        arguments=("check", "-f", form), says=("MG30",))
add("the same use in 20 000 files", lambda repo: [repo.file(f"core/{i}.cc", b'#include "mod/x.h"\n')
    for i in range(20_000)])
add("the same use in 20 000 files, compared", lambda repo: ([repo.file(f"core/{i}.cc", b'#include "mod/x.h"\n')
    for i in range(20_000)], repo.commit()),
    arguments=("check", "--rev", "HEAD", "--against", "HEAD", "--all"))
add("a file copied 20 000 times and moved", lambda repo: ([repo.file(f"core/{i}.cc", b'#include "mod/x.h"\n' * 20)
    for i in range(2000)], repo.commit(), repo.git("mv", "core", "moved"), repo.commit()),
    arguments=("check", "--rev", "HEAD", "--against", "HEAD~1", "--all"), says=("moved/user.cc:1:",))
