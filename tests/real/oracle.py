#!/usr/bin/env python3
"""Says which files outside a module include or import the module's files. It shares no code with modgate.

In: a checkout, a policy and its manifests. Out: JSON lines {module, path, line, kind, spelled, target}, sorted, at most
one a (path, line, module); totals on standard error. Includes resolve as a compiler does: own folder for quotes, then
the policy's include roots; imports resolve along the policy's Python roots. Refuses: macros, include paths that the
policy does not name, other languages.
"""

import argparse
import collections
import json
import os
import posixpath
import re
import subprocess
import sys

import c_family
import plain_yaml
import python_imports


def glob_to_regex(pattern):
    """gitignore semantics, anchored: the pattern names a file, or a folder above it; a trailing `/` means a folder."""
    folder_only = pattern.endswith("/")
    body = pattern.rstrip("/").removeprefix("./")
    out = ""
    if body.startswith("**/"):
        out, body = "(?:.*/)?", body[3:]
    for piece in re.findall(r"/\*\*/|/\*\*$|\*+|\?|\[!?[^\]]*\]|[^*?\[/]+|.", body):
        if piece == "/**/":
            out += "/(?:.*/)?"
        elif piece == "/**":
            out += "/.*"
        elif piece.startswith("*"):
            out += "[^/]*"
        elif piece == "?":
            out += "[^/]"
        elif piece.startswith("[") and len(piece) > 1:
            out += "[^/" + piece[2:] if piece.startswith("[!") else piece
        else:
            out += re.escape(piece)
    return out + ("/.*" if folder_only else "(?:/.*)?")


def matcher(patterns):
    if not patterns:
        return lambda path: False
    compiled = re.compile("|".join(f"(?:{glob_to_regex(p)})" for p in patterns), re.S)
    return lambda path: compiled.fullmatch(path) is not None


def roots_of(patterns):
    return [root.rstrip("/").removeprefix("./").strip(".") for root in patterns]


class Module:
    """A manifest: what it owns, what may use it by a declared integration line, its C++ namespaces."""

    def __init__(self, manifest):
        self.name = manifest["module"]
        integration = manifest.get("integration") or []
        owned = [entry["path"] for entry in integration if entry.get("owned") == "true"]
        patterns = [p for key in ("paths", "tests", "docs") for p in manifest.get(key) or []] + owned
        self.owns = matcher(patterns)
        self.admitted = {entry["path"] for entry in integration if entry.get("use") == "true"}
        namespace = manifest.get("namespace")
        self.namespaces = namespace.get("cpp", []) if isinstance(namespace, dict) else []


class Corpus:
    """The checkout's files, who owns them, and how names resolve."""

    def __init__(self, checkout, policy_file):
        with open(policy_file, encoding="utf-8") as file:
            policy = plain_yaml.load(file.read())
        folder = os.path.dirname(policy_file) or "."
        is_manifest = matcher(policy.get("manifests") or ["modules/*.yaml"])
        self.modules = []
        for path in sorted(os.path.relpath(os.path.join(d, f), folder) for d, _, fs in os.walk(folder) for f in fs):
            if is_manifest(path):
                with open(os.path.join(folder, path), encoding="utf-8") as file:
                    self.modules.append(Module(plain_yaml.load(file.read())))
        self.modules.sort(key=lambda module: module.name)
        self.checkout = checkout
        excluded = matcher(policy.get("exclude") or [])
        listed = subprocess.run(["git", "-C", checkout, "ls-files", "-z"], capture_output=True, check=True).stdout
        names = [os.fsdecode(name) for name in listed.split(b"\0") if name]
        self.files = {n for n in names if not excluded(n) and self._is_regular(n)}
        self.owner = {}
        for path in self.files:
            claims = [module for module in self.modules if module.owns(path)]
            if claims:
                self.owner[path] = claims[0]
        self.include_roots = roots_of(policy.get("include_roots") or [])
        self.imports = python_imports.Resolver(self.files, roots_of(policy.get("python_roots") or []))

    def _is_regular(self, path):
        full = os.path.join(self.checkout, path)
        return os.path.isfile(full) and not os.path.islink(full)

    def read(self, path):
        with open(os.path.join(self.checkout, path), "rb") as file:
            return file.read()

    def resolve_include(self, includer, form, spelled):
        """The file that a compiler would open, or None."""
        folders = ([posixpath.dirname(includer)] if form == "quoted" else []) + self.include_roots
        for folder in folders:
            path = posixpath.normpath(posixpath.join(folder, spelled))
            if path in self.files:
                return path
        return None


class Findings:
    def __init__(self, corpus):
        self._corpus = corpus
        self._uses = {}
        self.doubts = []  # (path, line, spelled, reason, candidates)
        self.openings = []  # (module, path, line, namespace)

    def add(self, path, line, kind, spelled, target):
        module = self._corpus.owner.get(target)
        if module and self._corpus.owner.get(path) is not module and path not in module.admitted:
            self._uses.setdefault((module.name, path, line), {"kind": kind, "spelled": spelled, "target": target})

    def rows(self):
        return [{"module": m, "path": p, "line": n, **self._uses[m, p, n]} for m, p, n in sorted(self._uses)]


