// Statements in their order, with the blocks around them; an entry is weighed when it ends, selects when all is read.
#include "build/kconfig.h"

#include <algorithm>
#include <optional>

#include "base/paths.h"
#include "build/folder_pattern.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Token = BuildCommand::Argument;

/// What surrounds an entry: `if`, `menu` or `choice`.
struct Block {
  FormulaId depends{};
  FormulaId visible{};
  std::uint32_t group = 0;  ///< the choice, 0: none
};

struct Default {
  FormulaId value{};
  FormulaId when{};
};

/// The entry whose attributes are being read.
struct Entry {
  enum class Kind : std::uint8_t { none, symbol, block };
  Kind kind = Kind::none;
  SymbolId symbol{};
  FileId file = kNoFile;
  FormulaId depends{};
  FormulaId prompt{};
  std::vector<Default> defaults;
  std::vector<KconfigSelect> selects;
  bool text = false;
};

class Reader {
 public:
  Reader(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded, Formulas& formulas)
      : files_(files), facts_(facts), excluded_(excluded), formulas_(formulas) {
    out_.reached.resize(files.view_size());
    blocks_.push_back({formulas_.truth(), formulas_.truth(), 0});
  }

  Kconfig run() {
    if (const std::optional<FileId> root = files_.find("Kconfig"); root && is_kconfig(*root)) {
      read_file(*root);
    } else {
      read_unsourced();
    }
    finish();
    return std::move(out_);
  }

 private:
  bool is_kconfig(FileId file) const {
    return facts_[index(file)].language == Language::kconfig && !excluded_[index(file)];
  }

  void read_unsourced() {
    std::vector<bool> sourced(files_.view_size());
    for (std::size_t i = 0; i < files_.view_size(); ++i) {
      if (!is_kconfig(FileId{static_cast<std::uint32_t>(i)})) continue;
      for (const BuildCommand& command : facts_[i].commands) {
        for (const FolderMatch& match : targets(FileId{static_cast<std::uint32_t>(i)}, command)) {
          if (index(match.file) != i) sourced[index(match.file)] = true;
        }
      }
    }
    for (std::size_t i = 0; i < files_.view_size(); ++i) {
      const FileId file{static_cast<std::uint32_t>(i)};
      if (is_kconfig(file) && !sourced[i] && paths::base_name(files_.path(file)) == "Kconfig") read_file(file);
    }
  }

  /// The files that a `source` names; none for other statements.
  std::vector<FolderMatch> targets(FileId from, const BuildCommand& command) const {
    const bool relative = command.name == "rsource" || command.name == "orsource";
    if ((!relative && command.name != "source" && command.name != "osource") || command.arguments.size() != 1)
      return {};
    std::string path = command.arguments.front().text;
    if (path.starts_with("$(srctree)/")) path.erase(0, path.find('/') + 1);
    if (relative) path = paths::join(paths::parent(files_.path(from)), path);
    const std::optional<std::string> normal = paths::normalise(path);
    return normal ? match_folders(files_, *normal) : std::vector<FolderMatch>{};
  }

  void trouble(FileId file, const BuildCommand& command, std::string reason) {
    out_.troubles.push_back({file, &command, std::move(reason)});
  }

  void read_file(FileId file) {
    out_.present = true;
    out_.reached[index(file)] = true;
    const std::size_t outer = blocks_.size();
    open_.push_back(file);
    for (const BuildCommand& command : facts_[index(file)].commands) {
      if (++commands_ > limits::kBuildCommands) {
        trouble(file, command, "more statements than are read");
        break;
      }
      read_statement(file, command, outer);
    }
    end_entry();
    open_.pop_back();
    blocks_.resize(outer);
  }

