// The list files of a view run by cases: every command under the condition that control reaches it, every variable with
// all values that it may have. Out come the sources that targets compile, each with its condition and its way there;
// the paths that commands name; and what could not be followed.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "build/cmake_value.h"
#include "build/condition.h"
#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/limits.h"
#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate::cmake {

/// A source of the view as a source of a target. `when` stands until the next root is run.
struct Compiled {
  FileId source = kNoFile;
  Cond when = kAlways;
  std::uint32_t origin = 0;
  std::uint32_t hop = 0;
  bool pattern = false;
  TextId target = 0;
};

/// Something that was not followed and may concern what lies in `folder`.
struct Unfollowed {
  const CommandForm* command = nullptr;
  std::string folder;
  std::string reason;
};

/// An argument that was resolved to a file or folder of the view by a command that is about it.
struct Named {
  enum class How : std::uint8_t { script, subdirectory };
  How how = How::script;
  const CommandForm* command = nullptr;
  std::string path;
};

/// An option's declaration as it was evaluated: the default's item, or nothing where it is no constant.
struct Declared {
  std::optional<std::string> constant;
  std::string written;
  const CommandForm* command = nullptr;
  std::uint32_t origin = 0;
};

/// What running a root may take, or took.
struct Effort {
  std::uint64_t steps = 0, items = 0, work = 0;
};

/// What running one root gave. Its commands, origins, hops and texts are those of the evaluator.
struct RootResult {
  FileId root = kNoFile;
  bool exhausted = false;  ///< a limit on work was met
  Effort given, taken;
  std::vector<Compiled> compiled;
  std::vector<Unfollowed> unfollowed;
  std::vector<Named> named;
  std::map<std::string, Declared> declared;
  /// Per file that was run: the current source folders it was run in, at most a few.
  std::unordered_map<std::uint32_t, std::vector<std::string>> folders_of;
  std::unordered_map<TextId, std::vector<FileId>> target_scripts;  ///< who defines each target
  std::map<std::tuple<FileId, Span, FileId>, BuildUse> uses;       ///< see read_uses()
};

/// Keeps the first few of different folders.
void remember_folder(std::vector<std::string>& folders, const std::string& folder);

class Evaluator {
 public:
  Evaluator(const Files& files, const Registry& registry, const FactsTable& facts);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// Runs a root, of which nothing else depends on what was run before it. `project`: nothing else adds it.
  void run_root(FileId list, bool project, Effort effort);
  /// Moves out what the root gave; its conditions stand until the next one is run.
  RootResult take_result();

  Conditions conditions;
  Texts texts;
  std::deque<Origin> origins;
  std::deque<Hop> hops;
  RootResult outcome;        ///< of the root that is being run
  Cond impossible = kNever;  ///< where configuring this root ends with an error

  /// The atom that the user's choice for this variable is.
  static std::string user_key(std::string_view variable) { return "on:" + std::string(variable); }

 private:
  struct Scope {
    std::unordered_map<TextId, Value> variables;
    Scope* parent = nullptr;
    Cond entry = kAlways;  ///< conditions in here count within it
  };
  struct Definition {
    Cond when = kAlways;
    const Program* program = nullptr;
    std::uint32_t begin = 0, end = 0;
    const CommandForm* head = nullptr;
    bool macro = false;
    std::string list_dir;
  };
  struct Target {
    Cond defined = kNever;
    Cond excluded = kNever;  ///< not built unless asked for
    bool interface = false;
    std::string folder;
  };
  struct Loop {
    Cond broken = kNever, continued = kNever;
  };
  using MacroArguments = std::unordered_map<std::string, Items>;
  struct Seen {
    List items;
    Cond defined = kNever;
  };
  struct Token {
    const Word* word = nullptr;
    std::string text;
    bool known = true;
  };
  using Handler = void (Evaluator::*)(const CommandForm&, Words&);
  struct Parser;

  // Flow: cmake_flow.cc; definitions and calls: cmake_calls.cc
  void run_list(FileId list);
  void settle_targets();
  void execute(const Program& program, std::uint32_t begin, std::uint32_t end);
  void command(const CommandForm& form);
  std::uint32_t run_if(const Program& program, std::uint32_t at);
  std::uint32_t run_foreach(const Program& program, std::uint32_t at);
  void run_foreach_items(const Program& program, std::uint32_t at, TextId variable, const Items& items);
  std::uint32_t run_while(const Program& program, std::uint32_t at);
  std::uint32_t run_block(const Program& program, std::uint32_t at);
  void define(const Program& program, std::uint32_t at, bool macro);
  void call(const CommandForm& form, Words& words, std::vector<Definition> definitions);
  void call_with(const CommandForm& form, const Definition& definition, const std::vector<const Word*>& words);
  bool only_computes(const Definition& definition);
  bool only_computes(const Definition& definition, const CommandForm& form);
  void forget_results(const Definition& definition);
  const Program& program_of(FileId file);
  bool step();
  bool enter();
  void begin_root(FileId list, Effort effort);

