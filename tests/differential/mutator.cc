// Few changes a text, so that most of it stays what its author wrote and both readers have something to find.
#include "mutator.h"

#include <algorithm>

namespace modgate::differential {
namespace {

using namespace std::string_view_literals;

/// Long files are cut: the time is better spent on another file.
constexpr std::size_t kLines = 200;

std::size_t line_begin(const std::string& text, std::size_t at) {
  const std::size_t end = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  return end == std::string::npos ? 0 : end + 1;
}

std::size_t line_end(const std::string& text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string::npos ? text.size() : end + 1;
}

}  // namespace

const std::vector<std::string_view>& cxx_tokens() {
  static const std::vector<std::string_view> tokens = {
      "\\\n",
      "\\ \t\n",
      "\\\r\n",
      "\r\n",
      "\r",
      "\n",
      "\\",
      "/*",
      "*/",
      "/**/",
      "/* \n */",
      "//",
      "// \\\n",
      "/\\\n*",
      "*\\\n/",
      "\"",
      "'",
      "\\\"",
      "R\"(",
      ")\"",
      "R\"x(",
      ")x\"",
      "u8R\"(\n)\"",
      "LR\"a(\n#include \"no.h\"\n)a\"",
      "R\"",
      "R\"toolongadelimiter(",
      "R\\\n\"(",
      "1'000",
      "0x'",
      "'\"'",
      "\"/*\"",
      "\"//\"",
      "<",
      ">",
      "<a/*\n*/b.h>",
      "#",
      "%:",
      "?\?=",
      "?\?/\n",
      "<:",
      ":>",
      "<%",
      "%>",
      "%:%:",
      "##",
      "\n#if 0\n",
      "\n#if 1\n",
      "\n#if A\n",
      "\n#if !defined(B) || 0\n",
      "\n#if A && 0\n",
      "\n#if (A + 1) > 2\n",
      "\n#ifdef A\n",
      "\n#ifndef B\n",
      "\n#if __has_include(<a.h>)\n",
      "\n#elif 1\n",
      "\n#elif A\n",
      "\n#else\n",
      "\n#endif\n",
      "\n#else // x\n",
      "\n#error don't\n",
      "\n#error /*\n",
      "\n#error R\"(\n",
      "\n#warning \"\\\n",
      "\n#include \"a.h\"\n",
      "\n#include <b.h>\n",
      "\n#include <a/*b>\n",
      "\n#include \"a//b\"\n",
      "\n#include <a\"b>\n",
      "\n#include A\n",
      "\n# /* x */ include /* y */ \"a.h\" // z\n",
      "\n#inc\\\nlude <s.h>\n",
      "\n#include <s\\\n.h>\n",
      "\n#define A \"a.h\"\n",
      "\n#define A R\"(\n",
      "\n#define A '\n",
      "\n#undef A\n",
      "\n#pragma once\n",
      "\n#pragma x \"\n",
      "\nimport <m.h>;\n",
      "\nimport \"m.h\";\n",
      "\nmodule;\n",
      "\xEF\xBB\xBF",
      "\0"sv,
      "\x1a",
      "\xC3\xA9",
      "\xFF",
      "\\u00e9",
      "\f",
      "\v",
      "\t",
  };
  return tokens;
}

const std::vector<std::string_view>& yaml_tokens() {
  static const std::vector<std::string_view> tokens = {
      "- ",
      ": ",
      ", ",
      "? ",
      "# c",
      " #c",
      "[",
      "]",
      "{",
      "}",
      "[]",
      "{}",
      "'",
      "\"",
      "''",
      "\"\"",
      "|\n",
      ">\n",
      "|-\n",
      ">+\n",
      "|2\n",
      ">1-\n",
      "&a ",
      "*a",
      "!t ",
      "!!str ",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
      "<<: ",
      "~",
      "null",
      "\n",
      "\n\n",
      "\r\n",
      "\r",
      "\t",
      " ",
      "  ",
      "    ",
      "\\",
      "\\n",
      "\\x41",
      "\\u00e9",
      "\\q",
      "\"\\\n\"",
      "\xEF\xBB\xBF",
      "\xC2\xA0",
      "\xC2\x85",
      "\xE2\x80\xA8",
      "\xFF",
      "\x07",
      "\0"sv,
      "\xC3\xA9",
      "\xF0\x9F\x98\x80",
      "@",
      "`",
      "%",
      "-",
      ":",
      "?",
      "yes",
      "0777",
      "1.10",
      "a: b",
      "a:b",
      "a : b",
      "::a",
      "x#y",
      "'it''s'",
      "\"a\\tb\"",
      "[a, b]",
      "{a: b}",
      "{a: [b, {c: d}]}",
      "key: ",
      "- - ",
      "- a: b\n  c: d\n",
      "text over\n  two lines",
      "\n   more",
      "'over\n\n  lines'",
      "\"over \\\n  lines\"",
      "<<<<<<< HEAD\n",
  };
  return tokens;
}

Mutator::Mutator(std::uint64_t seed, std::uint64_t input, const std::vector<std::string_view>& tokens)
    : tokens_(tokens) {
  std::seed_seq both{seed, input};
  random_.seed(both);
}

void Mutator::change_lines(std::string& text) {
  const std::size_t from = line_begin(text, below(text.size()));
  const std::string line = text.substr(from, line_end(text, from) - from);
  const std::size_t to = line_begin(text, below(text.size()));
  switch (below(6)) {
    case 0:
      text.erase(from, line.size());
      break;
    case 1:
      text.insert(to, line);
      break;
    case 2:
      text.erase(from, line.size());
      text.insert(std::min(to, text.size()), line);
      break;
    case 3:  // the line joined with the next one
      if (!line.empty() && line.back() == '\n') text.erase(from + line.size() - 1, 1);
      break;
    case 4:
      text.insert(from, 1 + below(3), ' ');
      break;
    default:  // the rest of a line is lost
      text.erase(from + below(line.size() + 1), below(line.size() + 1));
  }
}

void Mutator::change_bytes(std::string& text) {
  const std::size_t at = below(text.size());
  const std::size_t length = 1 + below(12);
  switch (below(3)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(below(text.size()), text.substr(at, length));
      break;
    default:
      text[at] = text[below(text.size())];
  }
}

std::string Mutator::change(const std::string& text) {
  std::size_t begin = 0;
  std::size_t end = 0;
  if (std::count(text.begin(), text.end(), '\n') > static_cast<std::ptrdiff_t>(kLines)) {
    begin = line_begin(text, below(text.size()));
  }
  end = begin;
  for (std::size_t lines = 0; lines < kLines && end < text.size(); ++lines) end = line_end(text, end);
  std::string part = text.substr(begin, end - begin);
  for (std::size_t changes = 1 + below(6); changes > 0 && !part.empty(); --changes) {
    const std::size_t how = below(5);
    if (how == 0) {
      change_bytes(part);
    } else if (how == 1) {
      change_lines(part);
    } else {
      part.insert(below(part.size() + 1), tokens_[below(tokens_.size())]);
    }
  }
  return part;
}

}  // namespace modgate::differential
