// See foreign.h.
#include "report/foreign.h"

#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"

namespace modgate {
namespace {

bool is_in_tree(const PrintedPlace& at) { return !at.path.empty() && !at.outside; }

void append(std::string& out, const std::string& text) {
  if (!out.empty() && !text.empty()) out += ' ';
  out += text;
}

}  // namespace

PrintedPlace place_in_tree(const PrintedReport& report, const PrintedFinding& finding) {
  if (is_in_tree(finding.at)) return finding.at;
  PrintedPlace out;
  out.path = report.anchor;
  return out;
}

std::string spelled_place(const PrintedPlace& at) {
  return at.path.empty() ? "" : fmt::format("{}:{}", utf8::visible(at.path), at.begin.line);
}

std::string closed(std::string_view text) {
  std::string out = utf8::visible(text);
  if (!out.empty() && std::string_view(".:!?").find(out.back()) == std::string_view::npos) out += '.';
  return out;
}

std::string sentence(std::string_view text) {
  std::string out = closed(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string told(const PrintedFinding& finding) {
  std::string out;
  if (!is_in_tree(finding.at)) {
    const std::string place = spelled_place(finding.at);
    append(out, place.empty() ? "" : place + ":");
  }
  append(out, sentence(finding.message));
  for (const std::string& note : finding.notes) append(out, sentence(note));
  for (const PrintedRelated& related : finding.related) {
    if (is_in_tree(related.at)) continue;
    const std::string place = spelled_place(related.at);
    append(out, place.empty() ? "" : place + ":");
    append(out, sentence(related.message));
  }
  append(out, sentence(finding.help));
  return out;
}

std::string told_undecided(const PrintedReport& report) {
  if (report.undecided.empty()) return {};
  const std::string first = closed(report.undecided.front());
  const std::size_t n = report.undecided.size();
  if (n == 1) return "1 question is not decided: " + first;
  return fmt::format("{} are not decided, the first is: {}", text::counted(n, "question", "questions"), first);
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view kUnreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace modgate
