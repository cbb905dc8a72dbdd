// A report that was saved as JSON and read back renders to the same bytes in every format. What is no such report is
// refused with a message, whatever was done to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "hostile.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

PrintedReport sample_printed() {
  Tree tree = sample_tree();
  PrintedReport report = printed(sample_report(tree), tree.files(), tree);
  report.modules = {"relax", "meta_schedule"};
  return report;
}

/// The first format that a report read back renders to other bytes, or why it was not read.
std::string difference(const PrintedReport& report) {
  const Result<PrintedReport> again = read_report(render(report, Format::json, {}));
  if (!again) return again.error().message;
  for (const std::string& name : format_names()) {
    const Format format = format_of(name).value();
    for (const bool all : {false, true}) {
      const RenderOptions options{.time = false, .all = all};
      if (render(report, format, options) != render(*again, format, options)) return name;
    }
  }
  return "";
}

TEST(SavedReport, RendersToTheSameBytes) { EXPECT_EQ(difference(sample_printed()), ""); }

TEST(SavedReport, HostileOnesToo) {
  Hostile hostile(7);
  for (int round = 0; round < 40; ++round) {
    Tree tree = hostile.tree();
    PrintedReport report = printed(hostile.report(tree), tree.files(), tree);
    report.modules = {"relax", printed_text(hostile.bytes(4))};
    ASSERT_EQ(difference(report), "") << "round " << round << "\n" << render(report, Format::json, {});
  }
}

struct Row {
  const char* pointer;
  const char* value;  ///< JSON
  const char* message;
};

const Row kRefused[] = {
    {"/schema_version", "2", "its schema_version is 2, not 1"},
    {"/schema_version", "\"1\"", "its schema_version is \"1\", not 1"},
    {"/findings", "null", "`findings` is no list"},
    {"/findings", "{}", "`findings` is no list"},
    {"/skipped", "\"\"", "`skipped` is no list"},
    {"/pending", "{}", "`pending` is no list"},
    {"/modules", "null", "`modules` is no list"},
    {"/complete", "1", "type must be boolean"},
    {"/findings/0/rule", "\"MG999\"", "this modgate has no rule `MG999`"},
    {"/findings/0/severity", "\"off\"", "`off` is no severity"},
    {"/findings/0/status", "\"old\"", "`old` is no status of a finding"},
    {"/findings/0/start/line", "0", "`line` is no number that can stand there"},
    {"/findings/0/start/line", "-1", "`line` is no number that can stand there"},
    {"/findings/0/start/line", "1.0", "`line` is no number that can stand there"},
    {"/findings/0/start/line", "true", "`line` is no number that can stand there"},
    {"/findings/0/start/line", "4294967296", "`line` is no number that can stand there"},
    {"/findings/0/start/column", "1e400", "number overflow"},
    {"/findings/0/start/byte", "99999999999999999999", "`byte` is no number that can stand there"},
    {"/findings/3/start/line", "9", "a place ends before it begins"},
    {"/findings/3/characters/end", "0", "`end` is no number that can stand there"},
    {"/findings/3/source/begin", "38", "a span lies outside its source"},
    {"/findings/3/source/end", "2", "a span lies outside its source"},
    {"/findings/3/notes", "[1]", "type must be string"},
    {"/findings/9/path_bytes", "\"ff\"", "`path_bytes` does not agree with `path`"},
    {"/findings/9/path_bytes", "\"zz\"", "`path_bytes` does not agree with `path`"},
    {"/counts/errors", "-3", "`errors` is no number that can stand there"},
    {"/counts/errors", "true", "`errors` is no number that can stand there"},
    {"/people/0/endorsements/linked", "1.5", "`linked` is no number that can stand there"},
    {"/unresolved/0/line", "0", "`line` is no number that can stand there"},
};

TEST(SavedReport, OthersAreRefusedByName) {
  const std::string whole = render(sample_printed(), Format::json, {});
  const std::string mark = "\"the place to change\"";
  for (const Row& row : kRefused) {
    Json json = Json::parse(whole);
    json[Json::json_pointer(row.pointer)] = "the place to change";
    std::string text = json.dump();
    text.replace(text.find(mark), mark.size(), row.value);
    const auto read = read_report(text);
    ASSERT_FALSE(read) << row.pointer << " " << row.value;
    EXPECT_EQ(read.error().kind, Failure::Kind::usage) << row.pointer;
    EXPECT_THAT(read.error().message, HasSubstr(row.message)) << row.pointer << " " << row.value;
  }
}

TEST(SavedReport, WhatIsNoJsonIsRefusedBriefly) {
  const std::string deep(1'000'000, '[');
  const std::string endless = "{\"schema_version\": \"" + std::string(1'000'000, 'x');
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string("\xff\xfe"),
        std::string("{\"a\": \"\\ud800\"}"), deep, endless, endless + "\"}"}) {
    const auto read = read_report(text);
    ASSERT_FALSE(read) << text.substr(0, 40);
    EXPECT_THAT(read.error().message, HasSubstr("this is no report of modgate: "));
    EXPECT_LT(read.error().message.size(), 1000U);
    EXPECT_EQ(read.error().message.find("json.exception"), std::string::npos);
  }
  EXPECT_THAT(read_report(deep).error().message, HasSubstr("nested deeper than 16 levels"));
  EXPECT_THAT(read_report("").error().message, HasSubstr("it is empty"));
  const std::string lines = render(sample_printed(), Format::jsonl, {});
  EXPECT_THAT(read_report(lines).error().message, HasSubstr("it is one in the format `jsonl`"));
}

/// Cut, doubled and changed at random: it is refused, or it renders in every format.
TEST(SavedReport, AnyBytesAreReadOrRefused) {
  const std::string whole = render(sample_printed(), Format::json, {});
  const std::vector<std::string> pieces{"null",    "-1", "4294967295", "1e9",   "\"\"", "[]", "{}", "true",
                                        "\\u0000", "0",  "\xff",       "\"x\"", ",",    ":",  "]",  "}"};
  Hostile random(42);
  int read = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = whole;
    for (std::size_t n = 1 + random.below(2); n > 0; --n) {
      const std::size_t at = random.below(text.size());
      const std::string& piece = pieces[random.below(pieces.size())];
      switch (random.below(3)) {
        case 0:
          text.replace(at, random.below(12), piece);
          break;
        case 1:
          text[at] = static_cast<char>(random.below(128));
          break;
        default:  // a whole value
          const std::size_t begin = text.find(": ", at);
          const std::size_t end = begin == std::string::npos ? begin : text.find_first_of(",\n", begin);
          if (end != std::string::npos) text.replace(begin + 2, end - begin - 2, piece);
      }
    }
    const auto report = read_report(text);
    if (!report) {
      ASSERT_EQ(report.error().kind, Failure::Kind::usage);
      continue;
    }
    ++read;
    for (const std::string& name : format_names()) render(*report, format_of(name).value(), {.all = true});
  }
  EXPECT_GT(read, 10) << "some changes leave a report";
}

}  // namespace
}  // namespace modgate::testing
