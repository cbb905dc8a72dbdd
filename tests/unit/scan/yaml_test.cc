// Suppressions in YAML comments: which text, and which line they silence.
#include <gtest/gtest.h>

#include "scan/scan.h"

namespace modgate {
namespace {

TEST(Yaml, CommentsAndTheirLines) {
  const FileFacts facts = scan_yaml(
      "schema: x  # modgate: allow(MG601) -- one\n"
      "# modgate: allow(MG706) -- two\n"
      "\n"
      "docs: [a]\n"
      "url: \"http://x # modgate: allow(MG201) -- in quotes\"\n"
      "name: a#modgate: allow(MG201) -- no blank before\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].rules[0].rule, "MG601");
  EXPECT_EQ(facts.suppressions[0].applies_to, 1U);
  EXPECT_EQ(facts.suppressions[1].reason, "two");
  EXPECT_EQ(facts.suppressions[1].applies_to, 4U);
  EXPECT_EQ(facts.suppressions[0].at.begin, 11U);
}

}  // namespace
}  // namespace modgate
