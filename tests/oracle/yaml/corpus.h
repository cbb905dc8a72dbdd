// The YAML inputs on which modgate is compared with independent readers: hand-written ones, each a known trap, and
// every one-character mutation of a valid manifest. The same bytes on every machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modgate::testing {

/// Broken or suspicious documents; whether each is valid YAML is for the oracle to say.
std::vector<std::string> nasty_inputs();

/// A valid manifest that uses every kind of syntax the subset has.
std::string rich_manifest();

/// `text` with one byte deleted, doubled, or one of the characters that mean something in YAML put before it.
std::vector<std::string> mutations(std::string_view text);

/// `text` with each line dropped, doubled, indented, outdented, or swapped with the next one.
std::vector<std::string> line_mutations(std::string_view text);

}  // namespace modgate::testing
