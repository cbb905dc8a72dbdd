// Literate cases: Markdown whose fenced blocks are the files of a small tree and the findings that a run over it must
// give. A rule's page holds its cases under `## Fails` and `## Passes`; a case document has one case a heading.
//
//   ```cpp path=src/a.cc            a file; `kind=symlink` makes it a link to the block's text
//   ```cpp path=src/a.cc side=base  the file as the base has it, `side=head` as the view has it; a case with such a
//                                   file is run with `--against`. `from=old.cc`: renamed from there
//   ```yaml path=b.yaml like=a.yaml    as the earlier file of the same side, else of any, with `b` for the word `a` and
//                                   `B` for `A`; a line takes the place of the one with its key, `key: -` takes it away
//   ```run now=2026-03-01           how the case is run: the day, `audit`, `gap`, `trailer=Key:value` of the
//                                   change's commits, `try=S1`: its golden file tells what each module has of that move
//   ```commit day=2026-02-01 author=a@b.org    a commit of the history that `audit` looks at, newest first: one path a
//                                   line; `co=c@d.org` adds a co-author, `merge` makes it one
//   ```version path=a.md day=2024-01-31    what a file held from that day on, newest first; `absent`: it was not there
//   ```findings                     one line a finding: path:line [severity] MG301 part of its message
//
// A heading of the third level splits a section into several cases. Files and versions before a case document's first
// `##` belong to all of its cases. A block that is neither, a heading without files and a findings line that cannot be
// read are errors.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modgate::testing {

struct CaseFile {
  enum class Side { both, base, head };
  std::string path;
  std::string text;
  bool symlink = false;
  Side side = Side::both;
  std::string from;  ///< the base's path of a renamed file
};

struct CaseCommit {
  std::string day;
  std::string author;
  std::vector<std::string> co_authors;
  std::vector<std::string> paths;
  bool merge = false;
};

struct CaseVersion {
  std::string path;
  std::string day;
  std::string text;
  bool absent = false;
};

struct ExpectedFinding {
  std::string path;
  std::size_t line = 0;
  std::string severity;  ///< empty: any
  std::string rule;      ///< "MG301"
  std::string message;   ///< a part of it
};

struct MarkdownCase {
  std::string section;  ///< "Fails", "Passes", or the heading of a case
  std::string title;    ///< headings for people
  std::size_t line = 0;
  std::vector<CaseFile> files;
  std::string now;  ///< empty: no day
  bool audit = false;
  bool gap = false;  ///< the history has a gap
  std::vector<CaseCommit> commits;
  std::vector<CaseVersion> versions;
  std::vector<std::string> tries;  ///< stages, as manifests spell them
  std::vector<std::pair<std::string, std::string>> trailers;
  std::vector<ExpectedFinding> findings;
  std::size_t findings_blocks = 0;
  std::size_t findings_begin = 0;  ///< 0-based lines of the findings block's body, half-open
  std::size_t findings_end = 0;
};

struct CaseDocument {
  std::string rule;  ///< the id in the first heading of a rule's page
  std::vector<MarkdownCase> cases;
  std::vector<std::string> errors;  ///< "line 12: ..."
};

CaseDocument parse_rule_page(std::string_view markdown);
CaseDocument parse_case_document(std::string_view markdown);

/// A finding as a line of a findings block.
std::string findings_line(const ExpectedFinding& finding);

/// The document with the body of each case's findings block replaced; `bodies` in order of the cases.
std::string with_findings(std::string_view markdown, const CaseDocument& document,
                          const std::vector<std::vector<std::string>>& bodies);

}  // namespace modgate::testing
