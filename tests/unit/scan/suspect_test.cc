// The cheap search against the exact scanners: it never misses a file whose facts could matter, and for a file that it
// clears it counts the same foreign includes. Tried on generated sources and on this repository's own files.
#include "scan/suspect.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/paths.h"
#include "base/text.h"
#include "include_snippets.h"
#include "scan/scan.h"

namespace modgate {
namespace {

bool has_component(std::string_view name, std::string_view separator, const std::vector<std::string>& words) {
  const auto parts = text::split(name, separator);
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return std::find(words.begin(), words.end(), part) != words.end(); });
}

/// Whether a fact of the file could matter: what search() promises never to miss.
bool matters(const FileFacts& facts, const Suspicion& suspicion) {
  const std::vector<std::string>& words = suspicion.words.words();
  const auto named = [&](const std::string& name) {
    return has_component(name, "::", words) || has_component(name, ".", words);
  };
  for (const Reference& found : facts.references) {
    switch (found.kind) {
      case Reference::Kind::include_quoted:
      case Reference::Kind::include_angled:
        if (suspicion.guarded_names.contains(std::string(paths::base_name(found.spelled)))) return true;
        break;
      case Reference::Kind::include_computed:
      case Reference::Kind::import_dynamic:
      case Reference::Kind::import_computed:
        return true;
      default:
        if (named(found.spelled)) return true;
        for (const Reference::Name& name : found.names) {
          if (named(name.name)) return true;
        }
    }
    for (const std::string& guard : found.guards) {
      if (named(guard)) return true;
    }
  }
  return std::any_of(facts.blocks.begin(), facts.blocks.end(), [&](const auto& fact) { return named(fact.name); }) ||
         std::any_of(facts.declarations.begin(), facts.declarations.end(),
                     [&](const auto& f) { return named(f.name); }) ||
         std::any_of(facts.names.begin(), facts.names.end(), [&](const auto& fact) { return named(fact.name); }) ||
         std::any_of(facts.macros.begin(), facts.macros.end(), [&](const auto& fact) { return named(fact.name); }) ||
         std::any_of(facts.flags.begin(), facts.flags.end(), [&](const auto& fact) { return named(fact.name); }) ||
         !facts.suppressions.empty();
}

std::uint64_t foreign(const FileFacts& facts, const Suspicion& suspicion) {
  return static_cast<std::uint64_t>(
      std::count_if(facts.references.begin(), facts.references.end(), [&](const Reference& found) {
        const bool plain =
            found.kind == Reference::Kind::include_quoted || found.kind == Reference::Kind::include_angled;
        return plain && !suspicion.known_names.contains(std::string(paths::base_name(found.spelled)));
      }));
}

/// How many of the texts the search cleared; each must be innocent.
std::size_t cleared(const std::vector<std::pair<Language, std::string>>& texts, const Suspicion& suspicion) {
  std::size_t count = 0;
  for (const auto& [language, bytes] : texts) {
    const SearchOutcome outcome = search(language, bytes, suspicion);
    if (outcome.suspect) continue;
    ++count;
    const FileFacts facts = scan(language, bytes, {});
    EXPECT_FALSE(matters(facts, suspicion)) << bytes;
    EXPECT_EQ(outcome.external, foreign(facts, suspicion)) << bytes;
  }
  return count;
}

TEST(Suspect, GeneratedSources) {
  std::vector<std::pair<Language, std::string>> texts;
  for (const oracle::Snippet& snippet : oracle::make_snippets(11, 4000))
    texts.emplace_back(Language::cxx, snippet.text);
  const std::vector<Suspicion> suspicions = {
      {WordSet({"modgate:"}), {"h3.h"}, {"h3.h", "h1.h", "h5.h"}},
      {WordSet({"modgate:"}), {}, {}},
      {WordSet({"FLAG0", "s1", "s2", "s3", "modgate:"}), {"no.h"}, {"h1.h"}},
  };
  for (const Suspicion& suspicion : suspicions) EXPECT_GT(cleared(texts, suspicion), 100U);
}

TEST(Suspect, OwnFiles) {
  std::vector<std::pair<Language, std::string>> texts;
  for (const char* folder : {"src", "include", "tests"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(MODGATE_SOURCE_DIR) + "/" + folder)) {
      const Language language = language_of(entry.path().string());
      if (!entry.is_regular_file() || language == Language::none) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream bytes;
      bytes << file.rdbuf();
      texts.emplace_back(language, bytes.str());
    }
  }
  ASSERT_GT(texts.size(), 40U);
  const std::vector<Suspicion> suspicions = {
      {WordSet({"modgate:", "cxx"}), {"facts.h"}, {"facts.h", "scan.h"}},
      {WordSet({"modgate:", "manifest"}), {"registry.h", "view.h"}, {}},
      {WordSet({"modgate:", "nowhere_at_all"}), {"suspect.h"}, {}},
  };
  for (const Suspicion& suspicion : suspicions) EXPECT_GT(cleared(texts, suspicion), 3U);
}

