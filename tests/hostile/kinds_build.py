"""Build scripts that multiply: variables that double, loops in loops, files that read each other, Kconfig that
depends in circles.

What cannot be followed to its end is undecided and named; all else is found as ever.
"""

import repository
from kinds import MEGABYTE, add, with_files

ROOT = b'option(USE_HOSTILE "a module" OFF)\n'
HEAVY = 30  # seconds: the limits on steps are wide, and Linux and LLVM need them


def cmake(text, **files):
    return with_files({"CMakeLists.txt": ROOT + text, "mod/CMakeLists.txt": b"add_library(m x.h)\n"}
                      | {name.replace("__", "/"): data for name, data in files.items()})


CMAKE = {
    "a variable that doubles": b"set(A a)\n" + b"set(A ${A}${A})\n" * 200, "a list that doubles": b"set(A a;b)\n"
        + b"list(APPEND A ${A})\n" * 60,
    "loops in loops": b"".join(b"foreach(i%d RANGE 100)\n" % i for i in range(10)) + b"set(A b)\n"
        + b"endforeach()\n" * 10,
    "a loop without end": b"while(TRUE)\nset(A b)\nendwhile()\n",
    "a long range": b"foreach(i RANGE 2000000000)\nendforeach()\n",
    "a function that calls itself": b"function(f)\nf()\nf()\nendfunction()\nf()\n",
    "a macro that calls itself": b"macro(f)\nf()\nf()\nendmacro()\nf()\n",
    "functions that call two": b"".join(b"function(f%d)\nf%d()\nf%d()\nendfunction()\n" % (i, i + 1, i + 1)
        for i in range(60)) + b"f0()\n",
    "options that split":
        b"".join(b"option(O%d a OFF)\nif(O%d)\nset(A ${A} a%d)\n"
                 b"else()\nset(A ${A} b%d)\nendif()\n" % (i, i, i, i) for i in range(400)),
    "conditions that multiply": b"".join(b"option(O%d a OFF)\n" % i for i in range(300)) + b"if("
        + b" AND ".join(b"(O%d OR O%d)" % (i, 299 - i) for i in range(150)) + b")\nadd_library(m mod/x.h)\nendif()\n",
    "10 000 options": b"".join(b"option(O%d a OFF)\nif(O%d)\nadd_library(l%d a.cc)\nendif()\n" % (i, i, i)
        for i in range(10_000)),
    "a folder that adds itself": b"add_subdirectory(.)\n" * 10,
    "a file that includes itself": b"include(CMakeLists.txt)\n" * 10,
    "paths that escape": b"add_subdirectory(../../outside)\ninclude(/etc/passwd)\n" * 100,
    "a name that is computed": b"set(A B)\n" + b"set(B ${${${A}}})\n" * 1000, "nested references": b"set(A "
        + b"${" * 50_000 + b"A" + b"}" * 50_000 + b")\n",
    "regular expressions": b'string(REGEX REPLACE "(a*)*b" "" A "' + b"a" * 1000 + b'")\n' + b'if("' + b"a" * 1000
        + b'" MATCHES "(a|a)*b")\nendif()\n',
    "globs": b'file(GLOB_RECURSE A "' + b"*a" * 2000 + b'" "**/*")\nadd_library(m ${A})\n',
    "programs": b"execute_process(COMMAND touch canary)\nadd_custom_command(OUTPUT a COMMAND touch canary)\n",
    "generator expressions": b"add_library(m " + b"$<$<BOOL:1>:" * 5000 + b"a" + b">" * 5000 + b")\n",
    "8 MiB argument": b"set(A " + b"a" * (7 * MEGABYTE) + b")\n",
    "arguments": b"set(A " + b"a " * MEGABYTE + b")\n", "commands": b"set(A b)\n" * 800_000,
    "blocks": b"if(A)\n" * 200_000, "else branches": b"if(A)\n" + b"else()\n" * 200_000 + b"endif()\n",
    "properties": b"add_library(m mod/x.h)\n" + b"set_property(TARGET m APPEND PROPERTY P ${P} a)\n" * 20_000,
    "targets that link in a circle":
        b"".join(b"add_library(t%d mod/x.h)\n"
                 b"target_sources(t%d PRIVATE $<TARGET_OBJECTS:t%d>)\n" % (i, i, (i + 1) % 500) for i in range(500)),
}
for title, text in CMAKE.items():
    add(f"cmake: {title}", cmake(text), seconds=HEAVY, quick=title in ("a variable that doubles",
        "a function that calls itself", "a folder that adds itself"))
add("cmake: two files that include each other", cmake(b"include(a.cmake)\n",
    **{"a.cmake": b"include(b.cmake)\ninclude(b.cmake)\n", "b.cmake": b"include(a.cmake)\ninclude(a.cmake)\n"}),
    seconds=HEAVY)

KMANIFEST = b"""schema: modgate/module/v1
module: hostile
summary: A module that hostile files surround.
stage: S0
paths: [mod/]
namespace: none
feature_flag: {name: CONFIG_HOSTILE, kind: kconfig, declared_in: Kconfig}
"""
OWN = b"config HOSTILE\n\tbool \"a\"\n"


