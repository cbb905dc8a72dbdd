"""Limits that only a whole run meets: each input at its limit and one beyond, told apart by what the report says."""

import repository
from kinds import add, with_files


def pair(name, build, limit, beyond, **expected):
    """`beyond` is said one beyond the limit, and not at it."""
    add(f"limit: {name}, {limit}", build(limit), hides=(beyond,), **expected)
    add(f"limit: {name}, {limit + 1}", build(limit + 1), says=beyond, **expected)


def manifest_with(count):
    """So many keys that nobody knows."""
    text = repository.MANIFEST.replace(b"hostile", b"other").replace(b"mod/", b"other/").replace(b"HOSTILE", b"OTHER")
    return with_files({".modgate/modules/other.yaml": text + b"".join(b"k%d: 1\n" % i for i in range(count))})


def links(count):
    """A header behind so many links."""
    def build(repo):
        repo.file("core/chain.cc", b'#include "l0.h"\n')
        for number in range(count):
            repo.link(f"core/l{number}.h", f"l{number + 1}.h" if number + 1 < count else "../mod/x.h")
    return build


pair("unresolved references of a file", lambda n: with_files({"core/f.cc": b"#include MOD_X\n" * n}), 1000,
    "1 more reference of this file")
pair("troubles of a file", lambda n: with_files({"mod/f.h": b"#else\n" * n}), 100, "and 1 more like this", quick=True)
pair("comments that silence", lambda n: with_files({"core/f.cc": b"// modgate: allow(MG301) -- a\n" * n}), 1000,
    "comments that silence findings")
pair("faults of a manifest", manifest_with, 200, "more")
add("limit: hops of a link, 8", links(8), says="core/chain.cc:1:")
add("limit: hops of a link, 9", links(9), hides=("core/chain.cc:1:",))
