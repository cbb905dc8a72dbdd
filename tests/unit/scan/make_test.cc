// Rows of makefile source in, commands and suppressions out.
#include <gtest/gtest.h>

#include <string>

#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

/// "line name op argument|argument; ", where every argument's place must hold its text.
std::string commands(const std::string& source) {
  std::string out;
  for (const BuildCommand& command : scan_make(source).commands) {
    out += std::to_string(command.line) + " " + command.name;
    if (!command.op.empty()) out += " " + command.op;
    for (const BuildCommand::Argument& argument : command.arguments) {
      const std::string written = source.substr(argument.at.begin, argument.at.end - argument.at.begin);
      if (written.find("\\") == std::string::npos) {
        EXPECT_EQ(written, argument.text) << source;
      }
      out += (&argument == command.arguments.data() ? " " : "|") + argument.text;
    }
    out += "; ";
  }
  return out;
}

TEST(Make, Commands) {
  const struct {
    const char* source;
    const char* expected;
  } kRows[] = {
      {"obj-y := a.o b.o\n", "1 obj-y := a.o|b.o; "},
      {"obj-$(CONFIG_X)\t+= a.o", "1 obj-$(CONFIG_X) += a.o; "},
      {"a=b\nc?=d\ne::=f\ng!=h\ni:::=j\n", "1 a = b; 2 c ?= d; 3 e ::= f; 4 g != h; 5 i :::= j; "},
      {"obj-y := a.o \\\n\tb.o \\\n  c.o\nx = 1\n", "1 obj-y := a.o|b.o|c.o; 4 x = 1; "},
      {"a = b \\\\\nc = d\n", "1 a = b|\\\\; 2 c = d; "},
      {"a = b # c \\\nd = e\nf = g\n", "1 a = b; 3 f = g; "},
      {"a = b\\#c $(x #y) d\n", "1 a = b\\#c|$(x #y)|d; "},
      {"a = $(filter y,$(b) ${c d})e f\n", "1 a = $(filter y,$(b) ${c d})e|f; "},
      {"export A := b\noverride export C = d\nexport E F\nexport\nexport = g\n",
       "1 A := b; 2 C = d; 3 E F; 4 export; 5 export = g; "},
      {"ifeq ($(A), y)\nelse ifneq \"$(B)\" 'c'\nelse\nendif\n",
       "1 ifeq $(A)|y; 2 else ifneq|$(B)|c; 3 else; 4 endif; "},
      {"ifeq ($(call f,a,b),)\nifdef CONFIG_X\nifndef $(Y)\n",
       "1 ifeq $(call f,a,b)|; 2 ifdef CONFIG_X; 3 ifndef $(Y); "},
      {"ifeq (a\n", "1 ifeq; "},
      {"include a.mk $(b)\n-include c\nsinclude d\n", "1 include a.mk|$(b); 2 -include c; 3 -include d; "},
      // After a rule a line with a tab is its recipe, until something else than a blank line or a condition comes.
      {"all: b c ; d\n\te = f\n\n\tg = h\nifdef X\n\ti = j\nendif\nk = l\n\tm = n\n",
       "1 all : b|c; 5 ifdef X; 7 endif; 8 k = l; 9 m = n; "},
      {"\ta = b\n", "1 a = b; "},
      {"x:: y\n\tz\nx: V := w\n\tu = v\n", "1 x :: y; 3 x : V|:=|w; "},
      {"define X\na = b\ndefine Y\nendef\nc = d\nendef\ne = f\n", "7 e = f; "},
      {"override define X =\na = b\nendef\ndefine = g\n", "4 define = g; "},
      {"$(eval $(call x,y))\n$(foreach a,b, \\\n  c)\nd = e\n",
       "1 $(eval $(call x,y)); 2 $(foreach a,b,    c); 4 d = e; "},
      {"a = $(b\nc = d\n", "1 a = $(b; 2 c = d; "},
      {"a = b\r\nc = d \\\r\n e\r\n", "1 a = b; 2 c = d|e; "},
      {"\xef\xbb\xbf"
       "a = b",
       "1 a = b; "},
      {"", ""},
      {"$", "1 $; "},
      {"= a\n", "1  = a; "},
  };
  for (const auto& row : kRows) EXPECT_EQ(commands(row.source), row.expected) << row.source;
}

TEST(Make, Suppressions) {
  const FileFacts facts = scan_make(
      "# modgate: allow(MG601) -- above\n"
      "a = $(b # modgate: allow(MG601))\n"
      "c = d # modgate: allow(MG603) -- beside\n"
      "e:\n"
      "\techo # a\n"
      "define f\n"
      "# modgate: allow(MG601) -- text\n"
      "endef\n");
  std::string out;
  for (const Suppression& found : facts.suppressions) {
    out += std::to_string(found.line) + ">" + std::to_string(found.applies_to) + " ";
  }
  EXPECT_EQ(out, "1>2 3>3 ");
  EXPECT_TRUE(facts.troubles.empty());
}

TEST(Make, TroublesAreNamed) {
  EXPECT_EQ(scan_make("define x\na = b\n").troubles.size(), 1U);
  std::string many;
  for (std::size_t i = 0; i <= limits::kFacts; ++i) many += "a=b\n";
  const FileFacts facts = scan_make(many);
  EXPECT_EQ(facts.commands.size(), limits::kFacts);
  EXPECT_EQ(facts.troubles.size(), 1U);
}

/// What nests or never ends is read in one pass.
TEST(Make, Hostile) {
  constexpr std::size_t kTimes = 50'000;
  for (const std::string& part :
       {std::string("$("), std::string("\\\n"), std::string("$(a)#"), std::string("define\n"), std::string("ifeq (\n"),
        std::string("a:b;"), std::string("export "), std::string("$")}) {
    std::string source;
    for (std::size_t i = 0; i < kTimes; ++i) source += part;
    EXPECT_LE(scan_make(source).commands.size(), limits::kFacts);
  }
}

}  // namespace
}  // namespace modgate