def kernel(kconfig, makefile=b"obj-y += mod/\n", **files):
    return with_files({".modgate/modules/hostile.yaml": KMANIFEST, "Kconfig": OWN + kconfig, "Makefile": makefile,
        "Kbuild": makefile,
                       "mod/Makefile": b"obj-$(CONFIG_HOSTILE) += y.o\n", "mod/y.c": b"int a;\n", "CMakeLists.txt": b""}
                      | {name.replace("__", "/"): data for name, data in files.items()})


KCONFIG = {
    "depends on itself": b"config A\n\tbool\n\tdepends on A\n",
    "a circle of 10 000": b"".join(b"config A%d\n\tbool\n\tdepends on A%d\n" % (i, (i + 1) % 10_000)
        for i in range(10_000)),
    "a chain of 10 000 defaults": b"".join(b"config A%d\n\tdef_bool A%d\n" % (i, i + 1) for i in range(10_000)),
    "10 000 selects": OWN.replace(b"HOSTILE", b"B") + b"\tselect HOSTILE\n" * 10_000,
    "a circle of selects": b"".join(b"config A%d\n\tbool\n\tselect A%d\n\tselect HOSTILE\n" % (i, (i + 1) % 5000)
        for i in range(5000)),
    "50 000 parentheses": b"config A\n\tbool\n\tdepends on " + b"(" * 50_000 + b"B" + b")" * 50_000 + b"\n",
    "50 000 negations": b"config A\n\tbool\n\tdepends on " + b"!" * 50_000 + b"B\n",
    "50 000 joined": b"config A\n\tbool\n\tdepends on " + b"B && C || " * 50_000 + b"D\n",
    "ifs within each other": b"if A\n" * 50_000 + b"endif\n" * 50_000,
    "menus within each other": b'menu "a"\ndepends on A\n' * 20_000 + b"endmenu\n" * 20_000,
    "a file that sources itself": b'source "Kconfig"\nsource "Kconfig"\n',
    "a file of stars": b'source "' + b"*/" * 2000 + b'Kconfig"\n',
    "variables in paths": b'source "$(A)/$(B)/$(C)/Kconfig"\n' * 100, "macros": b"a := $(a)$(a)\n" * 1000,
    "shell": b"a := $(shell,touch canary)\n" * 100,
    "help without end": b"config A\n\tbool\n\thelp\n" + b"\t  a\n" * 500_000, "8 MiB line": b"config "
        + b"A" * (8 * MEGABYTE - 100), "continued lines": b"config A\\\n" * 500_000,
}
for title, text in KCONFIG.items():
    add(f"kconfig: {title}", kernel(text), seconds=HEAVY)
MAKE = {
    "a variable that doubles": b"A := a\n" + b"A := $(A)$(A)\n" * 200 + b"obj-y += $(A)/\n",
    "a variable of itself": b"A = $(A)\nobj-y += $(A)/\n", "variables within each other": b"obj-$(" + b"$(" * 50_000
        + b"A" + b")" * 50_000 + b") += mod/\n",
    "a file that includes itself": b"include Makefile\ninclude Makefile\n",
    "a folder that names itself": b"obj-y += ./ ./\n",
    "alternatives": b"".join(b"A-$(CONFIG_A%d) += a$(CONFIG_B%d)\n" % (i, i) for i in range(2000))
        + b"obj-y += $(A-y)\n",
    "ifdefs within each other": b"ifdef CONFIG_A\n" * 50_000 + b"endif\n" * 50_000,
    "shell": b"A := $(shell touch canary)\nobj-$(shell touch canary) += mod/\n", "patterns": b"obj-y += $(patsubst %"
        + b"%a" * 5000 + b",b,a)\n", "8 MiB line": b"obj-y += " + b"a.o " * (2 * MEGABYTE - 100),
    "200 000 objects": b"".join(b"obj-$(CONFIG_A%d) += a%d.o\n" % (i, i) for i in range(200_000)),
    "paths that escape": b"obj-y += ../../../outside/ /etc/\ninclude /etc/passwd\n",
}
for title, text in MAKE.items():
    add(f"make: {title}", kernel(b"", text), seconds=HEAVY)
add("kconfig: two files that source each other", kernel(b'source "a/Kconfig"\n',
    a__Kconfig=b'source "b/Kconfig"\nsource "b/Kconfig"\n', b__Kconfig=b'source "a/Kconfig"\nsource "a/Kconfig"\n'),
    seconds=HEAVY)
DATABASE = repository.POLICY + b"compile_commands: compile_commands.json\n"
DATABASES = {
    "of 8 MiB": b'[{"file":"core/user.cc","directory":"/x","command":"c++ '
                + b"-I/x " * (MEGABYTE + MEGABYTE // 2) + b'"}]',
    "that is deep": b"[" * 1_000_000,
}
for title, text in DATABASES.items():
    add(f"compilation database {title}",
        with_files({"compile_commands.json": text, ".modgate/policy.yaml": DATABASE}))
