// An RFC document's faults: headings asked for, text of a template, agreement with a manifest.
#include "rfc/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "manifest/parse.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using namespace rfc;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr FileId kFile{0};

/// Messages, each with the text that it points at and its help.
std::vector<std::string> faults(std::string_view text, const Question& question) {
  std::vector<std::string> out;
  for (const RfcFault& fault : judge(text, kFile, question)) {
    const std::string_view at = text.substr(fault.at.span.begin, fault.at.span.end - fault.at.span.begin);
    out.push_back(fault.message + " | " + std::string(at) + " | " + fault.help);
  }
  return out;
}

std::vector<std::string> asked(std::string_view text, std::vector<std::string> headings) {
  return faults(text, {std::move(headings), Severity::error, nullptr});
}
std::vector<std::string> left(std::string_view text) { return faults(text, {std::nullopt, Severity::error, nullptr}); }

TEST(Rfc, MissingHeadings) {
  EXPECT_THAT(asked("# A (first)\nx\n# 2. C\ny\n", {"A", "B", "C"}),
              ElementsAre("the RFC has no heading `B` | A (first) | add a heading `B`"));
  EXPECT_THAT(asked("# Pitfalls, risks and costs\nx\n", {"Risks", "Risk and costs"}), IsEmpty());
  EXPECT_THAT(asked("# Motivaton\nx\n", {"Motivation"}),
              ElementsAre(HasSubstr("did you mean `Motivaton`? rename it, or add `Motivation`")));
  EXPECT_THAT(asked("# Alternatives\nx\n", {"Rationale and alternatives"}),
              ElementsAre(HasSubstr("did you mean `Alternatives`")));
  EXPECT_THAT(asked("- # Summary\n  x\n", {"Summary"}),
              ElementsAre(HasSubstr("move `Summary` out of the list or quotation")));
  EXPECT_THAT(asked("", {"tvm"}), SizeIs(9));
  EXPECT_THAT(asked("", {}), SizeIs(9));
  EXPECT_THAT(asked("", {"B", "b", "1. B"}), SizeIs(1));
}

TEST(Rfc, QuestionsOfSpark) {
  std::string text;
  for (const char* heading : {"Q1. What?", "Q2: Not what?", "Q3", "q4) New", "Who cares", "Q6. Risks?", "Q8 Exams"}) {
    text += std::string("# ") + heading + "\nx\n";
  }
  EXPECT_THAT(asked(text, {"spip"}), ElementsAre(HasSubstr("the RFC has no heading `Q7. How long`")));
}

TEST(Rfc, HollowSections) {
  const std::vector<std::string> headings{"A", "B"};
  EXPECT_THAT(asked("# A\n[a]: #a\n<!-- write -->\n-\n---\n# B\nx\n", headings),
              ElementsAre("section `A` is empty | A | write the section, or say why there is nothing to say"));
  EXPECT_THAT(asked("# A\n## Part\n# B\n```\ncode\n```\n", headings), IsEmpty());
  EXPECT_THAT(asked("# A\n- Why?\n- What of it?\n# B\nWhy? Because.\n", headings),
              ElementsAre(HasSubstr("section `A` only asks questions")));
  EXPECT_THAT(asked("# Unresolved questions\n- Why?\n", {"Unresolved questions"}), IsEmpty());
}

struct LeftRow {
  const char* text;
  const char* message;  ///< of the one fault; "" for none
};

TEST(Rfc, TextOfTheTemplate) {
  const std::vector<LeftRow> rows{
      {"- Name: (fill me in with `x`)\n", "`(fill me in with `x`)` is text of the template"},
      {"- Date: 2021-05-10(Fill me in, please\n", "`(Fill me in` is text of the template"},
      {"- Date: YYYY-MM-DD\n", "`YYYY-MM-DD` is text"},
      {"- PR: [a/b#0000](https://a.org/b/pull/0012)\n", "`#0000` is text"},
      {"- PR: <https://a.org/b/pull/0000>\n", "`/0000` is text"},
      {"- TBD\n", "`TBD` is text"},
      {"- **todo.**\n", "`**todo.**` is text"},
      {"- ...\n", ""},
      {"- PR: #00001, 10000, a/0000-name.md, colour #0000ff\n", ""},
      {"Write `YYYY-MM-DD` and `#0000`.\n", ""},
      {"    YYYY-MM-DD\n\n```\n#0000\n```\n<!-- TBD -->\n", ""},
      {"The port is TBD by a later RFC.\n", ""},
  };
  for (const LeftRow& row : rows) {
    const std::vector<std::string> found = left(row.text);
    EXPECT_THAT(found, SizeIs(*row.message == '\0' ? 0 : 1)) << row.text;
    if (!found.empty()) {
      EXPECT_THAT(found[0], HasSubstr(row.message));
    }
  }
}

