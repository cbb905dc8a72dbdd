"""Seeds of the fuzz targets that no file of a tree gives: `SEEDS` by target. The first byte of each names the entry."""

import json

_ID = bytes(range(1, 21))
_END = b"\xfe"  # ends a text in Input::text()

_COMMIT = (
    b"btree " + b"0a" * 20 + b"\nparent " + b"1b" * 20 + b"\nparent " + b"2c" * 20 + b"\n"
    b"author Ada L <ada@example.org> 1700000000 +0100\ncommitter Bob <bob@example.org> 1700000001 -0230\n"
    b"gpgsig -----BEGIN\n more\n\nSubject of it\n\nText.\n\nAcked-by: Ada <ada@example.org>\n"
    b"Co-authored-by: Cyd <cyd@example.org>\n  folded\n"
)

_ENTRY = {
    "fingerprint": "0123456789abcdef", "rule": "MG301", "module": "relax", "path": "src/a.cc",
    "target": "src/relax/a.h", "spelling": "relax/a.h", "ordinal": 0,
}  # fmt: skip

_AT = {
    "path": "a.cc", "start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 3, "byte": 2},
    "characters": {"start": 1, "end": 3}, "source": {"text": "ab", "begin": 0, "end": 2},
}  # fmt: skip

_COUNTS = (
    "modules files scanned proved skipped external unresolved submodules errors warnings infos suppressed baselined "
    "existing"
)

_SAVED = {
    "schema_version": 1, "tool": {"name": "modgate", "version": "0.1.0"}, "view": {"kind": "tree", "revision": None},
    "against": None, "anchor": "a.cc", "complete": True, "incomplete_because": [],
    "counts": {word: 1 for word in _COUNTS.split()}, "modules": ["relax"], "rules": [], "pending": ["p"],
    "not_judged": ["n"], "undecided": ["u"], "people": [],
    "findings": [{
        "rule": "MG301", "name": "s0-included", "severity": "error", "message": "m", "label": "l", **_AT,
        "module": "relax", "related": [{**_AT, "message": "r"}], "notes": ["n"], "help": "h",
        "fingerprint": "c85cec0395aaf113", "status": "suppressed", "justification": "j", "fixes": [],
    }],
    "skipped": [{"path": "b", "reason": "r"}], "unresolved": [],
}  # fmt: skip


def _report(*texts):
    """Files, findings and the rest as Reporter takes them: counts and places are bytes, texts end in _END."""
    one, two = texts[0], texts[-1]
    finding = bytes([7, 0, 0, 1, 0, 4, 3]) + (one + _END) * 4 + bytes([1]) + two + _END + bytes([1, 0, 2, 9])
    tree = b"\x01src/a.cc" + _END + one + b"\nint x;\n" + _END
    return tree + b"\x01" + finding + two + _END + b"\x01" + (one + _END) * 6


_SHOWN = [
    b"plain", b"::error::x", b"##[add-mask]y", b"a\x1b[31mb", "\u202e漢é\u0301".encode(), b"\xff\xc3(", b"<!--]]>&|`",
]  # fmt: skip

