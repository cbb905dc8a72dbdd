// Whatever bytes a repository holds in names, lines and manifests: the formats for people stay text, steer no terminal
// and give no command to a CI runner; the machine format stays JSON. Random reports from a fixed seed.
#include "hostile.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace modgate::testing {
namespace {

/// Takes the two kinds of sequences away that colours and links are made of.
std::string without_colors(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\x1b[") == 0) {
      at = text.find('m', at);
    } else if (text.compare(at, 2, "\x1b]") == 0) {
      at = text.find('\\', at);
    } else {
      out += text[at];
    }
  }
  return out;
}

bool is_utf8(const std::string& text) {
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

/// What the runners of GitHub and Azure would take for a command; blanks of Unicode before `::` are skipped there.
std::string command_in(std::string line) {
  for (const char* anywhere : {"##[", "##vso["}) {
    if (line.find(anywhere) != std::string::npos) return anywhere;
  }
  for (bool blank = true; blank;) {
    blank = false;
    for (const std::string_view space : {" ", "\u00a0", "\u1680", "\u2003", "\u202f", "\u205f", "\u3000"}) {
      if (!line.starts_with(space)) continue;
      line.erase(0, space.size());
      blank = true;
    }
  }
  return line.starts_with("::") ? "::" : "";
}

/// The first thing about the text that must not be, or nothing.
std::string complaint(const std::string& text) {
  if (!is_utf8(text)) return "not UTF-8";
  if (!text.empty() && text.back() != '\n') return "no line end at the end";
  for (const char* hidden :
       {"\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u2028", "\u0085", "\u009b", "\ufeff"}) {
    if (text.find(hidden) != std::string::npos) return "a hidden character";
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    for (const char c : line) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return "a control character: " + line;
    }
    if (line.ends_with(' ')) return "a trailing blank: " + line;
    if (const std::string command = command_in(line); !command.empty()) return "a command: " + line;
  }
  return "";
}

/// A quoted source line starts with its number and a bar; it is the only line that must fit the terminal.
std::string too_wide(const std::string& text, int width) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t number = line.find_first_not_of(" 0123456789");
    const bool quoted = number != std::string::npos && number > 2 && line.find_first_of("0123456789") < number &&
                        line.compare(number, 2, "| ") == 0;
    if (quoted && utf8::display_width(line) > static_cast<std::size_t>(std::max(width, 26))) return line;
  }
  return "";
}

TEST(HostileBytes, StayTextInTheFormatsForPeople) {
  Hostile hostile(20220520);
  for (int round = 0; round < 600; ++round) {
    Tree tree = hostile.tree();
    const LintReport report = hostile.report(tree);
    const int width = static_cast<int>(hostile.below(130)) + 1;
    for (const Format format : {Format::full, Format::concise}) {
      const std::string plain = rendered(report, tree, format, {.width = width, .statistics = true});
      ASSERT_EQ(complaint(plain), "") << "round " << round << "\n" << plain;
      ASSERT_EQ(too_wide(plain, width), "") << "round " << round << ", width " << width;
      const std::string colored = rendered(report, tree, format, {.color = true, .width = width, .statistics = true});
      ASSERT_EQ(without_colors(colored), plain) << "round " << round;
      const std::string linked = rendered(report, tree, format, {.hyperlinks = true, .width = width});
      ASSERT_EQ(complaint(without_colors(linked)), "") << "round " << round;
    }
  }
}

TEST(HostileBytes, StayJson) {
  Hostile hostile(20231129);
  for (int round = 0; round < 200; ++round) {
    Tree tree = hostile.tree();
    const LintReport report = hostile.report(tree);
    const std::string json = rendered(report, tree, Format::json, {});
    ASSERT_EQ(complaint(json), "") << "round " << round;
    const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
    ASSERT_FALSE(parsed.is_discarded()) << json;
    ASSERT_EQ(parsed["findings"].size(), report.findings.size());
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
      const std::string& message = report.findings[i].message;
      if (!is_utf8(message)) continue;
      ASSERT_EQ(parsed["findings"][i]["message"], message);
    }
  }
}

TEST(HostileBytes, StayJsonForOtherTools) {
  Hostile hostile(20260101);
  for (int round = 0; round < 200; ++round) {
    Tree tree = hostile.tree();
    const LintReport report = hostile.report(tree);
    for (const Format format : {Format::sarif, Format::gitlab, Format::rdjson}) {
      const std::string json = rendered(report, tree, format, {});
      ASSERT_EQ(complaint(json), "") << "round " << round;
      ASSERT_FALSE(nlohmann::json::parse(json, nullptr, false).is_discarded()) << json;
    }
  }
}

TEST(HostileBytes, CommandsThatComeTogetherFromTwoPieces) {
  struct Row {
    const char* path;
    const char* message;
    const char* expected;
  };
  for (const Row& row :
       {Row{":", "m", ": :1:1: error[MG301 s0-included] m\n"}, Row{" :", "m", " : :1:1: error[MG301 s0-included] m\n"},
        Row{"\u3000::error::x", "m", "\u3000: :error::x:1:1: error[MG301 s0-included] m\n"},
        Row{"a::b", "::m", "a::b:1:1: error[MG301 s0-included] ::m\n"}}) {
    Tree tree = one_file(row.path, "x\n");
    LintReport report;
    report.findings = {finding({tree.id(row.path), {0, 1}}, row.message)};
    EXPECT_EQ(rendered(report, tree, Format::concise, {.quiet = true}), row.expected);
  }
}

TEST(Hostile, ManyPlacesOnOneLongLine) {
  // A letter of each length and a byte that is none; what stands in front of each offset is counted by hand.
  std::string line;
  while (line.size() < 200'000) line += "a\u00e9\u6f22\U0001f600\xff";
  std::vector<std::uint32_t> characters(line.size() + 1, 1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool begins = line[i] == '\xff' || (static_cast<unsigned char>(line[i]) & 0xc0U) != 0x80;
    characters[i + 1] = characters[i] + (begins ? 1 : 0);
  }
  Tree tree = one_file("a.cc", line + "\nb\n");
  LintReport report;
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    const auto at = static_cast<std::uint32_t>(random() % line.size());
    report.findings.push_back(finding({tree.id("a.cc"), {at, at + 1}}, "m"));
    if (i % 500 == 0) report.findings.push_back(finding(tree.at("a.cc", "b\n"), "m"));
  }
  for (const PrintedFinding& found : printed(report, tree.files(), tree).findings) {
    if (found.at.begin.line != 1) continue;
    EXPECT_EQ(found.at.begin.character, characters[found.at.begin.byte]) << found.at.begin.byte;
  }
}

}  // namespace
}  // namespace modgate::testing
