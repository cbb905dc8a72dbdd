"""What people write for modgate: manifests, policies, rosters, owners, baselines, waivers, RFC documents; each at
its limits.

A broken manifest is a finding, a broken policy or roster ends the run with exit 2; the rest of the run goes on.
"""

import repository
from kinds import MEGABYTE, add, with_files

MANIFEST = ".modgate/modules/hostile.yaml"
OTHER = ".modgate/modules/other.yaml"
POLICY = ".modgate/policy.yaml"
BASE = repository.MANIFEST
SECOND = BASE.replace(b"hostile", b"other").replace(b"mod/", b"other/").replace(b"HOSTILE", b"OTHER")
KIB = 1024


def to_length(text, length):
    """The same YAML with a comment that fills it up."""
    return text + b"#" + b"x" * (length - len(text) - 2) + b"\n"


def second(tail=b"", text=None):
    return with_files({OTHER: text if text is not None else SECOND + tail})


def deep(levels):
    return b"known_limitations: " + b"[" * (levels - 1) + b"]" * (levels - 1) + b"\n"


def nodes(count):
    """`known_limitations` as a list; the fields above are 27 nodes with their keys."""
    return b"known_limitations: [" + b"a," * count + b"]\n"


add("manifest of 256 KiB", second(text=to_length(SECOND, 256 * KIB)), hides=("MG101",), quick=True)
add("manifest of 256 KiB and a byte", second(text=to_length(SECOND, 256 * KIB + 1)), says="MG101", quick=True)
add("manifest 15 deep", second(deep(15)), hides=("within each other",))
add("manifest 17 deep", second(deep(17)), says="MG101")
add("manifest of 19 000 nodes", second(nodes(19_000)), hides=("20000", "20 000"))
add("manifest of 20 001 nodes", second(nodes(20_001)), says="MG101")
add("manifest with a key of 256 bytes", second(b"k" * 256 + b": 1\n"), says="MG102", hides=("MG101",))
add("manifest with a key of 257 bytes", second(b"k" * 257 + b": 1\n"), says="MG101")
YAML = {
    "comma": b",", "unfinished quote": b"a: 'abc\nb: 3\n", "aliases": b"a: &a [x]\n" + b"b: [*a,*a]\n" * 10_000,
    "alias bomb": b"".join(b"k%d: &k%d [%s]\n" % (i, i, b",".join([b"*k%d" % (i - 1)] * 10) if i else b"x")
        for i in range(10)),
    "merge keys": b"a: &a {x: 1}\n" + b"b:\n  <<: *a\n" * 1000, "tags": b"!!python/object/apply:os.system ['true']\n",
    "tag": b"a: !" + b"!" * 200_000,
    "anchors": b"a: " + b"&a " * 60_000, "flow mappings": b"{" * 100_000, "flow lists": b"[" * 100_000,
        "mixed flow": b"[{a: " * 40_000,
    "block lists": b"- " * 100_000, "block keys": b"? " * 100_000, "indented": b"".join(b" " * i + b"a:\n"
        for i in range(700)), "quotes": b'"' * 200_000,
    "backslashes": b'a: "' + b"\\" * 200_000, "block scalar": b"a: |\n" + b" x\n" * 60_000, "folded": b"a: >\n"
        + b"\n" * 200_000,
    "documents": b"---\n" * 60_000, "directives": b"%YAML 1.2\n" * 20_000, "tabs": b"\t" * 200_000,
    "zero bytes": b"\0" * 1000, "high bytes": b"\xff" * 1000,
    "UTF-16": "a: 1\n".encode("utf-16"), "bytes of an escape": b'a: "\\_\\N\\e[31m"\n',
        "bidi": "summary: \u202ea\n".encode(), "conflict": b"<<<<<<< a\n" * 1000,
    "carriage returns": b"a: 1\r" * 10_000, "duplicate keys": b"a: 1\n" * 60_000, "long line": b"a: " + b"x" * 200_000,
    "colons": b":" * 200_000,
    "unknown keys": b"".join(b"k%d: 1\n" % i for i in range(9000)), "nothing": b"", "a number": b"1",
    "commands": b"summary: '##[error] ::error::x'\n",
}
for title, text in YAML.items():
    add(f"yaml as manifest: {title}", second(text=text), says=("MG10",) if title != "commands" else (),
        quick=title in ("comma", "alias bomb"))
    add(f"yaml as policy: {title}", with_files({POLICY: text}), exits=(2,), says=("policy.yaml", "help:"))
    add(f"yaml as roster: {title}", with_files({".modgate/people.yaml": text}), exits=(2,),
        says=("people.yaml", "help:"))


def repeated(key, item, count):
    """A field of the module's manifest with so many items."""
    return second(key + b":\n" + b"".join(b"  - " + item.replace(b"#", str(i).encode()) + b"\n" for i in range(count)))


MANY = {
    "integration points": (b"integration", b"{path: core/user.cc, why: a}", 2500),
    "integration globs": (b"integration", b'{path: "**/*a*#*", why: a}', 2500),
    "maintainers": (b"maintainers", b"p#", 9000), "dependencies": (b"depends_on", b"hostile", 9000),
    "unknown dependencies": (b"depends_on", b"m#", 9000),
    "mirrors": (b"mirrors", b"{ours: mod/x.h, theirs: core/user.cc}", 2500),
    "users": (b"users", b"{who: a#, kind: public}", 2500),
    "waivers": (b"waivers", b"{rule: MG301, paths: ['**'], until: 2030-01-01, reason: r, approved_by: p}", 1500),
    "equal relations": (b"relations", b"{module: hostile, kind: overlaps, note: a}", 2500),
    "milestones": (b"roadmap:\n  milestones: []\ntests", b"a#/", 9000), "documents": (b"docs", b"'**/*#*'", 9000),
    "compositions": (b"compositions", b"{with: core, paths: ['**']}", 2500),
}
for title, (key, item, count) in MANY.items():
    add(f"many {title}", repeated(key, item, count), says=("MG1",))


