// Rows of Kconfig source in, option declarations and suppressions out.
#include <gtest/gtest.h>

#include <string>

#include "scan/scan.h"

namespace modgate {
namespace {

std::string flags(const std::string& source) {
  std::string out;
  for (const FlagDeclaration& flag : scan_kconfig(source).flags) {
    EXPECT_EQ(source.substr(flag.at.begin, flag.at.end - flag.at.begin), flag.name) << source;
    EXPECT_EQ(flag.form, "Kconfig");
    out += std::to_string(flag.line) + " " + flag.name + "=" + flag.fallback + "; ";
  }
  return out;
}

TEST(Kconfig, Declarations) {
  const struct {
    const char* source;
    const char* expected;
  } kRows[] = {
      {"config FOO\n\tbool \"foo\"\n\tdefault n\n", "1 FOO=n; "},
      {"menuconfig FOO\n\ttristate\n\tdefault m if BAR\n\tdefault y\n", "1 FOO=m if BAR; "},
      {"config FOO\n\tdef_bool y # always\nconfig BAR\n\tdef_tristate m\n", "1 FOO=y; 3 BAR=m; "},
      {"config FOO\r\n\tbool\r\n\tdefault \"a#b\" # c\r\n", "1 FOO=\"a#b\"; "},
      {"menu \"x\"\n  config  9P_FS \n\tbool\nendmenu", "2 9P_FS=; "},
      // The text of a help is prose until a line with less indentation.
      {"config A\n\thelp\n\t  Say y.\n\n\t  config B\n\t    config C\n\tdefault y\nconfig D\n", "1 A=y; 8 D=; "},
      {"config A\n\t---help---\n\t  config B\nconfig C\n", "1 A=; 4 C=; "},
      {"config A\nhelp\nconfig B\n", "1 A=; 3 B=; "},
      {"config A\n\thelp\n        8 blanks are a tab\n\tconfig B\nconfig C", "1 A=; 5 C=; "},
      {"config A\nif B\n\tdefault y\nendif\n", "1 A=; "},
      {"# config A\nconfigure B\nconfig\nconfig $(X)\n\tdefault y\n", ""},
      {"\xef\xbb\xbf"
       "config A",
       "1 A=; "},
      {"", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(flags(row.source), row.expected) << row.source;
}

TEST(Kconfig, Suppressions) {
  const FileFacts facts = scan_kconfig(
      "# modgate: allow(MG601) -- above\n"
      "config A\n"
      "\tdefault \"# modgate: allow(MG601)\"  # modgate: allow(MG603) -- beside\n"
      "\thelp\n"
      "\t  # modgate: allow(MG601) -- prose\n");
  std::string out;
  for (const Suppression& found : facts.suppressions) {
    out += std::to_string(found.line) + ">" + std::to_string(found.applies_to) + " ";
  }
  EXPECT_EQ(out, "1>2 3>3 ");
}

}  // namespace
}  // namespace modgate