SEEDS = {
    "scan": [
        b"usrc/relax/op.cc", b"ua/CMakeLists.txt", b"b\x1f#include <relax.h>\nACME_BEGIN\nint x;\nACME_END\n",
        b"b\x1fREGISTER(\"tune.x\")\n#if defined(USE_RELAX) && !defined(Y)\n#include \"core.h\"\n#endif\n",
        b"d\x1fimport importlib\nx = importlib.import_module('relax.op')\nget_global_func(\"relax.f\")\n",
        b"i\x1fimport a, {b as c} from './relax';\nconst d = require(`e`); export * from \"f\";\n",
        b"k\x1f#[cfg(feature = \"x\")]\nuse crate::{a::b, c::*};\nmod d { include!(\"e.rs\"); }\n",
        b"g\x1fpackage a.b\nimport c.Relax as R\nval s = \"${\"x${y}\"}\"\n",
        b"h\x1fpackage a\npackage b\nimport c.{d => e, _}\nval s = s\"$x ${y}\"\n",
    ],
    "manifests": [
        b"g" + b"schema: modgate/people/v1\npeople:\n- {id: ada, handles: [ada], emails: [a@x.org], role: pmc}\n"
        + b"\n====\nAda <a@x.org> <b@y.org>\n",
        b"e# Committers\n- [Ada L](https://github.com/ada) (PMC): @ada - relax, tir\n# Reviewers\n- Bob: @bob\n",
        b"f*.cc @ada @org/team bob@example.org # why\n/src/relax/ @cyd\n",
        b"h2024-02-29", b"h@ada:", b"hsrc/**/x.cc", b"h<your name>", b"hTODO",
    ],
    "documents": [
        b"a# Summary\n\ntext `code` <b>\n\n> - 1. quoted\n>   ```\n>   # no\n\n[a]: <b> 'c'\n\n| t |\n|---|\n",
        b"bmodule: relax\nsummary: x\nstage: S0\n\n====\n# Feature: relax\n## Summary\nTODO\n## Motivation\n",
        b"c[a]: b \"c\"\n`x` ![y](z) <u>*v*</u>",
        b"d<!-- modgate:begin modules -->\n\n| a |\n\n<!-- modgate:end modules -->\n",
        b"e# modgate:begin owners\n/src/ @ada\n# modgate:end owners\n",
        b"f" + json.dumps(_ENTRY).encode() + b"\n",
        b"g" + json.dumps(_SAVED).encode(),
        b"h<b>a</b> @ada #12 [x](y) | `z`",
    ],
    "build": [
        b"a### CMakeLists.txt\nproject(x)\noption(USE_F \"f\" OFF)\nset(S a.cc)\nif(USE_F AND NOT WIN32)\n"
        b"  list(APPEND S mod/b.cc)\nelseif(X MATCHES \"^a\")\n  file(GLOB G mod/*.cc)\nendif()\n"
        b"foreach(i IN LISTS S G)\n"
        b"  string(REGEX REPLACE \"a(.)\" \"\\\\1\" j ${i})\nendforeach()\nfunction(f t)\n  add_library(${t} ${ARGN})\n"
        b"endfunction()\nf(x ${S} ${G})\nadd_subdirectory(mod)\n### a.cc\n### mod/b.cc\n### mod/CMakeLists.txt\n"
        b"add_executable(y $<$<BOOL:${USE_F}>:b.cc>)\n",
        b"b### Kconfig\nconfig F\n\ttristate \"f\"\n\tdepends on A && (B || !C) = y\n\tselect D if E\n\tdefault y\n"
        b"choice\nconfig G\n\tbool \"g\"\nendchoice\nsource \"mod/Kconfig\"\n### Makefile\nobj-y += mod/ a.o\n"
        b"obj-$(CONFIG_F) += x.o\nx-y := mod/b.o $(patsubst %.c,%.o,c.c)\nifeq ($(CONFIG_A),y)\nobj-m += d.o\nendif\n"
        b"### a.c\n### c.c\n### mod/b.c\n### mod/Makefile\nobj-$(CONFIG_F)$(CONFIG_G) += b.o\n"
        b"### mod/Kconfig\nconfig A\n\tdef_bool y\n",
        b"c^a(b|c)*[^d-f]+$\n\\1-\\0\nabcbc", b"d1.10.2\n1.9", b"d(1 + 2) * 0x3 << 2\n*.c[ab]", b"dON\na;b\\;c;[d;e]",
        b"e%.o\n%.c\na.o $(x) ${call f,$(y),z} $$ $@ b$(if a,b,c)d: e",
    ],
    "git": [
        b"a100644 a.cc\0" + _ID + b"40000 src\0" + _ID + b"160000 sub\0" + _ID, _COMMIT,
        b"cSubject\n\nText\n\nSigned-off-by: Ada <a@b>\nFixes #12\nKey : value\n more\n",
        b"d" + b"0a" * 20 + b"\nsrc/../a//./b", b"dHEAD~2^1\n../x",
        b"emod/**/a?[b-d]*.cc\nmod/x/y/azcq.cc", b"esrc/\nsrc/a.cc",
        b"f*.o\n!keep.o\n/build/\ndoc/**/x\n[[:alpha:]]*\n\\#a\n====\nsrc/a.o\nbuild\ndoc/b/c/x",
        *(b"g" + text for text in _SHOWN),
        b"ha b\"\n\x02\x01\x02new" + _END + b"\x00\x00" + _END + b"a\nb\nc\nd\ne\nf\n",
        b"ione\ntwo\nthree\n" + _END + b"one\r\n2\nthree\n", b"jrelax relay USE_X .x\nuse relax; USE_X relay2 a.x",
    ],
    "output": [
        *(bytes([row]) + b"\x13" + _report(text, _SHOWN[-1]) for row in b"acde" for text in _SHOWN),
        *(b"b" + _report(text, _SHOWN[0]) for text in _SHOWN),
        *(b"f\x01" + text + _END + b"\x01\x03b" + _END + b"\0\x02\x02\0\x01\x02\x03\x04" for text in _SHOWN),
    ],
    "check": [],
}