TEST(Rfc, FindingsAreLimited) {
  std::string text;
  for (std::size_t i = 0; i < limits::kRfcFindings + 7; ++i) text += "- #0000\n";
  const auto found = left(text);
  ASSERT_THAT(found, SizeIs(limits::kRfcFindings));
  EXPECT_THAT(found.back(), HasSubstr("and so are 7 more places"));
}

TEST(Rfc, UnreadableIsNoPass) {
  EXPECT_THAT(left(std::string(limits::kRfcBytes + 1, 'x')),
              ElementsAre(HasSubstr("was not judged: it has more than")));
  EXPECT_THAT(left(std::string("a\0b", 3)), ElementsAre(HasSubstr("NUL")));
  std::string deep;
  for (std::size_t i = 0; i <= limits::kRfcDepth; ++i) deep += "- ";
  EXPECT_THAT(left(deep + "x"), ElementsAre(HasSubstr("was not judged: it has more than 100 lists")));
}

struct AgreementRow {
  const char* line;
  const char* message;  ///< of the one fault; "" for none
};

TEST(Rfc, AgreesWithItsManifest) {
  const std::string yaml =
      "schema: modgate/module/v1\nmodule: meta_schedule\nsummary: One.\nstage: S0\npaths: [src/ms/, include/ms/]\n"
      "namespace: {cpp: [\"a::ms\"], python: [a.ms]}\nfeature_flag: USE_MS\nmaintainers: [ada, ken]\nchampion: linus\n";
  const Manifest manifest = parse_manifest(yaml, FileId{1});
  const std::vector<AgreementRow> rows{
      {"- Module: meta_schedule", ""},
      {"- Module: meta_sched", "the RFC says `meta_sched` for `module`, and the manifest of `meta_schedule` says"},
      {"- Stage: S0", ""},
      {"- Stage: proposed", ""},
      {"- Stage: S0, then S1", ""},
      {"- Stage: `S1`", "the RFC asks for stage S1, and the manifest of `meta_schedule` says S0"},
      {"- **Feature flag**: `USE_MS` (off)", ""},
      {"- Flag: USE_META", "the RFC says `USE_META` for `feature_flag`"},
      {"- Namespaces: `a::ms`, `a.ms`", ""},
      {"- Namespace: a::ms", "differ in `namespace`: only the manifest has `a.ms`"},
      {"- Paths: include/ms/ and [src/ms](https://a.org/b)", ""},
      {"- Paths: src/ms, include/ms, src/x", "differ in `paths`: only the RFC has `src/x`"},
      {"- Maintainers: @Ada, @ken", ""},
      {"- Maintainers: [@ada](https://a.org), @grace",
       "differ in `maintainers`: only the manifest has `ken`, only the RFC has `grace`"},
      {"- Champion: Linus", ""},
      {"- Champion: @ada", "the RFC says `ada` for `champion`"},
      {"- Champion:", ""},
      {"- Author: @grace", ""},
  };
  for (const AgreementRow& row : rows) {
    const std::string text = "The Meta Schedule RFC.\n\n" + std::string(row.line) + "\n";
    const auto found = faults(text, {std::nullopt, Severity::error, &manifest});
    EXPECT_THAT(found, SizeIs(*row.message == '\0' ? 0 : 1)) << row.line;
    if (!found.empty()) {
      EXPECT_THAT(found[0], HasSubstr(row.message));
    }
  }
  EXPECT_THAT(faults("Something else.\n", {std::nullopt, Severity::error, &manifest}),
              ElementsAre(HasSubstr("the RFC of module `meta_schedule` never names it")));
}

TEST(Rfc, HostileDocumentsEnd) {
  const auto many = [](std::string_view piece) {
    std::string text;
    while (text.size() + piece.size() < limits::kRfcBytes) text += piece;
    return text;
  };
  std::vector<std::string> headings;
  for (int i = 0; i < 5000; ++i) headings.push_back("Heading number " + std::to_string(i));
  const Manifest manifest = parse_manifest("module: aaaa\nstage: S0\npaths: [a]\n", FileId{1});
  const auto before = std::chrono::steady_clock::now();
  for (const char* piece :
       {"# a, b, c, d and e\n", "#\n", "- paths: b\n", "a", "a_", "TBD\n\n", "fill me in\n", "# Heading numbe\n"}) {
    EXPECT_FALSE(judge(many(piece), kFile, {headings, Severity::error, &manifest}).empty()) << piece;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(30) * MODGATE_PATIENCE);
}

}  // namespace
}  // namespace modgate
