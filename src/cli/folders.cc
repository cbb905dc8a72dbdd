#include "cli/folders.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"

namespace modgate::cli {
namespace {

constexpr std::string_view kProvisionalName = "probe:folders.yaml";

/// A view from which some files were taken away.
class ViewWithout : public View {
 public:
  ViewWithout(std::unique_ptr<View> whole, std::set<std::string> gone)
      : whole_(std::move(whole)), gone_(std::move(gone)) {}

  ViewKind kind() const override { return whole_->kind(); }
  std::string revision() const override { return whole_->revision(); }
  Result<Listing> list() override {
    auto listing = whole_->list();
    if (!listing) return listing;
    std::erase_if(listing->entries, [&](const Entry& entry) { return gone_.contains(std::string(entry.path)); });
    return listing;
  }
  Result<std::unique_ptr<BlobReader>> reader() const override { return whole_->reader(); }

 private:
  std::unique_ptr<View> whole_;
  std::set<std::string> gone_;
};

Result<std::vector<std::string>> paths_of(const std::vector<std::string>& words, const Options& options,
                                          const git::Repository& repository, View& view) {
  auto listing = view.list();
  if (!listing) return listing.error();
  const Files files(std::move(*listing));
  std::vector<std::string> result;
  for (const std::string& word : words) {
    auto path = repository_path(word, repository, options.directory);
    if (!path) return path.error();
    if (path->empty()) {
      return Failure{Failure::Kind::usage, "the repository's root is no module", "name the folders of one module"};
    }
    const bool folder = files.is_directory(*path);
    if (!folder && !files.find(*path)) return no_such_path(word);
    if (folder) *path += '/';
    if (const auto reason = unnameable(*path)) {
      return Failure{Failure::Kind::usage, fmt::format("a manifest cannot name `{}`: its path {}", word, *reason),
                     "rename it, or name what lies below it"};
    }
    result.push_back(*path);
  }
  return result;
}

}  // namespace

Result<Probed> probe_folders(const std::vector<std::string>& words, const Options& options, Opened& opened,
                             LintOptions settings) {
  auto paths = paths_of(words, options, *opened.repository, *opened.view);
  if (!paths) return paths.error();
  Probed probed;
  probed.paths = std::move(*paths);
  probed.view = std::move(opened.view);
  settings.extra_manifests = {{std::string(kProvisionalName), provisional_manifest(probed.paths)}};
  settings.prove_all = true;  // which namespaces are its own is a question to the whole tree
  while (true) {
    auto run = lint(*probed.view, settings);
    if (!run) return run.error();
    std::set<std::string> manifests;
    for (const ModuleId id : overlapping_modules(*run)) {
      const Module& module = run->registry[id];
      if (index(module.manifest.file) >= run->files->view_size()) {
        return Failure{
            Failure::Kind::usage, fmt::format("these folders belong to module `{}` already", module.name),
            fmt::format("`{}` says so; without --config it does not count", run->files->path(module.manifest.file))};
      }
      manifests.emplace(run->files->path(module.manifest.file));
      probed.owners.push_back(module.name);
    }
    if (manifests.empty()) {
      probed.proposal = propose(*run, probed.paths);
      return probed;
    }
    // Overlaps are told in pairs: a third owner shows only when the first two are gone.
    probed.view = std::make_unique<ViewWithout>(std::move(probed.view), std::move(manifests));
  }
}

std::string owners_note(const Probed& probed) {
  if (probed.owners.empty()) return "";
  std::vector<std::string> names;
  for (const std::string& owner : probed.owners) names.push_back("`" + owner + "`");
  return fmt::format("these folders belong to module {} already", text::listing(names));
}

}  // namespace modgate::cli
