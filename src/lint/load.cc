#include "lint/load.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "base/glob.h"
#include "base/paths.h"
#include "manifest/parse.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::string_view kFolder = ".modgate/";
/// Files of a folder on disk that are looked at for manifests: it is a registry, not a tree.
constexpr std::size_t kOutsideFiles = 20'000;

/// A text with its id, or why there is none.
struct Loaded {
  FileId file = kNoFile;
  std::string text;
  std::string trouble;  ///< empty when read
};

Fault unreadable(const std::string& trouble) {
  Fault fault;
  fault.kind = FaultKind::syntax;
  fault.message = trouble;
  return fault;
}

/// Where configuration comes from: one folder, in the view or on disk.
class ConfigFolder {
 public:
  virtual ~ConfigFolder() = default;
  /// Paths in this folder, in byte order. A Failure: the folder could not be listed whole.
  virtual Result<std::vector<std::string>> matching(const std::vector<std::string>& patterns) = 0;
  /// Nothing when there is no such file.
  virtual std::optional<Loaded> read(const std::string& path) = 0;
};

class ViewFolder : public ConfigFolder {
 public:
  ViewFolder(Files& files, BlobReader& reader, std::string folder, std::vector<std::string>& missing)
      : files_(files), reader_(reader), folder_(std::move(folder)), missing_(missing) {}

  Result<std::vector<std::string>> matching(const std::vector<std::string>& patterns) override {
    std::vector<std::string> found;
    for (std::size_t i = files_.first_from(folder_); i < files_.view_size(); ++i) {
      const std::string_view path = files_.path(static_cast<FileId>(i));
      if (!path.starts_with(folder_)) break;
      const std::string_view inner = path.substr(folder_.size());
      if (std::any_of(patterns.begin(), patterns.end(), [&](const auto& p) { return Glob(p).matches(inner); })) {
        found.emplace_back(inner);
      }
    }
    return found;
  }

  std::optional<Loaded> read(const std::string& path) override {
    const auto file = files_.find(folder_ + path);
    if (!file) return std::nullopt;
    Loaded loaded;
    loaded.file = *file;
    const Entry& entry = files_[*file];
    if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::submodule) {
      loaded.trouble = "this is a link, and configuration is read from regular files only";
      return loaded;
    }
    const ReadOutcome outcome = reader_.read(entry, limits::kManifestBytes, loaded.text);
    if (outcome.kind == ReadOutcome::Kind::missing_object) missing_.emplace_back(entry.path);
    if (!outcome) {
      loaded.trouble =
          outcome.kind == ReadOutcome::Kind::too_large
              ? fmt::format("the file has {} bytes; at most {} are read", outcome.size, limits::kManifestBytes)
              : fmt::format("the file cannot be read: {}", outcome.detail);
    }
    return loaded;
  }

 private:
  Files& files_;
  BlobReader& reader_;
  std::string folder_;
  std::vector<std::string>& missing_;
};

class DiskFolder : public ConfigFolder {
 public:
  DiskFolder(Files& files, RunTexts& texts, std::filesystem::path folder)
      : files_(files), texts_(texts), folder_(std::move(folder)) {}

