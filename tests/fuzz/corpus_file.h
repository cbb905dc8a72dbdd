// A target's committed inputs in one file: of each its size in decimal, a line end, its bytes, a line end. seeds.py
// writes such files and takes them apart. A file that is cut off or damaged is an error, not fewer inputs.
#pragma once

#include <string>
#include <vector>

namespace modgate::fuzz {

/// The inputs in their order. Throws std::runtime_error where the file is none of the kind.
std::vector<std::string> read_corpus(const std::string& path);
/// All bytes of a file. Throws where it cannot be read.
std::string read_bytes(const std::string& path);

}  // namespace modgate::fuzz
