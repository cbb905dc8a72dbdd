// Markdown to cases, line by line; see markdown_case.h. Only fences and headings are understood, the rest is prose.
#include "markdown_case.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace modgate::testing {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// "MG" and three digits.
bool is_rule_id(std::string_view word) {
  return word.size() == 5 && word.starts_with("MG") &&
         std::all_of(word.begin() + 2, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<ExpectedFinding> parse_finding(std::string_view line) {
  const std::size_t blank = std::min(line.find(' '), line.size());
  const std::size_t colon = line.substr(0, blank).rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  ExpectedFinding finding;
  finding.path = line.substr(0, colon);
  const auto [end, error] = std::from_chars(line.data() + colon + 1, line.data() + blank, finding.line);
  if (error != std::errc() || end != line.data() + blank || finding.line == 0) return std::nullopt;
  line.remove_prefix(std::min(blank + 1, line.size()));
  for (const std::string_view severity : {"error", "warning", "info"}) {
    if (!line.starts_with(severity) || !line.substr(severity.size()).starts_with(' ')) continue;
    finding.severity = severity;
    line.remove_prefix(severity.size() + 1);
    break;
  }
  if (!is_rule_id(line.substr(0, 5)) || line.size() < 7 || line[5] != ' ') return std::nullopt;
  finding.rule = line.substr(0, 5);
  finding.message = line.substr(6);
  return finding;
}

class Parser {
 public:
  Parser(std::string_view markdown, bool rule_page) : lines_(lines_of(markdown)), rule_page_(rule_page) {}

  CaseDocument parse() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view line = lines_[at_];
      if (line.starts_with("```")) {
        block();
      } else if (line.starts_with("# ")) {
        const std::vector<std::string_view> words = words_of(line);
        if (words.size() > 1 && is_rule_id(words[1])) document_.rule = words[1];
      } else if (line.starts_with("## ")) {
        finish();
        section_ = line.substr(3);
        open(section_);
      } else if (line.starts_with("### ")) {
        // A section with sub-sections is their frame, not a case.
        if (current_ && current_->files.size() == shared_.size() && current_->findings_blocks == 0) current_.reset();
        finish();
        open(fmt::format("{}: {}", section_, line.substr(4)));
      }
    }
    finish();
    if (document_.cases.empty()) error(lines_.size(), "no case in this document");
    return std::move(document_);
  }

 private:
  void error(std::size_t line, std::string_view what) {
    document_.errors.push_back(fmt::format("line {}: {}", line, what));
  }

  bool holds_cases() const { return !rule_page_ || section_ == "Fails" || section_ == "Passes"; }

  void open(std::string title) {
    if (!holds_cases()) return;
    current_.emplace();
    current_->section = section_;
    current_->title = std::move(title);
    current_->line = at_ + 1;
    current_->files = shared_;
  }

  void finish() {
    if (!current_) return;
    check_shape(*current_);
    document_.cases.push_back(std::move(*current_));
    current_.reset();
  }

  void check_shape(const MarkdownCase& one) {
    if (one.files.empty()) error(one.line, "a case without files");
    if (one.findings_blocks > 1) error(one.line, "a case with several findings blocks");
    if (rule_page_ && one.section == "Fails" && one.findings.empty())
      error(one.line, "a failing example without findings");
    if (rule_page_ && one.section == "Passes" && one.findings_blocks > 0)
      error(one.line, "a passing example with findings");
    if (!rule_page_ && one.findings_blocks == 0) error(one.line, "a case without a findings block");
  }

  void block() {
    const std::size_t opened = at_;
    const std::string_view fence = lines_[at_].substr(0, lines_[at_].find_first_not_of('`'));
    const std::vector<std::string_view> words = words_of(lines_[at_].substr(fence.size()));
    std::string text;
    for (++at_; at_ < lines_.size() && lines_[at_] != fence; ++at_) text.append(lines_[at_]).push_back('\n');
    if (at_ == lines_.size()) error(opened + 1, "a block that never ends");
    if (!holds_cases()) return;
    if (words.size() == 1 && words[0] == "findings") {
      findings(opened);
    } else if (!words.empty() && words[0] == "run") {
      how_to_run(opened, words);
    } else if (!words.empty() && words[0] == "commit") {
      commit(opened, words, text);
    } else {
      file(opened, words, std::move(text));
    }
  }

  void how_to_run(std::size_t opened, const std::vector<std::string_view>& words) {
    if (!current_) return error(opened + 1, "a run outside of a case");
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t colon = words[i].find(':');
      if (words[i].starts_with("now=")) {
        current_->now = words[i].substr(4);
      } else if (words[i] == "audit") {
        current_->audit = true;
      } else if (words[i] == "gap") {
        current_->gap = true;
      } else if (words[i].starts_with("trailer=") && colon != std::string_view::npos) {
        current_->trailers.emplace_back(words[i].substr(8, colon - 8), words[i].substr(colon + 1));
      } else {
        error(opened + 1, fmt::format("`{}` says nothing about a run", words[i]));
      }
    }
  }

  void commit(std::size_t opened, const std::vector<std::string_view>& words, std::string_view text) {
    if (!current_) return error(opened + 1, "a commit outside of a case");
    CaseCommit commit;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i].starts_with("day=")) {
        commit.day = words[i].substr(4);
      } else if (words[i].starts_with("author=")) {
        commit.author = words[i].substr(7);
      } else if (words[i].starts_with("co=")) {
        commit.co_authors.emplace_back(words[i].substr(3));
      } else if (words[i] == "merge") {
        commit.merge = true;
      } else {
        error(opened + 1, fmt::format("`{}` says nothing about a commit", words[i]));
      }
    }
    for (const std::string_view path : lines_of(text)) commit.paths.emplace_back(path);
    current_->commits.push_back(std::move(commit));
  }

  void file(std::size_t opened, const std::vector<std::string_view>& words, std::string text) {
    CaseFile file;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i].starts_with("path=")) {
        file.path = words[i].substr(5);
      } else if (words[i] == "kind=symlink") {
        file.symlink = true;
      } else if (words[i] == "side=base" || words[i] == "side=head") {
        file.side = words[i] == "side=base" ? CaseFile::Side::base : CaseFile::Side::head;
      } else if (words[i].starts_with("from=")) {
        file.from = words[i].substr(5);
        file.side = CaseFile::Side::head;
      } else {
        error(opened + 1, fmt::format("`{}` says nothing about a file", words[i]));
      }
    }
    if (file.path.empty()) return error(opened + 1, "a block that is neither a file nor findings");
    if (file.symlink) text.erase(text.find_last_not_of('\n') + 1);
    file.text = std::move(text);
    if (!current_ && rule_page_) return error(opened + 1, "a file outside of a case");
    std::vector<CaseFile>& files = current_ ? current_->files : shared_;
    const auto same = std::find_if(files.begin(), files.end(), [&](const CaseFile& each) {
      return each.path == file.path && each.side == file.side;
    });
    if (same == files.end()) {
      files.push_back(std::move(file));
    } else {
      *same = std::move(file);  // a case says it differently
    }
  }

  void findings(std::size_t opened) {
    if (!current_) return error(opened + 1, "findings outside of a case");
    ++current_->findings_blocks;
    current_->findings_begin = opened + 1;
    current_->findings_end = at_;
    for (std::size_t i = opened + 1; i < at_; ++i) {
      if (const auto finding = parse_finding(lines_[i])) {
        current_->findings.push_back(*finding);
      } else {
        error(i + 1, "a finding is `path:line [severity] MGnnn part of the message`");
      }
    }
  }

  std::vector<std::string_view> lines_;
  bool rule_page_;
  std::size_t at_ = 0;
  std::string section_;
  std::vector<CaseFile> shared_;
  std::optional<MarkdownCase> current_;
  CaseDocument document_;
};

}  // namespace

CaseDocument parse_rule_page(std::string_view markdown) { return Parser(markdown, true).parse(); }
CaseDocument parse_case_document(std::string_view markdown) { return Parser(markdown, false).parse(); }

std::string findings_line(const ExpectedFinding& finding) {
  const std::string severity = finding.severity.empty() ? "" : finding.severity + " ";
  return fmt::format("{}:{} {}{} {}", finding.path, finding.line, severity, finding.rule, finding.message);
}

std::string with_findings(std::string_view markdown, const CaseDocument& document,
                          const std::vector<std::vector<std::string>>& bodies) {
  const std::vector<std::string_view> lines = lines_of(markdown);
  std::string out;
  std::size_t at = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; at < end && at < lines.size(); ++at) out.append(lines[at]).push_back('\n');
  };
  for (std::size_t i = 0; i < document.cases.size() && i < bodies.size(); ++i) {
    if (document.cases[i].findings_blocks != 1) continue;
    copy_until(document.cases[i].findings_begin);
    for (const std::string& line : bodies[i]) out.append(line).push_back('\n');
    at = document.cases[i].findings_end;
  }
  copy_until(lines.size());
  return out;
}

}  // namespace modgate::testing
