"""Nesting, repetition and lines without end in every language at once: one repository a construct, one file a language.

A construct means something in some languages and is rubbish in the others; a scanner has to live with both.
"""

from kinds import MEGABYTE, add

LIMIT = 8 * MEGABYTE  # limits::kSourceBytes
DEEP = 50_000
# Whole names or endings; the files lie in the module, so that each is lexed whatever it holds.
NAMES = ("t.c", "t.cc", "t.h", "t.mm", "t.S", "t.l", "t.td", "t.py", "t.pyi", "t.pyx", "t.java", "t.kt", "t.scala",
    "t.js", "t.jsx",
         "t.ts", "t.tsx", "t.rs", "t.go", "t.proto", "t.cmake", "CMakeLists.txt", "Kconfig", "Makefile",
         "package.json", "Cargo.toml",
         "go.mod", "t.yaml", "t.md", "t.txt")

# What opens, what closes it.
NESTED = {
    "braces": ("{", "}"), "parentheses": ("(", ")"), "brackets": ("[", "]"), "angles": ("<", ">"),
    "calls": ("f(", ")"), "callbacks": ("f(function(){", "})"), "arrows": ("(a=>", ")"), "lambdas": ("[](){", "}"),
    "namespaces": ("namespace a {", "}"), "dotted namespaces": ("namespace a::b {", "}"),
    "templates": ("template<class T, ", ">"),
    "template arguments": ("a<", ">"), "classes": ("class A {", "}"), "objects": ("object A {", "}"),
    "extern c": ('extern "C" {', "}"),
    "modules": ("mod a {", "}"), "uses": ("use a::{", "};"), "messages": ("message A {", "}"),
    "elements": ("<a>", "</a>"),
    "element expressions": ("<a>{", "}</a>"), "string templates": ('"${', '}"'), "script templates": ("`${", "}`"),
    "python templates": ('f"{', '}"'), "variables": ("${", "}"), "make variables": ("$(", ")"),
    "make calls": ("$(call a,", ")"),
    "generator expressions": ("$<$<BOOL:", ">>"), "comments": ("/*", "*/"), "document comments": ("/**", "*/"),
    "cmake comments": ("#[[", "]]"),
    "raw strings": ('R"(', ')"'), "rust raw strings": ('r#"', '"#'), "preprocessor": ("#if A\n", "#endif\n"),
    "preprocessor conditions": ("#if (", ")\n#endif\n"), "negations": ("#if !", "\n#endif\n"),
    "ifdefs": ("#ifdef A\n", "#endif\n"),
    "else ifs": ("#if A\n#elif B\n", "#endif\n"), "cmake ifs": ("if(A)\n", "endif()\n"),
    "cmake loops": ("foreach(a b)\n", "endforeach()\n"),
    "cmake functions": ("function(a)\n", "endfunction()\n"), "cmake conditions": ("if(NOT (", "))\nendif()\n"),
    "ifeqs": ("ifeq (a,b)\n", "endif\n"),
    "make defines": ("define A\n", "endef\n"), "menus": ('menu "a"\n', "endmenu\n"), "kconfig ifs": ("if A\n",
        "endif\n"),
    "choices": ("choice\n", "endchoice\n"), "python classes": ("class A:\n if 1:\n", ""), "attributes": ("#[a(", ")]"),
    "annotations": ("@a(", ")"),
    "defs": ("let ", " in {}"), "arrays": ("a[", "]"), "json": ('{"a":', "}"), "inline tables": ("a={", "}"),
    "ternaries": ("a?", ":b"),
    "flow mappings": ("{a: ", "}"), "quotations": ("> ", ""), "lists": ("- ", ""),
}

