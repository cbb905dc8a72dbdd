#include "removal/edit.h"

#include <algorithm>

#include "base/text.h"

namespace modgate {

bool EditScene::is_flag(std::string_view word) const {
  return std::find(flags.begin(), flags.end(), word) != flags.end();
}

Span EditScene::whole_lines(Span span) const {
  const std::uint32_t first = lines.position(span.begin).line;
  const std::uint32_t last = lines.position(span.end > span.begin ? span.end - 1 : span.end).line;
  const std::uint32_t end = last < lines.lines() ? lines.start(last + 1) : static_cast<std::uint32_t>(text.size());
  return {lines.start(first), end};
}

bool EditScene::alone_on_lines(Span span, std::string_view comment) const {
  const Span whole = whole_lines(span);
  const std::string_view before = text.substr(whole.begin, span.begin - whole.begin);
  const std::string_view after = text::trim(text.substr(span.end, whole.end - span.end));
  return text::trim(before).empty() && (after.empty() || (!comment.empty() && after.starts_with(comment)));
}

void EditScene::cut_lines(Span span, std::string_view comment) {
  Span whole = whole_lines(span);
  const std::uint32_t first = lines.position(whole.begin).line;
  const std::uint32_t next = lines.position(whole.end).line;
  const auto blank = [&](std::uint32_t line) {
    return line == 0 || line > lines.lines() || text::trim(lines.line(line)).empty();
  };
  std::uint32_t above = first;
  while (!comment.empty() && above > 1 && text::trim(lines.line(above - 1)).starts_with(comment)) --above;
  // A comment that covers more than this command, such as a licence at the top, has a neighbour and stays.
  if (above < first && above > 1 && blank(above - 1) && blank(next) && whole.end < text.size()) {
    whole.begin = lines.start(above);
    whole.end = next < lines.lines() ? lines.start(next + 1) : static_cast<std::uint32_t>(text.size());
  }
  cuts.add(whole);
}

bool cut_branches(const std::vector<Branch>& branches, EditScene& scene) {
  std::vector<Span> cuts;
  bool kept_condition = false;  // a branch before this one stays
  for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
    const Branch& branch = branches[i];
    const Branch& next = branches[i + 1];
    const Span body{branch.lines.begin, next.lines.begin};
    if (branch.kind == Branch::Kind::otherwise) {
      // Without any condition left the bare `else` goes, and its text stays for good.
      if (!kept_condition) cuts.push_back(branch.lines);
      continue;
    }
    if (branch.truth == Truth::no) {
      cuts.push_back(body);
    } else if (branch.truth == Truth::yes) {
      if (kept_condition) return false;  // it would have to become the `else`
      cuts.push_back(branch.lines);
      cuts.push_back({next.lines.begin, branches.back().lines.begin});
      break;
    } else {
      if (!kept_condition && branch.kind == Branch::Kind::further) cuts.push_back(branch.els);
      kept_condition = true;
    }
  }
  if (!kept_condition) cuts.push_back(branches.back().lines);
  for (const Span& cut : cuts) scene.cuts.add(cut);
  return true;
}

}  // namespace modgate
