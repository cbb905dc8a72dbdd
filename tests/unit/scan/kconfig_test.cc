// Rows of Kconfig source in, option declarations and suppressions out.
#include <gtest/gtest.h>

#include <string>

#include "modgate/limits.h"
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

/// "line name op argument|argument; ", strings in quotes; every argument's place must hold its text.
std::string commands(const std::string& source) {
  std::string out;
  for (const BuildCommand& command : scan_kconfig(source).commands) {
    out += std::to_string(command.line) + " " + command.name;
    if (!command.op.empty()) out += " " + command.op;
    for (const BuildCommand::Argument& argument : command.arguments) {
      EXPECT_EQ(source.substr(argument.at.begin, argument.at.end - argument.at.begin), argument.text) << source;
      out += &argument == command.arguments.data() ? " " : "|";
      out += argument.quoted ? '"' + argument.text + '"' : argument.text;
    }
    out += "; ";
  }
  return out;
}

TEST(Kconfig, Commands) {
  const struct {
    const char* source;
    const char* expected;
  } kRows[] = {
      {"config FOO\n\tbool \"a b\" if X\n\tdepends on A&&(B||!C)\n",
       "1 config FOO; 2 bool \"a b\"|if|X; 3 depends on A|&&|(|B||||!|C|); "},
      {"if A=y && B!='n'\nendif", "1 if A|=|y|&&|B|!=|\"n\"; 2 endif; "},
      {"source \"a/$(B)/Kconfig\"\nsource c/Kconfig.d\n", "1 source \"a/$(B)/Kconfig\"; 2 source c/Kconfig.d; "},
      {"default y if A \\\n && B\nselect C", "1 default y|if|A|&&|B; 3 select C; "},
      {"visible if A\nvisible B\n", "1 visible if A; 2 visible B; "},
      {"A := $(shell, b \"c\")\nB = c\n", "1 A := $(shell, b \"c\"); 2 B = c; "},
      {"depends on $(cc-option,-x -y)\n", "1 depends on $(cc-option,-x -y); "},
      {"help\n  config A\nselect B\n", "1 help; 3 select B; "},
      {"bool \"a\n", "1 bool \"a\"; "},
      {"a \\", "1 a; "},
  };
  for (const auto& row : kRows) EXPECT_EQ(commands(row.source), row.expected) << row.source;
}

TEST(Kconfig, Hostile) {
  std::string many;
  for (std::size_t i = 0; i <= limits::kFacts; ++i) many += "a\n";
  const FileFacts facts = scan_kconfig(many);
  EXPECT_EQ(facts.commands.size(), limits::kFacts);
  EXPECT_EQ(facts.troubles.size(), 1U);
  std::string one_line = "config A \\\n";
  for (std::size_t i = 0; i < limits::kFacts; ++i) one_line += "$(b \\\n";
  EXPECT_EQ(scan_kconfig(one_line).commands.size(), 1U);
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