  void source(FileId file, const BuildCommand& command) {
    const std::vector<FolderMatch> found = targets(file, command);
    if (found.empty() && !command.name.starts_with('o')) {
      const std::string what = command.arguments.empty() ? "" : command.arguments.front().text;
      trouble(file, command, "`" + what + "` is not in the tree");
    }
    for (const FolderMatch& match : found) {
      if (!is_kconfig(match.file)) {
        trouble(file, command, "`" + std::string(files_.path(match.file)) + "` was not read");
      } else if (std::find(open_.begin(), open_.end(), match.file) != open_.end()) {
        trouble(file, command, "`" + std::string(files_.path(match.file)) + "` sources itself");
      } else if (open_.size() > static_cast<std::size_t>(limits::kSourceDepth)) {
        trouble(file, command, "too many files within each other");
      } else {
        out_.sources.push_back({file, &command, match.file});
        FormulaId here = blocks_.back().depends;
        for (const auto& [name, value] : match.values) here = formulas_.both(here, formulas_.variable(name, value));
        blocks_.push_back({here, blocks_.back().visible, blocks_.back().group});
        read_file(match.file);
        blocks_.pop_back();
      }
    }
  }

  void read_statement(FileId file, const BuildCommand& command, std::size_t outer) {
    const std::string& name = command.name;
    const Token* begin = command.arguments.data();
    const Token* end = begin + command.arguments.size();
    if (name == "config" || name == "menuconfig") {
      end_entry();
      if (begin != end) begin_symbol(file, begin->text);
    } else if (name == "if" || name == "menu" || name == "choice") {
      end_entry();
      Block block = blocks_.back();
      if (name == "if") block.depends = formulas_.both(block.depends, kconfig_condition(begin, end, formulas_));
      if (name == "choice") block.group = ++groups_;
      blocks_.push_back(block);
      entry_.kind = name == "if" ? Entry::Kind::none : Entry::Kind::block;
    } else if (name == "endif" || name == "endmenu" || name == "endchoice") {
      end_entry();
      if (blocks_.size() > outer) blocks_.pop_back();
    } else if (name.ends_with("source")) {
      end_entry();
      source(file, command);
    } else if (name == "comment" || name == "mainmenu") {
      end_entry();
    } else if (entry_.kind != Entry::Kind::none) {
      read_attribute(file, command);
    }
  }

  void begin_symbol(FileId file, std::string_view name) {
    entry_ = {};
    entry_.kind = Entry::Kind::symbol;
    entry_.symbol = formulas_.intern(name);
    entry_.file = file;
    entry_.depends = formulas_.truth();
    entry_.prompt = formulas_.falsehood();
  }

  void read_attribute(FileId file, const BuildCommand& command) {
    const std::string& name = command.name;
    const Token* begin = command.arguments.data();
    const Token* end = begin + command.arguments.size();
    if (name == "depends on" || name == "visible if") {
      const FormulaId condition = kconfig_condition(begin, end, formulas_);
      const bool block = entry_.kind == Entry::Kind::block;
      FormulaId& part = !block                 ? entry_.depends
                        : name == "visible if" ? blocks_.back().visible
                                               : blocks_.back().depends;
      part = formulas_.both(part, condition);
      return;
    }
    if (entry_.kind == Entry::Kind::block) return;
    const Token* split =
        std::find_if(begin, end, [](const Token& token) { return !token.quoted && token.text == "if"; });
    const FormulaId when = split == end ? formulas_.truth() : kconfig_condition(split + 1, end, formulas_);
    if (name == "string" || name == "int" || name == "hex") entry_.text = true;
    if (name == "default" || name == "def_bool" || name == "def_tristate") {
      entry_.defaults.push_back({kconfig_condition(begin, split, formulas_), when});
    } else if (name == "select" || name == "imply") {
      if (begin == split) return;
      entry_.selects.push_back(
          {entry_.symbol, formulas_.intern(begin->text), when, file, command.line, name == "imply"});
    } else if (name == "prompt" || name == "bool" || name == "tristate" || entry_.text) {
      if (begin != split && begin->quoted) entry_.prompt = formulas_.either(entry_.prompt, when);
    }
  }

  KconfigSymbol& symbol(SymbolId id) {
    if (out_.symbols.size() <= index(id)) {
      const FormulaId no = formulas_.falsehood();
      out_.symbols.resize(index(id) + 1, {false, false, false, 0, no, no, no, formulas_.truth(), no, no, no});
    }
    return out_.symbols[index(id)];
  }

