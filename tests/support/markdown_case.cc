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

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string in_capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);  // npos + 1 is 0
  return std::string(path.substr(0, path.find('.')));
}

/// `text` with the word `from` as `to`: neither a letter nor a digit stands beside a word.
std::string renamed(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    const std::size_t end = at + from.size();
    const bool whole = (at == 0 || !is_alnum(text[at - 1])) && (end == text.size() || !is_alnum(text[end]));
    if (whole) text.replace(at, from.size(), to);
    at += whole ? to.size() : from.size();
  }
  return text;
}

/// The text of `like` under the name of `path`, with each line of `changes` for the one that begins with the same key;
/// a key that it does not have comes last, and `key: -` takes its line away.
std::string altered(const CaseFile& like, const std::string& path, std::string_view changes) {
  const std::string old = stem_of(like.path);
  const std::string text =
      renamed(renamed(like.text, old, stem_of(path)), in_capitals(old), in_capitals(stem_of(path)));
  std::vector<std::string_view> lines = lines_of(text);
  const auto key = [](std::string_view line) { return line.substr(0, line.find(':')); };
  for (const std::string_view change : lines_of(changes)) {
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](std::string_view line) { return key(line) == key(change); });
    if (found == lines.end()) {
      lines.push_back(change);
    } else if (change.ends_with(": -")) {
      lines.erase(found);
    } else {
      *found = change;
    }
  }
  std::string out;
  for (const std::string_view line : lines) out.append(line).push_back('\n');
  return out;
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
    current_->versions = shared_versions_;
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
    } else if (!words.empty() && words[0] == "version") {
      version(opened, words, std::move(text));
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
      } else if (words[i].starts_with("try=")) {
        current_->tries.emplace_back(words[i].substr(4));
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

  void version(std::size_t opened, const std::vector<std::string_view>& words, std::string text) {
    if (!current_ && rule_page_) return error(opened + 1, "a version outside of a case");
    CaseVersion version;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i].starts_with("path=")) {
        version.path = words[i].substr(5);
      } else if (words[i].starts_with("day=")) {
        version.day = words[i].substr(4);
      } else if (words[i] == "absent") {
        version.absent = true;
      } else {
        error(opened + 1, fmt::format("`{}` says nothing about a version", words[i]));
      }
    }
    version.text = std::move(text);
    (current_ ? current_->versions : shared_versions_).push_back(std::move(version));
  }

  void file(std::size_t opened, const std::vector<std::string_view>& words, std::string text) {
    CaseFile file;
    std::string_view like;
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
      } else if (words[i].starts_with("like=")) {
        like = words[i].substr(5);
      } else {
        error(opened + 1, fmt::format("`{}` says nothing about a file", words[i]));
      }
    }
    if (file.path.empty()) return error(opened + 1, "a block that is neither a file nor findings");
    if (file.symlink) text.erase(text.find_last_not_of('\n') + 1);
    if (!current_ && rule_page_) return error(opened + 1, "a file outside of a case");
    std::vector<CaseFile>& files = current_ ? current_->files : shared_;
    if (!like.empty()) {
      const CaseFile* const model = model_of(files, like, file.side);
      if (model == nullptr) return error(opened + 1, fmt::format("no file `{}` before this one", like));
      text = altered(*model, file.path, text);
    }
    file.text = std::move(text);
    const auto same = std::find_if(files.begin(), files.end(), [&](const CaseFile& each) {
      return each.path == file.path && each.side == file.side;
    });
    if (same == files.end()) {
      files.push_back(std::move(file));
    } else {
      *same = std::move(file);  // a case says it differently
    }
  }

  /// What `like` names: on the same side if it is there, else on any.
  static const CaseFile* model_of(const std::vector<CaseFile>& files, std::string_view like, CaseFile::Side side) {
    const CaseFile* model = nullptr;
    for (const CaseFile& each : files) {
      if (each.path == like && (model == nullptr || each.side == side)) model = &each;
    }
    return model;
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
  std::vector<CaseVersion> shared_versions_;
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
