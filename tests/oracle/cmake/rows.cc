// One construct a row, most with the shape that real projects give it.
#include "rows.h"

namespace modgate::testing {

const std::vector<BuildRow>& build_rows() {
  static const std::vector<BuildRow> kRows = {
      // Flags and branches.
      {"option(USE_X \"\" OFF)\nif(USE_X)\n  add_library(t OBJECT a.c)\nendif()\n### a.c", "a.c a n a n; "},
      {"option(USE_X \"\" OFF)\nif(NOT USE_X)\n  add_library(t OBJECT a.c)\nelse()\n  add_library(t OBJECT "
       "b.c)\nendif()\n### a.c\n### b.c",
       "a.c n a n a; b.c a n a n; "},
      {"add_library(t OBJECT a.c)\n### a.c", "a.c a a a a; "},
      {"option(USE_X \"\" OFF)\noption(USE_Y \"\" ON)\nset(S)\nif(USE_X AND USE_Y)\n  list(APPEND S "
       "a.c)\nelseif(USE_Y)\n  list(APPEND S b.c)\n"
       "else()\n  list(APPEND S c.c)\nendif()\nadd_library(t OBJECT ${S})\n### a.c\n### b.c\n### c.c",
       "a.c s n a n; b.c n s n a; c.c s s n n; "},
      {"option(USE_X \"\" OFF)\noption(USE_Y \"\" OFF)\nif(USE_X OR USE_Y AND 0)\n  add_library(t OBJECT "
       "a.c)\nendif()\n### a.c",
       ""},
      {"option(USE_X \"\" OFF)\nif(USE_X OR (1 AND 0))\n  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c a n a n; "},
      {"option(USE_X \"\" OFF)\nif(${USE_X} STREQUAL \"ON\")\n  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c a n a n; "},
      {"set(FALSE_RE \"^[Oo][Ff][Ff]$|^0$|^$\")\nset(TRUE_RE \"^[Oo][Nn]$|^1$\")\noption(USE_X \"\" OFF)\nif(USE_X "
       "MATCHES ${FALSE_RE})\n"
       "  add_library(t OBJECT a.c)\nelseif(USE_X MATCHES ${TRUE_RE})\n  add_library(t OBJECT b.c)\nendif()\n### "
       "a.c\n### b.c",
       "a.c n a n a; b.c a n a n; "},
      {"if(USE_X)\n  add_library(t OBJECT a.c)\nendif()\n### a.c", "a.c a n a n; "},
      {"set(USE_X OFF CACHE BOOL \"\")\nif(USE_X)\n  add_library(t OBJECT a.c)\nendif()\n### a.c", "a.c a n a n; "},
      {"set(USE_X ON CACHE BOOL \"\" FORCE)\nif(USE_X)\n  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c a a a a; "},
      {"include(CMakeDependentOption)\noption(USE_Y \"\" OFF)\ncmake_dependent_option(USE_X \"\" ON \"USE_Y\" "
       "OFF)\nif(USE_X)\n"
       "  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c s n n n; "},
      {"option(USE_X \"\" OFF)\noption(USE_Y \"\" ${USE_X})\nif(USE_Y)\n  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c s s u u; "},
      // Lists.
      {"option(USE_X \"\" OFF)\nset(S a.c b.c)\nif(NOT USE_X)\n  list(REMOVE_ITEM S a.c)\nendif()\nadd_library(t "
       "OBJECT ${S})\n### a.c\n### b.c",
       "a.c a n a n; b.c a a a a; "},
      {"set(S a.c x_b.c)\nlist(FILTER S EXCLUDE REGEX \"^x_\")\nadd_library(t OBJECT ${S})\n### a.c\n### x_b.c",
       "a.c a a a a; "},
      {"set(S a b)\nlist(TRANSFORM S APPEND .c)\nlist(TRANSFORM S PREPEND d/)\nadd_library(t OBJECT ${S})\n### "
       "d/a.c\n### d/b.c",
       "a.c a a a a; b.c a a a a; "},
      {"set(S \"a.c;b.c\")\nset(T \"${S};c.c\")\nadd_library(t OBJECT ${T})\n### a.c\n### b.c\n### c.c",
       "a.c a a a a; b.c a a a a; c.c a a a a; "},
      {"set(S a.c b.c c.c)\nlist(GET S 1 one)\nlist(LENGTH S n)\nif(n EQUAL 3)\n  add_library(t OBJECT "
       "${one})\nendif()\n### b.c",
       "b.c a a a a; "},
      {"set(S a.c b.c)\nlist(POP_FRONT S first)\nadd_library(t OBJECT ${S})\nadd_library(u OBJECT ${first})\n### "
       "a.c\n### b.c",
       "a.c a a a a; b.c a a a a; "},
      {"option(USE_X \"\" OFF)\nset(S a.c)\nif(USE_X)\n  list(APPEND S b.c)\nendif()\nlist(LENGTH S n)\nif(n GREATER "
       "1)\n"
       "  add_library(t OBJECT c.c)\nendif()\n### c.c",
       "c.c a n a n; "},
      {"set(WANT x y)\nforeach(w ${WANT})\n  if(w IN_LIST WANT)\n    add_library(${w} OBJECT ${w}.c)\n  "
       "endif()\nendforeach()\n### x.c\n### y.c",
       "x.c a a a a; y.c a a a a; "},
      // Texts.
      {"set(NAME A)\nstring(TOLOWER ${NAME} name)\nadd_library(t OBJECT ${name}.c)\n### a.c", "a.c a a a a; "},
      {"set(V_one a.c)\nset(which one)\nadd_library(t OBJECT ${V_${which}})\n### a.c", "a.c a a a a; "},
      {"option(USE_X \"\" OFF)\nif(USE_X)\n  set(D x)\nelse()\n  set(D y)\nendif()\nadd_library(t OBJECT "
       "d/${D}.c)\n### d/x.c\n### d/y.c",
       "x.c a n a n; y.c n a n a; "},
      {"string(REGEX REPLACE \"^z(.)$\" \"\\\\1.c\" n za)\nstring(REPLACE \"q\" \"b\" m q.c)\nadd_library(t OBJECT "
       "${n} ${m})\n### a.c\n### b.c",
       "a.c a a a a; b.c a a a a; "},
      {"math(EXPR n \"(1 + 2) * 3 - 0x8\")\nif(n EQUAL 1)\n  add_library(t OBJECT a.c)\nendif()\n### a.c",
       "a.c a a a a; "},
      {"if(\"abc-12\" MATCHES \"^([a-z]+)-([0-9]+)$\")\n  add_library(t OBJECT "
       "${CMAKE_MATCH_1}${CMAKE_MATCH_2}.c)\nendif()\n### abc12.c",
       "abc12.c a a a a; "},
      {"get_filename_component(b d/e/a.x.c NAME_WE)\nget_filename_component(p d/e/a.x.c DIRECTORY)\nadd_library(t "
       "OBJECT ${p}/${b}.c)\n### d/e/a.c",
       "a.c a a a a; "},
      {"if(1.10 VERSION_GREATER 1.9 AND CMAKE_VERSION VERSION_GREATER_EQUAL 3.12)\n  add_library(t OBJECT "
       "a.c)\nendif()\n### a.c",
       "a.c a a a a; "},
      // Globs.
      {"file(GLOB S src/*.c)\nadd_library(t OBJECT ${S})\n### src/a.c\n### src/n/b.c", "a.c a a a a; "},
      {"file(GLOB_RECURSE S CONFIGURE_DEPENDS src/*.c)\nadd_library(t OBJECT ${S})\n### src/a.c\n### src/n/b.c\n### "
       "o/c.c",
       "a.c a a a a; b.c a a a a; "},
      {"file(GLOB S RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} src/?.c src/[x-z]*.c)\nadd_library(t OBJECT ${S})\n### "
       "src/a.c\n### src/bb.c\n### src/yy.c",
       "a.c a a a a; yy.c a a a a; "},
      {"option(USE_X \"\" OFF)\nmacro(my_glob how var)\n  file(${how} ${var} ${ARGN})\nendmacro()\nif(USE_X)\n  "
       "my_glob(GLOB S src/*)\nelse()\n"
       "  my_glob(GLOB S src/a.c src/n/*)\nendif()\nlist(APPEND ALL ${S})\nadd_library(t OBJECT ${ALL})\n### "
       "src/a.c\n### src/b.c\n### src/n/c.c",
       "a.c a a a a; b.c a n a n; c.c n a n a; "},
      // Loops, functions, macros.
      {"foreach(i RANGE 1 2)\n  list(APPEND S f${i}.c)\nendforeach()\nadd_library(t OBJECT ${S})\n### f1.c\n### f2.c",
       "f1.c a a a a; f2.c a a a a; "},
      {"option(USE_X \"\" OFF)\nforeach(s a.c b.c c.c)\n  if(s STREQUAL b.c AND NOT USE_X)\n    continue()\n  "
       "endif()\n  if(s STREQUAL c.c AND USE_X)\n    break()\n  endif()\n"
       "  list(APPEND S ${s})\nendforeach()\nadd_library(t OBJECT ${S})\n### a.c\n### b.c\n### c.c",
       "a.c a a a a; b.c a n a n; c.c n a n a; "},
      {"option(USE_X \"\" OFF)\nfunction(pick out)\n  if(NOT USE_X)\n    set(${out} b.c PARENT_SCOPE)\n    return()\n  "
       "endif()\n  set(${out} a.c PARENT_SCOPE)\n"
       "endfunction()\npick(S)\nadd_library(t OBJECT ${S})\n### a.c\n### b.c",
       "a.c a n a n; b.c n a n a; "},
      {"function(lib name)\n  cmake_parse_arguments(A \"SKIP\" \"ONE\" \"SRCS;DEPS\" ${ARGN})\n  if(NOT A_SKIP)\n    "
       "add_library(${name} OBJECT ${A_SRCS} ${A_ONE} ${A_UNPARSED_ARGUMENTS})\n"
       "  endif()\nendfunction()\nlib(t SRCS a.c b.c ONE c.c DEPS x)\nlib(u e.c)\nlib(v SKIP SRCS d.c)\n### a.c\n### "
       "b.c\n### c.c\n### d.c\n### e.c",
       "a.c a a a a; b.c a a a a; c.c a a a a; e.c a a a a; "},
      {"option(USE_X \"\" OFF)\nif(USE_X)\n  macro(add)\n    add_library(t OBJECT a.c ${ARGN})\n  endmacro()\nelse()\n "
       " macro(add)\n    add_library(t OBJECT b.c)\n  endmacro()\n"
       "endif()\nADD(c.c)\n### a.c\n### b.c\n### c.c",
       "a.c a n a n; b.c n a n a; c.c a n a n; "},
      {"function(f)\n  set(S b.c)\nendfunction()\nset(S a.c)\nf()\nadd_library(t OBJECT ${S})\n### a.c\n### b.c",
       "a.c a a a a; "},
      {"option(USE_X \"\" OFF)\nset(n 0)\nwhile(n LESS 2)\n  math(EXPR n \"${n} + 1\")\n  add_library(t${n} OBJECT "
       "a.c)\nendwhile()\nadd_library(u OBJECT b.c)\n### a.c\n### b.c",
       "a.c u u u u; b.c a a a a; "},
      // The shape of TVM's option macro.
      {"macro(set_default variable text value)\n  if(NOT DEFINED ${variable})\n    set(${variable} ${value} CACHE "
       "STRING ${text})\n  endif()\nendmacro()\n"
       "macro(my_option variable text value)\n  set(__v ${value})\n  set(__c \"\")\n  set(__n \"__v\")\n  foreach(arg "
       "${ARGN})\n    if(arg STREQUAL \"IF\")\n      set(__n \"__c\")\n    else()\n"
       "      list(APPEND ${__n} ${arg})\n    endif()\n  endforeach()\n  if(\"${__c}\" STREQUAL \"\")\n    set(__c 2 "
       "GREATER 1)\n  endif()\n  if(${__c})\n    if(\"${__v}\" MATCHES \";\")\n"
       "      if(${__v})\n        set_default(${variable} \"${text}\" ON)\n      else()\n        "
       "set_default(${variable} \"${text}\" OFF)\n      endif()\n    elseif(DEFINED ${__v})\n"
       "      if(${__v})\n        set_default(${variable} \"${text}\" ON)\n      else()\n        "
       "set_default(${variable} \"${text}\" OFF)\n      endif()\n    else()\n"
       "      set_default(${variable} \"${text}\" \"${__v}\")\n    endif()\n  else()\n    unset(${variable} CACHE)\n  "
       "endif()\nendmacro()\n"
       "my_option(USE_X \"doc\" OFF)\nmy_option(USE_Y \"doc\" ON IF USE_X)\nif(USE_X)\n  list(APPEND S "
       "a.c)\nendif()\nif(USE_Y)\n  list(APPEND S b.c)\nendif()\nadd_library(t OBJECT c.c ${S})\n### a.c\n### b.c\n### "
       "c.c",
       "a.c a n a n; b.c s n a n; c.c a a a a; "},
      // Files.
      {"option(USE_X \"\" OFF)\nif(USE_X)\n  add_subdirectory(d)\nendif()\n### d/CMakeLists.txt\nadd_library(t OBJECT "
       "a.c ${CMAKE_CURRENT_SOURCE_DIR}/b.c)\n### d/a.c\n### d/b.c",
       "a.c a n a n; b.c a n a n; "},
      {"list(APPEND CMAKE_MODULE_PATH "
       "${CMAKE_CURRENT_SOURCE_DIR}/m)\ninclude(Helper)\ninclude(m/Other.cmake)\nadd_library(t OBJECT ${S})\n### "
       "m/Helper.cmake\ninclude_guard()\nset(S a.c)\n"
       "### m/Other.cmake\ninclude(Helper)\nif(EXISTS ${CMAKE_CURRENT_LIST_DIR}/Helper.cmake)\n  list(APPEND S "
       "b.c)\nendif()\nif(EXISTS ${CMAKE_CURRENT_LIST_DIR}/None.cmake)\n  list(APPEND S c.c)\nendif()\n### a.c\n### "
       "b.c\n### c.c",
       "a.c a a a a; b.c a a a a; "},
      {"option(USE_X \"\" OFF)\nadd_subdirectory(d)\nadd_library(t OBJECT ${S})\n### d/CMakeLists.txt\nif(NOT USE_X)\n "
       " return()\nendif()\nset(S a.c PARENT_SCOPE)\n### a.c",
       "a.c a n a n; "},
      {"option(USE_X \"\" OFF)\nif(USE_X)\n  message(FATAL_ERROR no)\nendif()\nadd_library(t OBJECT a.c)\n### a.c",
       "a.c a a a a; "},
      // Targets.
      {"option(USE_X \"\" OFF)\nadd_library(t OBJECT a.c)\nif(USE_X)\n  target_sources(t PRIVATE "
       "b.c)\nendif()\nif(TARGET t)\n  target_sources(t PRIVATE c.c)\nendif()\nif(TARGET u)\n  add_library(v OBJECT "
       "d.c)\nendif()\n### a.c\n### b.c\n### c.c\n### d.c",
       "a.c a a a a; b.c a n a n; c.c a a a a; d.c s s n n; "},
      {"add_library(t INTERFACE)\nadd_library(x::t ALIAS t)\nset(KIND OBJECT)\nadd_library(u ${KIND} a.c)\n### a.c",
       "a.c a a a a; "},
      {"add_library(t OBJECT EXCLUDE_FROM_ALL a.c)\n### a.c", "a.c s s n n; "},
      // What is not known.
      {"option(USE_X \"\" OFF)\nfile(STRINGS list.txt S)\nadd_library(t OBJECT a.c)\nif(\"q\" IN_LIST S)\n  "
       "target_sources(t PRIVATE b.c)\nendif()\n### a.c\n### b.c\n### list.txt",
       "a.c a a a a; b.c u u u u; "},
      {"if(WIN32)\n  add_library(t OBJECT a.c)\nelse()\n  add_library(t OBJECT b.c)\nendif()\nif(CMAKE_SYSTEM_NAME "
       "STREQUAL \"Linux\")\n  add_library(u OBJECT c.c)\nendif()\n### a.c\n### b.c\n### c.c",
       "a.c s s n n; b.c s s a a; c.c s s s s; "},
      {"find_package(Nothing)\nif(Nothing_FOUND)\n  add_library(t OBJECT a.c)\nelse()\n  add_library(t OBJECT "
       "b.c)\nendif()\n### a.c\n### b.c",
       "a.c s s s s; b.c s s s s; "},
      {"if(GOT)\n  add_library(t OBJECT a.c)\nendif()\nset(S b.c)\nfind_program(GOT no_such_program)\nif(NOT GOT)\n  "
       "add_library(u OBJECT ${S})\nendif()\n### a.c\n### b.c",
       "a.c s s n n; b.c s s s s; "},
      {"add_library(t OBJECT $<$<BOOL:1>:a.c> b.c $<0:c.c>)\n### a.c\n### b.c\n### c.c", "a.c u u u u; b.c a a a a; "},
  };
  return kRows;
}

}  // namespace modgate::testing