  /// Dependencies may come after what they are about: an entry counts when it ends.
  void end_entry() {
    if (entry_.kind != Entry::Kind::symbol) {
      entry_.kind = Entry::Kind::none;
      return;
    }
    entry_.kind = Entry::Kind::none;
    const Block& block = blocks_.back();
    const FormulaId depends = formulas_.both(block.depends, entry_.depends);
    KconfigSymbol& known = symbol(entry_.symbol);
    known.declared = true;
    known.text |= entry_.text;
    known.depends = formulas_.either(known.depends, depends);
    const FormulaId visible = formulas_.both(formulas_.both(depends, block.visible), entry_.prompt);
    known.visible = formulas_.either(known.visible, visible);
    if (block.group != 0) {
      known.choice = true;
      known.group = block.group;
      known.fallback = formulas_.both(depends, formulas_.opaque("which of a choice is the default"));
    }
    // The first default whose condition holds is the one.
    for (const Default& fallback : entry_.defaults) {
      if (known.choice) break;
      const FormulaId applies = formulas_.both(depends, fallback.when);
      const FormulaId here = formulas_.both(known.undefaulted, formulas_.both(applies, fallback.value));
      known.fallback = formulas_.either(known.fallback, here);
      known.undefaulted = formulas_.both(known.undefaulted, formulas_.negate(applies));
    }
    const FormulaId on = formulas_.both(depends, formulas_.symbol(formulas_.name(entry_.symbol)));
    for (KconfigSelect select : entry_.selects) {
      select.when = formulas_.both(on, select.when);
      out_.selects.push_back(select);
    }
  }

  void finish() {
    std::stable_sort(out_.selects.begin(), out_.selects.end(),
                     [](const KconfigSelect& a, const KconfigSelect& b) { return a.from < b.from; });
    std::vector<std::vector<FormulaId>> ways(formulas_.symbols());
    if (formulas_.symbols() > 0) symbol(SymbolId{static_cast<std::uint32_t>(formulas_.symbols() - 1)});
    for (const KconfigSelect& select : out_.selects) {
      const FormulaId depends = symbol(select.to).depends;
      ways[index(select.to)].push_back(select.weak ? formulas_.both(depends, select.when) : select.when);
    }
    const bool whole = out_.present && out_.troubles.empty();
    out_.undeclared = whole ? formulas_.falsehood() : formulas_.opaque("a Kconfig that could not be read");
    const FormulaId value_of_text = formulas_.opaque("the value of a string or number");
    symbol(SymbolId{static_cast<std::uint32_t>(formulas_.symbols() - 1)});
    ways.resize(formulas_.symbols());
    for (std::size_t i = 0; i < out_.symbols.size(); ++i) {
      KconfigSymbol& known = out_.symbols[i];
      std::vector<FormulaId>& parts = ways[i];
      parts.insert(parts.begin(), known.fallback);
      if (known.text) parts.push_back(formulas_.both(known.depends, value_of_text));
      if (!known.declared) parts.push_back(out_.undeclared);
      known.unset = formulas_.any_of(parts);
      parts.insert(parts.begin(), known.visible);
      known.leavable = formulas_.either(known.visible, formulas_.negate(known.fallback));
      known.enabled = formulas_.any_of(std::move(parts));
    }
    out_.selects_of.assign(out_.symbols.size() + 1, 0);
    for (const KconfigSelect& select : out_.selects) ++out_.selects_of[index(select.from) + 1];
    for (std::size_t i = 1; i < out_.selects_of.size(); ++i) out_.selects_of[i] += out_.selects_of[i - 1];
  }

  const Files& files_;
  const FactsTable& facts_;
  const std::vector<bool>& excluded_;
  Formulas& formulas_;
  Kconfig out_;
  std::vector<Block> blocks_;
  std::vector<FileId> open_;  ///< files that are being read, outermost first
  Entry entry_;
  std::uint32_t groups_ = 0;
  std::size_t commands_ = 0;
};

}  // namespace

Kconfig read_kconfig(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                     Formulas& formulas) {
  return Reader(files, facts, excluded, formulas).run();
}

}  // namespace modgate
