// Runs clang++ through the shell: every argument is written here, none comes from input.
#include "clang.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace modgate::oracle {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "modgate-clang-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string Folder::read(const std::string& name) const {
  std::ifstream file(std::filesystem::path(path_) / name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void run_clang(const Folder& folder, const std::string& arguments) {
  const std::string command = "cd " + folder.path() + " && clang++ " + arguments + " >out 2>err";
  // clang's status says only that ill-formed snippets are ill-formed.
  [[maybe_unused]] const int status = std::system(command.c_str());
}

bool has_clang() {
  if (std::system("clang++ --version >/dev/null 2>&1") == 0) return true;
  const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
  if (required != nullptr && std::string_view(required) == "1") ADD_FAILURE() << "there is no clang++";
  return false;
}

}  // namespace modgate::oracle
