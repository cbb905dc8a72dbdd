// Random trees and reports out of what breaks formats: commands of runners, markup, escape sequences, text that runs
// right to left, bytes that are not UTF-8. The same seed gives the same reports.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "sample.h"

namespace modgate::testing {

class Hostile {
 public:
  explicit Hostile(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  std::string bytes(std::size_t pieces) {
    static const std::vector<std::string> kPieces{"::",
                                                  ":",
                                                  "##",
                                                  "#",
                                                  "[",
                                                  "##[",
                                                  "##[error]",
                                                  "##vso[",
                                                  "vso[task.x]",
                                                  "::error::",
                                                  "::stop-commands::t",
                                                  " ",
                                                  "\t",
                                                  "\n",
                                                  "\r\n",
                                                  "\r",
                                                  "\x1b[31m",
                                                  "\x1b]8;;x\x1b\\",
                                                  "\x9b"
                                                  "2J",
                                                  "\u202e",
                                                  "\u2066",
                                                  "\u0085",
                                                  "\u009b",
                                                  "\u2028",
                                                  "\ufeff",
                                                  "\u00a0",
                                                  "\u3000",
                                                  "\x7f",
                                                  "\x07",
                                                  "\xff",
                                                  "\xc3",
                                                  "\xe2\x80",
                                                  "\xed\xa0\x80",
                                                  "漢字",
                                                  "é",
                                                  "e\u0301",
                                                  "😀",
                                                  "word",
                                                  "#include \"a/b.h\"",
                                                  "…",
                                                  "\\",
                                                  "`",
                                                  "\"",
                                                  "0",
                                                  "@ada",
                                                  ":tada:",
                                                  "https://x.example",
                                                  "www.x.example",
                                                  "<b>",
                                                  "<!--",
                                                  "]]>",
                                                  "&amp;",
                                                  "|",
                                                  "\\|",
                                                  "[x](y)",
                                                  "![x](y)",
                                                  "**",
                                                  "~~",
                                                  "``",
                                                  "$x$",
                                                  "#12",
                                                  "%0A",
                                                  "%25",
                                                  ",",
                                                  "\uffff",
                                                  "\ufffe"};
    std::string out;
    for (std::size_t n = below(pieces + 1); n > 0; --n) {
      if (below(8) == 0) {
        out += static_cast<char>(below(256));
      } else {
        out += kPieces[below(kPieces.size())];
      }
    }
    return out;
  }

  Location place(const Tree& tree) {
    if (below(20) == 0) return {kNoFile, {}};
    const auto file = static_cast<FileId>(below(tree.files().size()));
    const auto offset = [&] { return static_cast<std::uint32_t>(below(300)); };
    return {file, {offset(), offset()}};
  }

  Diagnostic any_finding(const Tree& tree) {
    Diagnostic out = finding(place(tree), bytes(8));
    out.severity = static_cast<Severity>(1 + below(3));
    out.label = bytes(4);
    out.help = bytes(4);
    out.module = bytes(2);
    for (std::size_t n = below(3); n > 0; --n) out.notes.push_back(bytes(6));
    for (std::size_t n = below(11); n > 0; --n) out.related.push_back({place(tree), bytes(4)});
    return out;
  }

  LintReport report(const Tree& tree) {
    LintReport out;
    for (std::size_t n = below(4); n > 0; --n) out.findings.push_back(any_finding(tree));
    out.complete = below(2) == 0;
    out.incomplete_because = {bytes(4)};
    out.pending = {bytes(4)};
    out.not_judged = {bytes(4)};
    out.undecided = {bytes(4)};
    out.people = {{bytes(3), {1, 0, 0, 0}, {}}};
    out.skipped = {{place(tree).file, bytes(3), {}}};
    const Location at = place(tree);
    out.unresolved = {{at.file, at.span, 1, bytes(3), bytes(3), {place(tree).file}, kCore}};
    return out;
  }

  Tree tree() {
    std::map<std::string, std::string> texts;
    for (std::size_t n = 1 + below(3); n > 0; --n) texts.emplace(bytes(5), bytes(60));
    return Tree(std::move(texts));
  }

 private:
  std::mt19937 random_;
};

}  // namespace modgate::testing
