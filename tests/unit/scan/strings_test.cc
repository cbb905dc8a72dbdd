// Registered names and tests of flags: rows of source and the facts in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

ScanOptions options() {
  ScanOptions made;
  made.registry_calls = {"get_global_func", "Registry::Get", "REGISTER", "register_func"};
  made.registry_prefixes = {"relax.", "solo"};
  made.flags = {"CONFIG_STAGING", "USE_RELAX"};
  return made;
}

/// "call:text" of each string, prose as "log:text".
std::string strings_of(Language language, std::string_view source) {
  std::string all;
  for (const RegistryString& found : scan(language, source, options()).strings) {
    if (!all.empty()) all += ", ";
    all += (found.log ? "log" : found.call) + ":" + found.text;
    if (!found.guards.empty()) all += " if " + found.guards.front();
    EXPECT_EQ(found.line, 1 + std::count(source.begin(), source.begin() + found.at.begin, '\n')) << source;
  }
  return all;
}

struct Row {
  const char* source;
  const char* found;
};

TEST(Strings, CFamily) {
  const Row rows[] = {
      {"auto f = get_global_func(\"relax.x\");", "get_global_func:relax.x"},
      {"tvm::runtime::Registry::Get(\"relax.x\")", "Registry::Get:relax.x"},
      {"Get(\"relax.x\"); MyRegistry::Get(\"relax.y\")", ":relax.x, :relax.y"},
      {"REGISTER(\"relax.x\").set_body(f);", "REGISTER:relax.x"},
      {"REGISTER(a, \"relax.x\", \"relax.y\");", "REGISTER:relax.x, :relax.y"},
      {"REGISTER(\"core.x\", \"relax.y\");", ":relax.y"},
      {"f(g(\"relax.x\"));", ":relax.x"},
      {"const char* a[] = {\"relax.x\", \"core.relax.y\", \"relaxed.z\"};", ":relax.x"},
      {"a = \"solo\"; b = \"solo.x\"; c = \"solos\";", ":solo, :solo.x"},
      {"a = \"relax.x\" \".y\";", ":relax.x.y"},
      {"a = u8\"relax.x\" L\"y\"; b = R\"d(relax.z)d\";", ":relax.xy, :relax.z"},
      {"LOG(INFO) << \"relax.x\" << y; a = \"relax.z\";", "log:relax.x, :relax.z"},
      {"CHECK(a(\"relax.x\")) << \"relax.y\";", "log:relax.x, log:relax.y"},
      {"ICHECK_EQ(f(\"relax.x\"), 1); DCHECK(b) << \"relax.y\";", "log:relax.x, log:relax.y"},
      {"CHECK(get_global_func(\"relax.x\") != nullptr);", "get_global_func:relax.x"},
      {"printf(\"relax.x\"); logger.warning(\"relax.y\"); blog(\"relax.z\");", "log:relax.x, log:relax.y, :relax.z"},
      {"void f() { LOG(INFO) << 1; }\nvoid g() { a(\"relax.x\"); }", ":relax.x"},
      {"#if A\nCHECK(x\n#else\nCHECK(y\n#endif\n);\na(\"relax.x\");", ":relax.x"},
      {"#define X get_global_func(\"relax.x\")\n#define Y LOG(\nint a = f(\"relax.y\");",
       "get_global_func:relax.x, :relax.y"},
      {"#ifdef USE_RELAX\nf(\"relax.x\");\n#endif\nf(\"relax.y\");", ":relax.x if USE_RELAX, :relax.y"},
      {"// \"relax.x\"\n/* \"relax.y\" */\n#if 0\nf(\"relax.z\");\n#endif\n", ""},
  };
  for (const auto& [source, found] : rows) EXPECT_EQ(strings_of(Language::cxx, source), found) << source;
}