def tree_of_paths(count):
    return {f"core/{'a' * 20}/{i}.cc": b"" for i in range(count)}


STARS = b"'**/*a*a*a*a*a*a*a*a*a*a*a*a*b'"
add("glob of 12 stars against a long path", with_files({POLICY: repository.POLICY + b"exclude: [" + STARS + b"]\n",
    "core/" + "/".join(["a" * 200] * 15) + "/x.cc": b""}))
add("globs of stars against many paths", with_files(tree_of_paths(2000) | {
    POLICY: repository.POLICY + b"exclude: [" + b",".join(STARS.replace(b"b'", b"b%d'" % i) for i in range(3000))
        + b"]\n"}))
add("globs of double stars", with_files(tree_of_paths(500) | {POLICY: repository.POLICY + b"exclude: ['"
    + b"**/" * 2000 + b"x']\n"}))
add("globs of brackets", with_files(tree_of_paths(100) | {POLICY: repository.POLICY + b"exclude: ['" + b"[" * 100_000
    + b"']\n"}))
add("globs of braces", with_files(tree_of_paths(100) | {POLICY: repository.POLICY + b"exclude: ['" + b"{a,b}" * 20_000
    + b"']\n"}))
add(".gitignore of stars", with_files(tree_of_paths(2000) | {".gitignore": b"".join(b"*a*a*a*a*a*a*a*b%d\n" % i
    for i in range(1000))}), seconds=20)
add(".gitignore of 8 MiB", with_files({".gitignore": b"*a*b" * (2 * MEGABYTE)}), says=())
add(".gitattributes of 8 MiB", with_files({".gitattributes": b"* text " * MEGABYTE}))
for count in (1000, 10_000):
    add(f"{count} manifests", lambda repo, count=count: [repo.file(
        f".modgate/modules/m{i}.yaml", SECOND.replace(b"other", b"m%d" % i).replace(b"OTHER", b"M%d" % i))
            for i in range(count)], quick=count == 1000)
add("10 000 manifests of one module", lambda repo: [repo.file(f".modgate/modules/m{i}.yaml", SECOND)
    for i in range(10_000)], says="MG1")
add("1 000 modules that depend in a circle", lambda repo: [repo.file(
    f".modgate/modules/m{i}.yaml", SECOND.replace(b"other", b"m%d" % i).replace(b"OTHER", b"M%d" % i)
        + b"depends_on: [m%d]\n" % ((i + 1) % 1000)) for i in range(1000)])
add("1 000 modules of one folder", lambda repo: [repo.file(
    f".modgate/modules/m{i}.yaml", SECOND.replace(b"other", b"m%d" % i).replace(b"m%d/" % i, b"mod/").replace(b"OTHER",
        b"M%d" % i)) for i in range(1000)], says=())

OWNERS = {"8 MiB line": b"a" * (8 * MEGABYTE), "256 KiB of stars": b"*a*a*a*a*b @x\n" * 18_000,
    "256 KiB of owners": b"* " + b"@a " * 87_000,
          "256 KiB of backslashes": b"\\" * (256 * KIB), "100 000 lines": b"a @b\n" * 100_000,
          "rubbish": b"\xff\0\x1b[31m" * 1000}
for title, text in OWNERS.items():
    add(f"owners: {title}", with_files(tree_of_paths(200) | {"CODEOWNERS": text}), arguments=("audit", "--now",
        "2026-01-01"), exits=(3,), says=("help:",))
BASELINES = {"8 MiB line": b"{" * (8 * MEGABYTE), "rubbish": b"\xff\n" * 10_000, "deep": b'{"a":' * 100_000,
    "braces in lines": b"{}\n" * 100_000}
for title, text in BASELINES.items():
    add(f"baseline: {title}", with_files({".modgate/baseline.jsonl": text}), exits=(2,),
        says=("baseline.jsonl", "help:"))
RFC = {"8 MiB line": b"x" * (8 * MEGABYTE), "512 KiB of": b"> " * (256 * KIB),
    "512 KiB of links": b"[a](" * (128 * KIB), "512 KiB of brackets": b"[" * (512 * KIB),
       "512 KiB of backquotes": b"".join(b"`" * (i % 500) + b" " for i in range(2000)),
       "512 KiB of tags": b"<a " * (170 * KIB), "512 KiB of stars": b"*a **b" * (80 * KIB),
       "512 KiB of lists": b"- " * (256 * KIB), "512 KiB of headings": b"# a\n" * (128 * KIB),
       "512 KiB of references": b"[a]: b\n" * (70 * KIB), "fences": b"```\n" * (100 * KIB),
       "comments": b"<!--" * (128 * KIB), "tables": b"|a" * (200 * KIB), "rubbish": b"\xff\0\x1b[31m" * 1000}
for title, text in RFC.items():
    add(f"rfc: {title}", with_files({"rfc.md": text}), arguments=("rfc", "rfc.md"), says=("rfc.md", "MG"))