def is_c_family(path):
    extension = posixpath.splitext(path.removesuffix(".in"))[1][1:]
    return extension in c_family.EXTENSIONS


# Blanks and comments, written so that there is one way to match them: a comment must not grow into the next one.
_BLANKS = rb"(?:\s|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|//[^\n]*\n)*"
_OPERAND = re.compile(rb"(?:include|include_next|import)\b" + _BLANKS + rb"[\"<]([^\">\n]*)[\">]")
_COMPUTED_INCLUDE = re.compile(rb"(?:#|%:)\s*(?:include|import)\w*\s+[A-Za-z_]")


def suspicion(corpus):
    """A test of a C-family file's bytes: could it use a module at all?

    A resolved include ends in the base name of a guarded file, and an opened namespace in its last component; a file
    with neither needs no lexing.
    """
    guarded = {os.fsencode(posixpath.basename(path)) for path in corpus.owner}
    tails = {n.rsplit("::", 1)[-1].encode() for module in corpus.modules for n in module.namespaces}
    opening = re.compile(rb"namespace[^;{]*\b(?:%s)\b" % b"|".join(sorted(map(re.escape, tails)) or [b"(?!)"]))

    def suspect(data):
        whole = re.sub(rb"\\[ \t]*\r?\n", b"", data)
        return (
            not guarded.isdisjoint(operand.rsplit(b"/", 1)[-1] for operand in _OPERAND.findall(whole))
            or opening.search(whole) is not None
            or _COMPUTED_INCLUDE.search(whole) is not None
        )

    return suspect


def scan_file(corpus, path, suspect, findings):
    """Adds the uses of one file."""
    if path.endswith((".py", ".pyi", ".pyw")):
        scan_python(corpus, path, findings)
        return
    tablegen = path.endswith(".td")
    if not tablegen and not is_c_family(path):
        return
    data = corpus.read(path)
    if not suspect(data):
        return
    includes, openings = (c_family.scan_tablegen(data), []) if tablegen else c_family.scan(data, want_namespaces=True)
    for line, form, spelled in includes:
        target = corpus.resolve_include(path, form, spelled) if form != "computed" else None
        if target:
            findings.add(path, line, "include", spelled, target)
        elif form == "computed":
            findings.doubts.append((path, line, spelled, "computed", []))
        else:
            tail = "/" + posixpath.normpath(spelled).lstrip("./")
            candidates = sorted(f for f in corpus.owner if ("/" + f).endswith(tail))
            if candidates and corpus.owner[candidates[0]] is not corpus.owner.get(path):
                findings.doubts.append((path, line, spelled, "no root leads to it", candidates))
    for line, name in openings:
        for module in corpus.modules:
            if any(name == n or name.startswith(n + "::") for n in module.namespaces):
                if corpus.owner.get(path) is not module:
                    findings.openings.append((module.name, path, line, name))


def scan_python(corpus, path, findings):
    try:
        imports, computed = python_imports.scan(corpus.read(path))
    except (SyntaxError, ValueError) as error:
        findings.doubts.append((path, 0, "", f"not parsed: {error}", []))
        return
    for line, spelled, level, names in imports:
        for target in reversed(corpus.imports.targets(path, spelled, level, names)):
            findings.add(path, line, "import", "." * level + spelled, target)
    findings.doubts.extend((path, line, "", "computed import", []) for line in computed)


def run(checkout, policy_file):
    """(corpus, findings) of a checkout."""
    corpus = Corpus(checkout, policy_file)
    findings = Findings(corpus)
    suspect = suspicion(corpus)
    for path in sorted(corpus.files):
        scan_file(corpus, path, suspect, findings)
    return corpus, findings


def print_totals(corpus, findings, stream):
    uses = collections.Counter((row["module"], row["kind"]) for row in findings.rows())
    for module in corpus.modules:
        own = sum(1 for owner in corpus.owner.values() if owner is module)
        opened = len({path for name, path, _, _ in findings.openings if name == module.name})
        print(
            f"{module.name}: owns {own} files; from outside: {uses[module.name, 'include']} includes, "
            f"{uses[module.name, 'import']} imports, {opened} files open its namespace",
            file=stream,
        )
    reasons = collections.Counter(doubt[3].split(":")[0] for doubt in findings.doubts)
    print(f"{len(corpus.files)} files; doubts: {dict(sorted(reasons.items()))}", file=stream)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkout")
    parser.add_argument("policy")
    parser.add_argument("--doubts", action="store_true", help="also print what could not be decided, to standard error")
    parser.add_argument("--namespaces", action="store_true", help="also print who opens a module's namespace")
    options = parser.parse_args()
    corpus, findings = run(options.checkout, options.policy)
    for row in findings.rows():
        print(json.dumps(row))
    if options.doubts:
        for doubt in findings.doubts:
            print("doubt:", *doubt, file=sys.stderr)
    if options.namespaces:
        for opening in findings.openings:
            print("opens:", *opening, file=sys.stderr)
    print_totals(corpus, findings, sys.stderr)


if __name__ == "__main__":
    main()