TEST(Strings, Python) {
  const Row rows[] = {
      {"f = tvm.get_global_func(\"relax.x\")\n", "get_global_func:relax.x"},
      {"@register_func('relax.x')\ndef f(): pass\n", "register_func:relax.x"},
      {"@tvm.register_func(\"relax.x\", override=True)\n", "register_func:relax.x"},
      {"a = ['relax.x', b'relax.y', r'relax.z', 'core.x']\n", ":relax.x, :relax.y, :relax.z"},
      {"a = f(f\"relax.{name}\", f\"{name}relax.y\")\n", ":relax."},
      {"a = ('relax.x'\n     '.y')\n", ":relax.x.y"},
      {"raise ValueError(\"relax.x\")\na = 'relax.y'\n", "log:relax.x, :relax.y"},
      {"assert a, 'relax.x'\n", "log:relax.x"},
      {"logging.info('relax.x'); print('relax.y')\n", "log:relax.x, log:relax.y"},
      {"logger.warning('%s', get_global_func('relax.x'))\n", "get_global_func:relax.x"},
      {"def f():\n    'relax.x does things'\n    \"\"\"relax.y\"\"\"\n", ""},
      {"'relax.x'.join(a)\n", ":relax.x"},
      {"# 'relax.x'\n", ""},
      {"import a\nx = get_global_func(\n    'relax.x')\n", "get_global_func:relax.x"},
  };
  for (const auto& [source, found] : rows) EXPECT_EQ(strings_of(Language::python, source), found) << source;
}

TEST(Strings, HostileNestingIsLinear) {
  std::string source;
  for (int i = 0; i < 110'000; ++i) source += "f(\"relax.x\",";
  EXPECT_EQ(scan(Language::cxx, source, options()).strings.size(), limits::kFacts);
  EXPECT_EQ(scan(Language::python, source, options()).strings.size(), limits::kFacts);
}

/// "name:line" of each test.
std::string tests_of(Language language, std::string_view source) {
  std::string all;
  for (const FlagTest& found : scan(language, source, options()).flag_tests) {
    if (!all.empty()) all += ", ";
    all += found.name + ":" + std::to_string(found.line);
    EXPECT_EQ(source.substr(found.at.begin, found.at.end - found.at.begin), found.name) << source;
  }
  return all;
}

TEST(FlagTests, Rows) {
  const struct {
    Language language;
    const char* source;
    const char* found;
  } rows[] = {
      {Language::cxx, "#ifdef USE_RELAX\n#endif\n#ifndef USE_RELAX\n#endif", "USE_RELAX:1, USE_RELAX:3"},
      {Language::cxx, "#if A\n#elif defined(USE_RELAX) && !CONFIG_STAGING\n#endif", "USE_RELAX:2, CONFIG_STAGING:2"},
      {Language::cxx, "#if IS_ENABLED(CONFIG_STAGING)\n#endif", "CONFIG_STAGING:1"},
      {Language::cxx, "if (IS_ENABLED(CONFIG_STAGING)) f();\nint USE_RELAX;", "CONFIG_STAGING:1"},
      {Language::cxx, "#define USE_RELAX 1\n// USE_RELAX\n#if 0\n#ifdef USE_RELAX\n#endif\n#endif", ""},
      {Language::cmake, "if(USE_RELAX)\nelseif(\"${USE_RELAX}\" STREQUAL \"ON\")\nendif()\n",
       "USE_RELAX:1, USE_RELAX:2"},
      {Language::cmake, "while(NOT USE_RELAX AND NOT USE_RELAXED)\nendwhile()\n", "USE_RELAX:1"},
      {Language::cmake, "cmake_dependent_option(USE_X \"\" ON \"USE_RELAX;NOT A\" OFF)\n", "USE_RELAX:1"},
      {Language::cmake, "tvm_option(USE_X \"USE_RELAX\" OFF IF USE_RELAX)\n", "USE_RELAX:1"},
      {Language::cmake, "option(USE_RELAX \"\" OFF)\nset(USE_RELAX ON)\nmessage(${USE_RELAX})\n# if(USE_RELAX)\n", ""},
      {Language::kconfig, "config A\n\tbool \"STAGING\" if STAGING\n\tdepends on B && STAGING\n\tselect STAGING\n",
       "STAGING:2, STAGING:3, STAGING:4"},
      {Language::kconfig, "config STAGING\n\tbool\n\thelp\n\t  STAGING\n", ""},
      {Language::make, "obj-$(CONFIG_STAGING) += staging/\nifdef CONFIG_STAGING\nendif\n",
       "CONFIG_STAGING:1, CONFIG_STAGING:2"},
      {Language::make, "ifeq ($(CONFIG_STAGING),y)\nendif\nCONFIG_X := y\n", "CONFIG_STAGING:1"},
  };
  for (const auto& row : rows) EXPECT_EQ(tests_of(row.language, row.source), row.found) << row.source;
}

}  // namespace
}  // namespace modgate