# What is only repeated.
REPEATED = {
    "double quotes": '"', "single quotes": "'", "backquotes": "`", "triple quotes": '"""',
    "triple single quotes": "'''",
    "prefixed quotes": 'u8R"', "raw delimiters": 'R"abcdefghijklmnop(', "rust hashes": 'r##########"',
        "rust lifetimes": "'a ",
    "comment openers": "/*", "half comments": "/*/", "line comments": "//", "hashes": "#", "dashes": "--",
    "markup comments": "<!--",
    "backslashes": "\\", "continued lines": "\\\n", "continued comments": "//\\\n", "quoted backslashes": '"\\',
    "carriage returns": "\r",
    "tabs": "\t", "zero bytes": "\0", "high bytes": "\xff", "byte marks": "\ufeff", "form feeds": "\f", "digits": "1'",
    "trigraphs": "??/\n",
    "dots": "a.", "colons": "a::", "arrows": "a->", "assignments": "a=", "commas": "a,", "stars": "*",
    "ampersands": "&a ", "aliases": "*a ",
    "less-thans": "a<b ", "slashes": "/a/", "divisions": "a/b ", "dollars": "$", "at signs": "@", "percents": "%",
    "pipes": "|",
    "includes": '#include "mod/x.h"\n', "computed includes": "#include A\n", "half includes": '#include "',
    "defines": "#define A A\n",
    "function macros": "#define A(x) x\n", "continued defines": "#define A \\\n", "undefs": "#undef A\n",
    "else branches": "#else\n",
    "imports": "import a;\n", "imports in a line": "import a; ", "from imports": "from a import b\n",
    "import names": "from a import (b,",
    "dynamic imports": 'import("a");', "requires": "require('a');", "exports": "export * from 'a';",
    "using-directives": "using namespace a;\n",
    "namespace aliases": "namespace b = a;\n", "names": "acme::hostile::f();\n", "python names": "acme.hostile.f\n",
    "uses": "use a::b;\n",
    "packages": "package a;\n", "options": 'option(A "b" OFF)\n', "sets": 'set(A "${A}${A}")\n',
    "appends": "list(APPEND A ${A})\n",
    "make sets": "A := $(A)$(A)\n", "make appends": "obj-$(CONFIG_A) += a/\n",
    "configs": "config A\n\tbool\n\tselect A\n",
    "sources": 'source "mod/Kconfig"\n', "subdirectories": "add_subdirectory(.)\n",
    "cmake includes": "include(CMakeLists.txt)\n",
    "comments that silence": "// modgate:ignore[MG301] a\n",
    "comments that silence in a line": "modgate:ignore[MG301] ",
    "casts": "(a)", "unary": "!", "minuses": "-", "nots": "not ", "lambdas": "lambda: ", "decorators": "@a\n",
    "asyncs": "async ",
    "semicolons": ";", "labels": "a:", "keys": "a: 1\n", "table heads": "[a.b]\n", "requirements": "require a v1\n",
    "headings": "# a\n",
    "links": "[a](", "references": "[a]: b\n", "rules": "---\n", "fences": "```\n", "tags": "<a ", "entities": "&amp;",
        "stars and text": "*a **b ",
    "underscores": "_a __b ", "registrations": 'register("hostile.a");', "classes": "class ",
    "templates": "template<> ", "externs": "extern ",
    "conditions": "#if defined(A) && !defined(B)\n#endif\n", "long conditions": "A || ", "cmake generators": "$<A:",
    "regular expressions": "/[/",
}


def of_each(text):
    data = text.encode("latin-1") if "\xff" in text else text.encode()

    def build(repo):
        for name in NAMES:
            repo.file("mod/t/" + name, data)
    return build


def of_length(unit, length):
    """The unit on and on, cut at the length, made when it is needed."""
    data = unit.encode("latin-1") if "\xff" in unit else unit.encode()

    def build(repo):
        text = (data * (length // len(data) + 1))[:length]
        for name in NAMES:
            repo.file("mod/t/" + name, text)
    return build


QUICK = {"braces", "parentheses", "templates", "string templates", "script templates", "preprocessor"}
for construct, (opens, closes) in NESTED.items():
    add(f"nested {construct}", of_each(opens * DEEP + "a" + closes * DEEP + "\n"), quick=construct in QUICK)
    add(f"open {construct}", of_length(opens, DEEP * len(opens)))
    add(f"closed {construct}", of_length(closes or opens[::-1], DEEP * len(opens)))
for construct, unit in REPEATED.items():
    add(f"repeated {construct}", of_length(unit, 100_000 * len(unit)))
    # One line of the largest file that is read, unless the unit brings line ends of its own.
    add(f"8 MiB of {construct}", of_length(unit, LIMIT), seconds=30)
# Each level of a block has one blank more, so that the file grows with the square.
add("nested indentation", of_each("".join(" " * depth + "if a:\n" for depth in range(3000))))
add("nested conditions in one line", of_each("#if " + "(" * DEEP + "A" + ")" * DEEP + "\n#endif\n"))
add("conditions joined", of_each("#if " + "defined(A) && " * DEEP + "B\n#endif\n"))
