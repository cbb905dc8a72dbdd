# modgate_rule_table(OUT): makes the table of rules from the pairs <slug>.cc and <slug>.md of this folder and sets OUT to
# the sources to compile. A file without its twin, a page without its heading and two pages with one id stop the
# configuration. The first line of a page is its key: `# MG301 s0-included`.

function(modgate_rule_table out)
  set(here ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE ${here} ${here}/*.cc)
  file(GLOB pages CONFIGURE_DEPENDS RELATIVE ${here} ${here}/*.md)
  list(TRANSFORM sources REPLACE "\\.cc$" "" OUTPUT_VARIABLE source_slugs)
  list(TRANSFORM pages REPLACE "\\.md$" "" OUTPUT_VARIABLE page_slugs)
  foreach(slug IN LISTS source_slugs page_slugs)
    if(NOT slug IN_LIST source_slugs OR NOT slug IN_LIST page_slugs)
      message(FATAL_ERROR "src/rules: a rule is a pair, and one of ${slug}.cc and ${slug}.md is missing")
    endif()
  endforeach()

  # Sorting "MG301 slug" lines sorts by id, since every id has three digits.
  set(keys "")
  set(ids "")
  foreach(slug IN LISTS page_slugs)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${here}/${slug}.md)
    file(STRINGS ${here}/${slug}.md heading LIMIT_COUNT 1)
    string(REPLACE "_" "-" name "${slug}")
    if(NOT heading MATCHES "^# (MG[0-9][0-9][0-9]) ${name}$")
      message(FATAL_ERROR "src/rules/${slug}.md: the first line must be `# MGnnn ${name}`")
    endif()
    if(CMAKE_MATCH_1 IN_LIST ids)
      message(FATAL_ERROR "src/rules/${slug}.md: ${CMAKE_MATCH_1} is taken; an id belongs to one rule for ever")
    endif()
    list(APPEND ids ${CMAKE_MATCH_1})
    list(APPEND keys "${CMAKE_MATCH_1} ${slug}")
  endforeach()
  list(SORT keys)

  set(externs "")
  set(rows "")
  foreach(key IN LISTS keys)
    string(REGEX REPLACE "^MG[0-9]+ " "" slug "${key}")
    file(READ ${here}/${slug}.md page)
    string(LENGTH "${page}" length)
    if(length GREATER 32768)
      message(FATAL_ERROR "src/rules/${slug}.md: ${length} bytes; compilers need not take literals of that size")
    endif()
    string(APPEND externs "extern const Rule ${slug}_rule;\n")
    string(APPEND rows "    {&${slug}_rule, R\"modgate_page(${page})modgate_page\"},\n")
  endforeach()
  set(table ${CMAKE_CURRENT_BINARY_DIR}/rule_table.cc)
  file(CONFIGURE OUTPUT ${table} @ONLY CONTENT [==[
// Made by rule_table.cmake from the pairs in src/rules.
#include "modgate/rule.h"

namespace modgate {

@externs@
namespace {
constexpr RuleEntry kRules[] = {
@rows@};
}  // namespace

std::span<const RuleEntry> all_rules() { return kRules; }

}  // namespace modgate
]==])
  list(TRANSFORM sources PREPEND ${here}/)
  set(${out} ${sources} ${table} PARENT_SCOPE)
endfunction()