  Result<std::vector<std::string>> matching(const std::vector<std::string>& patterns) override {
    std::vector<std::string> found;
    std::error_code error;
    std::size_t seen = 0;
    for (std::filesystem::recursive_directory_iterator at(folder_, error), end; !error && at != end;
         at.increment(error)) {
      if (++seen > kOutsideFiles) {
        return Failure{Failure::Kind::config,
                       fmt::format("the folder of --config holds more than {} files", kOutsideFiles),
                       "keep the policy and its manifests in a folder of their own"};
      }
      std::error_code ignored;
      if (!at->is_regular_file(ignored)) continue;  // a link to a file counts: this folder is the user's own
      const std::string inner = at->path().lexically_relative(folder_).generic_string();
      if (std::any_of(patterns.begin(), patterns.end(), [&](const auto& p) { return Glob(p).matches(inner); })) {
        found.push_back(inner);
      }
    }
    if (error) {
      return Failure{Failure::Kind::io, fmt::format("the folder of --config cannot be listed: {}", error.message()),
                     ""};
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::optional<Loaded> read(const std::string& path) override {
    const std::filesystem::path full = folder_ / path;
    std::error_code error;
    if (!std::filesystem::exists(full, error) && !error) return std::nullopt;
    Loaded loaded;
    loaded.file = files_.add_outside("config:" + path);
    if (error) {
      loaded.trouble = "the file cannot be read: " + error.message();
      return loaded;
    }
    const auto size = std::filesystem::is_regular_file(full, error) ? std::filesystem::file_size(full, error) : 0;
    if (error || !std::filesystem::is_regular_file(full, error)) {
      loaded.trouble = "the file cannot be read: it is not a regular file";
    } else if (size > limits::kManifestBytes) {
      loaded.trouble = fmt::format("the file has {} bytes; at most {} are read", size, limits::kManifestBytes);
    } else {
      std::ifstream stream(full, std::ios::binary);
      loaded.text.assign(std::istreambuf_iterator<char>(stream), {});
      if (stream.bad() || !stream.is_open()) loaded.trouble = "the file cannot be read";
    }
    texts_.keep(loaded.file, loaded.text);
    return loaded;
  }

 private:
  Files& files_;
  RunTexts& texts_;
  std::filesystem::path folder_;
};

std::vector<std::string> values_of(const std::vector<Text>& texts) {
  std::vector<std::string> values;
  for (const Text& text : texts) values.push_back(text.value);
  return values;
}

Manifest manifest_of(const Loaded& loaded) {
  if (loaded.trouble.empty()) return parse_manifest(loaded.text, loaded.file);
  Manifest manifest;
  manifest.file = loaded.file;
  manifest.faults.push_back(unreadable(loaded.trouble));
  return manifest;
}

Policy policy_of(const Loaded& loaded, std::string_view folder) {
  if (loaded.trouble.empty()) return parse_policy(loaded.text, loaded.file, folder);
  Policy policy = default_policy();
  policy.file = loaded.file;
  policy.folder = folder;
  policy.faults.push_back(unreadable(loaded.trouble));
  return policy;
}

/// The roster that the policy names: people.yaml in its folder, or another project's list of contributors.
Roster load_roster(const Policy& policy, ConfigFolder& folder, ConfigFolder& root) {
  const bool imported = policy.contributors.set;
  const std::string named = imported            ? policy.contributors.value
                            : policy.roster.set ? policy.roster.value
                                                : "people.yaml";
  const bool from_root = named.starts_with("//");
  const auto loaded = from_root ? root.read(named.substr(2)) : folder.read(named);
  Roster roster;
  roster.declared = imported || policy.roster.set || loaded.has_value();
  if (!loaded) {
    if (roster.declared) roster.unusable = fmt::format("there is no `{}`", named);
    return roster;
  }
  if (!loaded->trouble.empty()) {
    roster.file = loaded->file;
    roster.unusable = loaded->trouble;
    return roster;
  }
  roster = imported ? parse_contributors(loaded->text, loaded->file) : parse_people(loaded->text, loaded->file);
  roster.declared = true;
  if (const auto mailmap = root.read(".mailmap"); mailmap && mailmap->trouble.empty())
    join_mailmap(roster, mailmap->text);
  return roster;
}

}  // namespace

Result<Configuration> load_configuration(Files& files, RunTexts& texts, BlobReader& reader,
                                         const ConfigSource& source) {
  Configuration configuration;
  std::unique_ptr<ConfigFolder> root;
  if (source.disk_root) {
    root = std::make_unique<DiskFolder>(files, texts, *source.disk_root);
  } else {
    root = std::make_unique<ViewFolder>(files, reader, "", configuration.missing_objects);
  }
  std::unique_ptr<ConfigFolder> folder;
  std::optional<Loaded> policy;
  if (source.config_file) {
    const std::filesystem::path path(*source.config_file);
    const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    folder = std::make_unique<DiskFolder>(files, texts, parent);
    policy = folder->read(path.filename().string());
    if (policy ? !policy->trouble.empty() : !source.policy_optional) {
      return Failure{Failure::Kind::config,
                     fmt::format("the policy `{}` cannot be read{}", *source.config_file,
                                 policy ? ": " + policy->trouble : std::string(": there is no such file")),
                     "name an existing policy file after --config"};
    }
  } else {
    folder = std::make_unique<ViewFolder>(files, reader, std::string(kFolder), configuration.missing_objects);
    policy = folder->read("policy.yaml");
  }
  configuration.policy = policy ? policy_of(*policy, source.config_file ? "" : kFolder) : default_policy();
  // Manifests and editors' schemas lie there also without a policy.
  if (!policy && !source.config_file) configuration.policy.folder = kFolder;
  configuration.policy.outside = source.config_file.has_value();
  configuration.roster = load_roster(configuration.policy, *folder, *root);
  if (!source.manifests) return configuration;

  std::vector<std::string> patterns = values_of(configuration.policy.manifests);
  // Nobody should wonder why a manifest with the other usual ending is not seen.
  if (!configuration.policy.keys.contains("manifests")) patterns = {"modules/*.yaml", "modules/*.yml"};
  const auto found = folder->matching(patterns);
  if (!found) return found.error();
  for (const std::string& path : *found) {
    if (const auto loaded = folder->read(path)) configuration.manifests.push_back(manifest_of(*loaded));
  }
  return configuration;
}

}  // namespace modgate
