// What the unit tests of this folder share: opening, and failures as text.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "git/library.h"
#include "git/repository.h"
#include "repo_builder.h"
#include "view_text.h"

namespace modgate::testing {

/// Opens or fails the test loudly.
inline std::unique_ptr<git::Repository> opened(const std::string& folder) {
  auto repository = git::Repository::open(folder);
  if (!repository) throw std::runtime_error(repository.error().message + " / " + repository.error().help);
  return std::move(*repository);
}

template <class T>
std::string failure_text(const Result<T>& result) {
  return result ? "no failure" : result.error().message + "\n" + result.error().help;
}

/// The bytes of an id, as they stand in a tree.
inline std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

/// A variable of this process for one scope.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

}  // namespace modgate::testing