  // Variables: cmake_variables.cc
  void assign(Scope& scope, TextId name, Items items, Cond when);
  void assign(std::string_view name, std::string_view text);
  void assign_items(TextId name, Items items) { assign(*scope_, name, std::move(items), path_); }
  void assign_unknown(TextId name, std::uint32_t unknown);
  void unset(Scope& scope, TextId name, Cond when);
  void assign_cache(TextId name, const Items& items, Cond when, Cond user, bool force);
  void append(Scope& scope, TextId name, Items items);
  Value& own(Scope& scope, TextId name);
  const Value* find(TextId name) const;
  Seen read(TextId name);
  struct Outside {
    Cond on, defined;
    std::uint32_t unknown = 0;
  };
  Outside outside(TextId name);
  Cond user_choice(TextId name, bool fallback, bool declared_here);
  std::uint32_t make_unknown(bool opaque, std::string shown, std::string key = {});
  std::uint32_t nowhere(const CommandForm& form, bool opaque);
  Cond opaque_atom(std::string_view key, std::string_view text);
  /// `open`: what it is by default depends on the machine, too.
  Cond external_atom(std::string_view key, std::string holds, std::string fails, bool open = false);
  Items with(const Items& items, Cond when);
  void moved(Items& items, const CommandForm& form);

  // Arguments: cmake_expand.cc
  void expand(const CommandForm& form, Words& out);
  void expand(const CommandForm& form, std::uint32_t argument, Words& out);
  Items expand_pieces(const Piece* pieces, std::size_t count, std::uint32_t origin, bool quoted);
  Items reference(const Piece& piece);
  Cases cases_of(const Items& items, Cond under);
  Cases cases_of(const Word& word) { return cases_of(word.items, path_); }
  Items items_of(const Cases& cases, std::uint32_t origin, bool keep_empty);
  std::uint32_t origin_of(const CommandForm& form, std::uint32_t argument);
  void extend(Case& one, bool begun, const Item& item);
  std::uint32_t joined_unknown(std::uint32_t a, std::uint32_t b);
  std::uint32_t combined_unknown(std::uint32_t a, const std::string& before, const std::string& after);
  bool constant(const Word& word, std::string& text);
  /// Calls `body` for every text of the word, with the path narrowed to its case; unknown texts give nothing.
  void each_text(const Word& word, const std::function<void(const std::string&)>& body,
                 const std::function<void(std::uint32_t)>& unknown = {});
  /// The ways in which the first `positional` words are there or not; more than the limit gives none.
  bool arrangements(const Words& words, std::size_t positional,
                    const std::function<void(const std::vector<const Word*>&)>& body);
  Items items_from(const Words& words, std::size_t first);

  // Conditions: cmake_if.cc
  Cond condition(const CommandForm& form, const Words& words);
  Cond truth(const Items& items, Cond defined);
  Cond truth_of_unknown(std::uint32_t unknown);
  Cond compare(const std::string& op, const Cases& left, const Cases& right);
  Cond exists(const std::string& path, bool directory);

