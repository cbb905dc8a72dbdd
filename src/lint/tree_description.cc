#include "lint/tree_description.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "base/paths.h"
#include "modgate/limits.h"
#include "resolve/file_index.h"
#include "scan/scan.h"

namespace modgate {
namespace {

/// Chromium's database has 100 MB.
constexpr std::uint64_t kDatabaseBytes = 256ULL * 1024 * 1024;

/// Words of a shell command, as far as compilers' command lines need it: quotes and backslashes.
std::vector<std::string> words_of(const std::string& command) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (quote == 0 && (c == ' ' || c == '\t')) {
      if (open) words.push_back(std::move(word));
      word.clear();
      open = false;
      continue;
    }
    open = true;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (c == '\\' && quote != '\'' && i + 1 < command.size()) {
      word += command[++i];
    } else {
      word += c;
    }
  }
  if (open) words.push_back(std::move(word));
  return words;
}

/// The include folders of one command, in the order of compilers: -iquote, -I, -isystem, -idirafter.
std::vector<std::string> include_folders(const std::vector<std::string>& words) {
  constexpr std::string_view kOptions[] = {"-iquote", "-I", "-isystem", "-idirafter"};
  std::vector<std::string> folders;
  for (const std::string_view option : kOptions) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].starts_with(option)) continue;
      if (words[i].size() > option.size()) {
        folders.push_back(words[i].substr(option.size()));
      } else if (i + 1 < words.size()) {
        folders.push_back(words[i + 1]);
      }
    }
  }
  return folders;
}

/// A path of the database as a path of the repository; nothing when it lies elsewhere.
std::optional<std::string> inside(const std::filesystem::path& folder, const std::string& path,
                                  const std::filesystem::path& root) {
  const std::filesystem::path full = (folder / path).lexically_normal();
  std::string relative = full.lexically_relative(root).generic_string();
  if (relative.empty() || relative == ".." || relative.starts_with("../") || relative.starts_with('/'))
    return std::nullopt;
  if (relative == ".") relative.clear();
  while (relative.ends_with('/')) relative.pop_back();
  return relative;
}

std::optional<std::string> database_text(const Files& files, BlobReader& reader, const std::string& path,
                                         const std::string& workdir) {
  std::string text;
  if (const auto file = files.find(path)) {
    if (reader.read(files[*file], kDatabaseBytes, text)) return text;
    return std::nullopt;
  }
  if (workdir.empty()) return std::nullopt;
  std::error_code error;
  const std::filesystem::path full = std::filesystem::path(workdir) / path;
  if (!std::filesystem::is_regular_file(full, error) || std::filesystem::file_size(full, error) > kDatabaseBytes) {
    return std::nullopt;
  }
  std::ifstream stream(full, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// The text of a member, empty when it is absent or no text.
std::string text_of(const nlohmann::json& unit, const char* member) {
  const auto found = unit.find(member);
  return found != unit.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> command_words(const nlohmann::json& unit) {
  const auto arguments = unit.find("arguments");
  if (arguments == unit.end() || !arguments->is_array()) return words_of(text_of(unit, "command"));
  std::vector<std::string> words;
  for (const nlohmann::json& word : *arguments) {
    if (word.is_string()) words.push_back(word.get<std::string>());
  }
  return words;
}

/// A file that is compiled twice has the roots of both commands, the first command's first.
void read_database(const nlohmann::json& database, const std::filesystem::path& root, TreeDescription& tree) {
  const auto add = [](std::vector<std::string>& roots, const std::string& folder) {
    if (std::find(roots.begin(), roots.end(), folder) == roots.end()) roots.push_back(folder);
  };
  std::vector<std::string> all;
  for (const nlohmann::json& unit : database) {
    if (!unit.is_object()) continue;
    const std::filesystem::path folder = root / text_of(unit, "directory");
    const auto file = inside(folder, text_of(unit, "file"), root);
    if (!file || file->empty()) continue;
    std::vector<std::string>& roots = tree.compile_roots[*file];
    for (const std::string& path : include_folders(command_words(unit))) {
      if (const auto include = inside(folder, path, root)) {
        add(roots, *include);
        add(all, *include);
      }
    }
  }
  tree.compile_roots[""] = std::move(all);
}

}  // namespace

TreeDescription describe_tree(const Files& files, const Policy& policy, BlobReader& reader, const std::string& workdir,
                              std::vector<Skipped>& skipped) {
  TreeDescription tree;
  std::string target;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const Entry& entry = files[static_cast<FileId>(i)];
    if (entry.kind != EntryKind::symlink) continue;
    if (reader.read(entry, limits::kPathBytes, target)) tree.symlinks.emplace(std::string(entry.path), target);
  }
  if (!policy.compile_commands.set) return tree;
  const auto text = database_text(files, reader, policy.compile_commands.value, workdir);
  const auto database =
      text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json(nlohmann::json::value_t::discarded);
  if (!database.is_array()) {
    skipped.push_back({policy.file,
                       "`compile_commands` names no readable compilation database: include roots are inferred",
                       policy.compile_commands.at});
    return tree;
  }
  read_database(database,
                workdir.empty() ? std::filesystem::path("/") : std::filesystem::path(workdir).lexically_normal(), tree);
  return tree;
}

std::vector<Skipped> dangling_links(const Files& files, const TreeDescription& tree) {
  std::vector<Skipped> dangling;
  const FileIndex index(files, tree);
  for (const auto& [path, target] : tree.symlinks) {
    if (language_of(path) == Language::none || index.at(path) || index.directory(path)) continue;
    dangling.push_back({*files.find(path), "a link to `" + target + "`, which is not in the tree", {}});
  }
  return dangling;
}

}  // namespace modgate
