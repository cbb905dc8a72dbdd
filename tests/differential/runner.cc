// Arguments to inputs. A file is read when its turn comes: a tree holds more of them than memory should.
#include "runner.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "mutator.h"

namespace modgate::differential {
namespace {

struct Input {
  std::string path;
  std::string text;
};

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::uint64_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 10); }

}  // namespace

int run(const std::vector<std::string>& arguments, const Subject& subject) {
  const std::string mode = arguments.empty() ? "" : arguments.front();
  const bool changes = arguments.size() == 3 && (mode == "mutated" || mode == "one");
  std::vector<std::string> paths;
  for (std::string path; (changes || mode.empty()) && std::getline(std::cin, path);) {
    if (subject.reads(path)) paths.push_back(path);
  }
  if (paths.empty()) {
    std::fprintf(stderr,
                 "give paths of files on standard input, and no arguments, or: mutated SEED SECONDS, or: one SEED N\n");
    return 2;
  }
  if (!changes) {
    const auto compare = [&](std::size_t i) { return subject.compare(read_file(paths[i]), paths[i]); };
    const auto name = [&](std::size_t i) { return paths[i]; };
    return compare_all(paths.size(), 0, compare, name).print(subject.compared) ? 0 : 1;
  }
  const auto changed = [&](std::size_t i) {
    Mutator mutator(number(arguments[1]), i, subject.tokens);
    const std::string& path = paths[mutator.below(paths.size())];
    return Input{path, mutator.change(read_file(path))};
  };
  if (mode == "one") {
    const Input input = changed(number(arguments[2]));
    std::fprintf(stderr, "%s\n", input.path.c_str());
    std::fwrite(input.text.data(), 1, input.text.size(), stdout);
    return 0;
  }
  const auto compare = [&](std::size_t i) {
    const Input input = changed(i);
    return subject.compare(input.text, input.path);
  };
  const auto name = [](std::size_t i) { return "input " + std::to_string(i); };
  const auto seconds = static_cast<unsigned>(number(arguments[2]));
  return compare_all(0, seconds, compare, name).print(subject.compared) ? 0 : 1;
}

}  // namespace modgate::differential
