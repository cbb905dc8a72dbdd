// Run by a git hook in a fixture repository: opens the repository as the hook's environment says and prints what is
// staged (or with --rev what that revision holds), or the failure.
#include <fmt/core.h>

#include <string_view>

#include "git/library.h"
#include "git/repository.h"
#include "view_text.h"

int main(int argc, char** argv) {
  const modgate::git::Library library;
  const auto repository = modgate::git::Repository::open(".");
  if (!repository) {
    fmt::print("failure: {}\n", repository.error().message);
    return 1;
  }
  const bool revision = argc == 3 && std::string_view(argv[1]) == "--rev";
  fmt::print("{}", modgate::testing::listing_text(revision ? (*repository)->tree(argv[2]) : (*repository)->staged()));
  return 0;
}
