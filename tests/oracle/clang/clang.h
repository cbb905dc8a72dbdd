// The judge: clang++ as a program. Goes in: files in a folder of their own; comes out: what clang printed.
// Where there is no clang++, the test is skipped, or fails when oracles are required.
#pragma once

#include <string>
#include <string_view>

namespace modgate::oracle {

/// A folder that is removed again.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  void write(const std::string& name, std::string_view bytes) const;
  std::string read(const std::string& name) const;

 private:
  std::string path_;
};

/// Runs `clang++ arguments` in the folder; its standard output and error are then the files `out` and `err` there.
void run_clang(const Folder& folder, const std::string& arguments);
/// Whether clang++ can be run; when not and oracles are required, the test has failed.
bool has_clang();

}  // namespace modgate::oracle