TEST(Suspect, Rows) {
  const Suspicion suspicion = {WordSet({"relax", "modgate:"}), {"own.h", "own.td"}, {"own.h", "own.td", "core.h"}};
  struct Row {
    Language language;
    std::string source;
    bool suspect;
    std::uint64_t external;
  };
  const std::vector<Row> rows = {
      {Language::cxx, "#include <core.h>\n#include \"a/ext.h\"\n#include <vector>\nint x;\n", false, 2},
      {Language::cxx, "#include \"a/own.h\"\n", true, 0},
      {Language::cxx, "  #  include\t<own.h>\n", true, 0},
      {Language::cxx, "\xEF\xBB\xBF#include <own.h>\n", true, 0},
      {Language::cxx, "#include <disown.h>\n", false, 1},
      {Language::cxx, "int x = tvm::relax::f();\n", true, 0},
      {Language::cxx, "int relaxed = unrelax;\n", false, 0},
      {Language::cxx, "int rel\\\nax;\n", true, 0},
      {Language::cxx, "#define X(a) \\\n  f(a) \\\n  g(a)\n", false, 0},
      {Language::cxx, "#include MACRO\n", true, 0},
      {Language::cxx, "#include/**/\"own.h\"\n", true, 0},
      {Language::cxx, "#/**/include \"own.h\"\n", true, 0},
      {Language::cxx, "/**/ #include \"own.h\"\n", true, 0},
      {Language::cxx, "#\\\ninclude \"own.h\"\n", true, 0},
      {Language::cxx, "#inc\\\nlude \"own.h\"\n", true, 0},
      {Language::cxx, "%:include \"own.h\"\n", true, 0},
      {Language::cxx, "import \"own.h\";\n", true, 0},
      {Language::cxx, "import/**/\"own.h\";\n", true, 0},
      {Language::cxx, "#import \"core.h\"\nimport std;\n", false, 0},
      {Language::cxx, "\r#include \"own.h\"\r", true, 0},
      {Language::cxx, "// note\n// modgate: allow(MG301) -- x\n", true, 0},
      {Language::cxx, "/* license\n * see src/x */\n#include <vector>\n", false, 1},
      {Language::cxx, "/*\n#include <vector>\n*/\n", true, 0},
      {Language::cxx, "#if 0\n#endif\n#include <vector>\n", true, 0},
      {Language::cxx, "#if X == 1 && defined(Y)\n#include <vector>\n#endif\n", false, 1},
      {Language::cxx, "auto s = R\"(\n#include <vector>\n)\";\n", true, 0},
      {Language::cxx, "// see \\\n#include <vector>\n", true, 0},
      {Language::cxx, "", false, 0},
      {Language::cxx, "#", false, 0},
      {Language::cxx, "#include", false, 0},
      {Language::tablegen, "include \"core.h\"\ninclude \"x/ext.td\"\n", false, 1},
      {Language::tablegen, "include \"x/own.td\"\n", true, 0},
      {Language::tablegen, "def x; include \"x/own.td\"\n", true, 0},
      {Language::tablegen, "include\n\"x/own.td\"\n", true, 0},
      {Language::tablegen, "// does not include much\n", false, 0},
      {Language::python, "import os\nfrom a import b\n", false, 0},
      {Language::python, "from tvm import relax\n", true, 0},
      {Language::python, "import importlib\nimportlib.import_module(x)\n", true, 0},
      {Language::python, "x = __import__(y)\n", true, 0},
      {Language::python, "import \xEF\xBD\x92\x65lax\n", true, 0},
      {Language::python, "# caf\xC3\xA9\nimport os\n", false, 0},
      {Language::cmake, "option(USE_X \"x\" OFF)\n", false, 0},
      {Language::cmake, "add_library(relax a.cc)\n", true, 0},
      {Language::none, "relax", false, 0},
  };
  for (const Row& row : rows) {
    const SearchOutcome outcome = search(row.language, row.source, suspicion);
    EXPECT_EQ(outcome.suspect, row.suspect) << row.source;
    EXPECT_EQ(outcome.external, row.external) << row.source;
  }
}

}  // namespace
}  // namespace modgate
