// gitignore files: bytes in, rules out, and what the last matching rule says of a path. Written here because libgit2
// 1.5 gets some `!` patterns wrong and would hide files that git shows. Not supported: core.ignoreCase.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modgate::git {

class IgnoreRules {
 public:
  IgnoreRules() = default;
  explicit IgnoreRules(std::string_view bytes);
  bool empty() const { return rules_.empty(); }
  /// Whether the last rule that matches ignores (true) or shows (false) the path; nothing when none matches. `path` is
  /// relative to the file's folder. Its parents are judged before it: this looks at the whole path only.
  std::optional<bool> judge(std::string_view path, bool is_folder) const;

 private:
  struct Rule {
    bool shows = false;         ///< `!`
    bool folders_only = false;  ///< a trailing `/`
    bool any_depth = false;     ///< no other `/`: matched with the last component alone
    std::vector<std::string> components;
  };
  static std::optional<Rule> parse(std::string_view line);

  std::vector<Rule> rules_;
};

}  // namespace modgate::git
