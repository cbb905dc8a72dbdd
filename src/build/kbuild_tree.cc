// Folders are read once, on first sight; conditions are joined afterwards, from the starts down.
#include "build/kbuild_tree.h"

#include <algorithm>
#include <optional>

#include "base/paths.h"

namespace modgate {
namespace {

/// `obj-y`, `obj-$(X)`, `lib-m`: what makes a makefile one of kbuild's.
bool has_lists(const FileFacts& facts) {
  return std::any_of(facts.commands.begin(), facts.commands.end(), [](const BuildCommand& command) {
    return command.op.ends_with('=') && (command.name.starts_with("obj-") || command.name.starts_with("lib-"));
  });
}

class Walk {
 public:
  Walk(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
       const Kconfig& kconfig, Formulas& formulas)
      : files_(files), facts_(facts), excluded_(excluded), kconfig_(kconfig), formulas_(formulas) {}

  KbuildTree run() {
    const std::vector<std::string> lists = folders_with_lists();
    if (lists.empty()) return {};
    if (kbuild_file(files_, "") != kNoFile) visit(start("", formulas_.truth()));
    const bool rooted = tree_.nodes.size() > 1 || (!tree_.nodes.empty() && !tree_.nodes.front().folder.objects.empty());
    for (const std::string& folder : lists) {
      if (known_.contains(folder)) continue;
      const std::string file(files_.path(kbuild_file(files_, folder)));
      visit(start(folder, rooted ? formulas_.opaque("no makefile leads to `" + file + "`") : formulas_.truth()));
    }
    reach();
    return std::move(tree_);
  }

 private:
  /// Folders whose makefile has lists, those nearer to the root first.
  std::vector<std::string> folders_with_lists() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < files_.view_size(); ++i) {
      if (facts_[i].language != Language::make || excluded_[i] || !has_lists(facts_[i])) continue;
      const FileId file{static_cast<std::uint32_t>(i)};
      const std::string folder(paths::parent(files_.path(file)));
      if (kbuild_file(files_, folder) == file) out.push_back(folder);
    }
    std::stable_sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
      return std::count(a.begin(), a.end(), '/') < std::count(b.begin(), b.end(), '/');
    });
    return out;
  }

  std::size_t start(const std::string& folder, FormulaId when) {
    starts_.emplace_back(add(folder, KbuildTree::kTop, {}), when);
    return starts_.back().first;
  }

  std::size_t add(const std::string& folder, std::size_t parent, const MakePlace& entered) {
    known_.emplace(folder, tree_.nodes.size());
    tree_.nodes.push_back({folder, {}, formulas_.falsehood(), parent, entered});
    return tree_.nodes.size() - 1;
  }

  /// Depth first without recursion; `order_` gets each folder behind all that it enters.
  void visit(std::size_t first) {
    struct Open {
      std::size_t node = 0;
      std::size_t next = 0;
    };
    std::vector<Open> open;
    const auto begin = [&](std::size_t node) {
      tree_.nodes[node].folder =
          read_folder(files_, facts_, excluded_, kconfig_, formulas_, tree_.nodes[node].name, commands_);
      on_way_.resize(tree_.nodes.size());
      on_way_[node] = true;
      open.push_back({node, 0});
    };
    begin(first);
    while (!open.empty()) {
      Open& top = open.back();
      if (top.next == tree_.nodes[top.node].folder.entries.size()) {
        on_way_[top.node] = false;
        order_.push_back(top.node);
        open.pop_back();
        continue;
      }
      const std::size_t from = top.node;
      const KbuildEntry entry = tree_.nodes[from].folder.entries[top.next++];
      if (const auto found = known_.find(entry.folder); found != known_.end()) {
        on_way_.resize(tree_.nodes.size());
        if (on_way_[found->second]) loops_.emplace_back(from, found->second);
      } else {
        begin(add(entry.folder, from, entry.place));
      }
    }
  }

  /// Conditions run from the starts down; a way back up could add to what was already passed on, so it is opaque.
  void reach() {
    for (const auto& [node, when] : starts_) {
      tree_.nodes[node].when = formulas_.either(tree_.nodes[node].when, when);
    }
    for (const auto& [from, to] : loops_) {
      const std::string text = "`" + tree_.nodes[from].name + "/` leads back to `" + tree_.nodes[to].name + "/`";
      tree_.nodes[to].when = formulas_.either(tree_.nodes[to].when, formulas_.opaque(text));
    }
    std::vector<std::vector<FormulaId>> ways(tree_.nodes.size());
    for (auto at = order_.rbegin(); at != order_.rend(); ++at) {
      KbuildTree::Node& node = tree_.nodes[*at];
      ways[*at].push_back(node.when);
      node.when = formulas_.any_of(std::move(ways[*at]));
      for (const KbuildEntry& entry : node.folder.entries) {
        const std::size_t to = known_.at(entry.folder);
        if (!is_loop(*at, to)) ways[to].push_back(formulas_.both(node.when, entry.when));
      }
    }
  }

  bool is_loop(std::size_t from, std::size_t to) const {
    return std::find(loops_.begin(), loops_.end(), std::pair{from, to}) != loops_.end();
  }

  const Files& files_;
  const FactsTable& facts_;
  const std::vector<bool>& excluded_;
  const Kconfig& kconfig_;
  Formulas& formulas_;
  KbuildTree tree_;
  std::unordered_map<std::string, std::size_t> known_;
  std::vector<std::pair<std::size_t, FormulaId>> starts_;
  std::vector<std::pair<std::size_t, std::size_t>> loops_;
  std::vector<std::size_t> order_;
  std::vector<bool> on_way_;
  std::size_t commands_ = 0;
};

}  // namespace

KbuildTree read_kbuild_tree(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                            const Kconfig& kconfig, Formulas& formulas) {
  return Walk(files, facts, excluded, kconfig, formulas).run();
}

}  // namespace modgate
