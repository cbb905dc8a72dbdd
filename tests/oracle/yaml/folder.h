// A temporary folder, and a command's success: what both comparisons need from the system.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace modgate {

/// Whether the command, given to the shell, ended with 0.
inline bool run(const std::string& command) { return std::system(command.c_str()) == 0; }

/// A folder that goes away with its object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "modgate-yaml-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace modgate