  // Commands: cmake_commands.cc, cmake_lists.cc, cmake_files.cc, cmake_targets.cc
  static const std::unordered_map<std::string_view, Handler>& handlers();
  void ignore(const CommandForm&, Words&) {}
  void do_set(const CommandForm&, Words&);
  void do_unset(const CommandForm&, Words&);
  void do_option(const CommandForm&, Words&);
  void do_dependent_option(const CommandForm&, Words&);
  void do_message(const CommandForm&, Words&);
  void do_math(const CommandForm&, Words&);
  void do_project(const CommandForm&, Words&);
  void do_minimum(const CommandForm&, Words&);
  void do_parse_arguments(const CommandForm&, Words&);
  void do_found(const CommandForm&, Words&);
  void do_package(const CommandForm&, Words&);
  void do_property(const CommandForm&, Words&);
  void read_global_property(const CommandForm&, Words&);
  void set_global_property(const CommandForm&, Words&);
  bool tree_sets_property(std::string_view name) const;
  void do_unknown(const CommandForm&, Words&);
  void do_language(const CommandForm&, Words&);
  void do_list(const CommandForm&, Words&);
  void pick(const CommandForm&, Words&, const std::string& op, TextId name, Items items, bool definite);
  void transform_list(const CommandForm&, Words&, TextId name);
  void do_string(const CommandForm&, Words&);
  void do_file(const CommandForm&, Words&);
  void do_glob(const CommandForm&, Words&, bool recurse);
  void do_component(const CommandForm&, Words&);
  void do_cmake_path(const CommandForm&, Words&);
  void do_include(const CommandForm&, Words&);
  void do_include_guard(const CommandForm&, Words&);
  void do_add_subdirectory(const CommandForm&, Words&);
  void do_return(const CommandForm&, Words&);
  void do_break(const CommandForm&, Words&);
  void do_continue(const CommandForm&, Words&);
  void do_add_target(const CommandForm&, Words&);
  void do_target_sources(const CommandForm&, Words&);
  void do_target_properties(const CommandForm&, Words&);
  void do_property_set(const CommandForm&, Words&);
  void declare(const CommandForm& form, TextId name, const Items& fallback, bool other_values);
  void include_file(const CommandForm& form, const std::string& path);
  void include_module(const CommandForm& form, const std::string& name);
  void glob(const std::string& pattern, bool recurse, bool folders, const Item& from, Items& out);
  void compile(const CommandForm& form, TextId target, const Item& item, Cond also);
  void compile_path(TextId target, const std::string& path, const Item& item, Cond when);
  void map_texts(TextId output, const std::vector<const Word*>& inputs,
                 const std::function<std::optional<std::string>(const std::vector<std::string>&)>& function,
                 const CommandForm& form);

  // Paths: a path of the tree as CMake sees it, and back.
  std::string full(std::string_view relative) const;
  std::string absolute(const std::string& path) const;
  std::optional<std::string> in_view(const std::string& path) const;

  const Files& files_;
  const Registry& registry_;
  const FactsTable& facts_;
  std::unordered_map<std::uint32_t, Program> programs_;
  std::unordered_set<std::string> user_names_;  ///< flags of modules and options of any script
  std::unordered_set<std::string> flag_names_;

  Cond path_ = kAlways;
  Scope* scope_ = nullptr;
  const MacroArguments* macro_ = nullptr;
  Loop* loop_ = nullptr;
  std::unordered_map<TextId, Value> cache_;
  std::unordered_map<std::string, std::vector<Definition>> definitions_;
  std::unordered_map<TextId, Target> targets_;
  std::unordered_map<std::string, Cond> included_once_;
  std::unordered_map<std::string, Cond> added_;  ///< folders added with the build folder that is theirs by default
  std::unordered_set<std::string> running_;      ///< folders whose list files are being run
  Scope properties_;                             ///< global properties that the tree sets
  std::vector<std::pair<std::string, std::string>> property_names_;  ///< how their names begin and end
  std::vector<Unknown> unknowns_;
  std::unordered_map<std::string, std::uint32_t> unknown_by_key_;
  std::unordered_map<TextId, std::pair<std::uint64_t, Outside>> outside_;
  std::string folder_;       ///< current source folder in the view
  std::string root_folder_;  ///< the root's
  std::string list_dir_;     ///< of the file that is run, as CMake sees it
  std::string function_list_dir_;
  FileId list_file_ = kNoFile;
  std::uint64_t epoch_ = 0;    ///< grows with every command that may set variables from outside
  std::uint64_t started_ = 0;  ///< the same for what only the first project() sets
  std::uint64_t exits_ = 0;    ///< returns, breaks and continues so far
  std::uint64_t steps_ = 0;    ///< of this root, as the next
  std::uint64_t made_items_ = 0;
  std::uint64_t work_before_ = 0;
  struct Budget {
    std::uint64_t steps = 0, items = 0;  ///< up to which a call may go
  };
  std::optional<Budget> budget_;
  bool cut_ = false;  ///< the budget was met: the call ends
  std::unordered_map<const CommandForm*, bool> computing_;
  std::unordered_map<const CommandForm*, int> cuts_;
  int depth_ = 0;
  std::string minimum_ = "3.25";
  std::uint64_t counter_ = 0;
  Cond subtree_excluded_ = kNever;
};

}  // namespace modgate::cmake
