// What a fuzz target is: a family of entry points behind one selector byte. Any bytes come in; nothing goes out but an
// exception where something did not hold. libFuzzer drives a target (libfuzzer.cc), and so does an ordinary test
// (replay_test.cc). Adding a parser is one row in its family's table, at the end: rows are named by the corpora.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace modgate::fuzz {

struct Entry {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

struct Target {
  std::string_view name;
  std::span<const Entry> entries;
};

/// The entry that an input names by its first byte, `a` for the first; nullptr: none.
const Entry* entry_of(const Target& target, std::string_view input);
/// Runs the entry over the bytes behind the selector. Throws Broken, or what the project's code let out.
void run(const Target& target, std::string_view input);

/// Something that must always hold did not.
class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws Broken unless it holds.
void demand(bool holds, std::string_view what);
void demand(bool holds, std::string_view what, std::string_view detail);

// The families, each in its own file.
extern const Target scan_target, manifests_target, documents_target, build_target, git_target, output_target,
    check_target;

}  // namespace modgate::fuzz
