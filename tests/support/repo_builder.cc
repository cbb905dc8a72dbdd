// Files through the standard library, git through fork and exec.
#include "repo_builder.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

extern char** environ;

namespace modgate::testing {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

/// In the child: a temporary file takes each stream, so that no pipe can fill up.
std::string temporary_file() {
  std::string name = (fs::temp_directory_path() / "modgate-stream-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) throw std::runtime_error("no temporary file");
  ::close(file);
  return name;
}

std::string take(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  fs::remove(name);
  return bytes;
}

/// No variable of git's may reach the code under test, unless a test sets it.
void seal_process(const std::string& home) {
  std::vector<std::string> names;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (text.starts_with("GIT_")) names.emplace_back(text.substr(0, text.find('=')));
  }
  for (const std::string& name : names) ::unsetenv(name.c_str());
  ::unsetenv("XDG_CONFIG_HOME");
  ::unsetenv("SUDO_UID");
  ::setenv("HOME", home.c_str(), 1);
}

}  // namespace

Ran run_program(const std::vector<std::string>& words, const std::string& folder,
                const std::map<std::string, std::string>& environment, const std::string& input) {
  const std::array<std::string, 3> streams = {temporary_file(), temporary_file(), temporary_file()};
  std::ofstream(streams[0], std::ios::binary) << input;
  std::vector<std::string> arguments = words;
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(variables);
  const pid_t child = ::fork();
  if (child == 0) {
    bool ready = ::chdir(folder.c_str()) == 0;
    for (int i = 0; i < 3; ++i) {
      const int file = ::open(streams[static_cast<std::size_t>(i)].c_str(), i == 0 ? O_RDONLY : O_WRONLY | O_TRUNC);
      ready = ready && ::dup2(file, i) == i;
    }
    if (ready) ::execvpe(argv.front(), argv.data(), envp.data());
    ::_exit(127);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot run " + words.front());
  fs::remove(streams[0]);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), take(streams[1]), take(streams[2])};
}

RepoBuilder::RepoBuilder(const std::vector<std::string>& init_arguments) {
  std::string pattern = (fs::temp_directory_path() / "modgate-repo-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  temp_ = fs::canonical(pattern).string();
  path_ = temp_ + "/repo";
  fs::create_directories(path_);
  fs::create_directories(home());
  seal_process(home());
  std::vector<std::string> arguments = {"init", "-q", "-b", "main"};
  arguments.insert(arguments.end(), init_arguments.begin(), init_arguments.end());
  git(arguments);
}

RepoBuilder::~RepoBuilder() {
  std::error_code ignored;
  fs::remove_all(temp_, ignored);
}

RepoBuilder& RepoBuilder::file(const std::string& path, const std::string& bytes) {
  const fs::path target = fs::path(path_) / path;
  fs::create_directories(target.parent_path());
  std::ofstream out(target, std::ios::binary);
  out << bytes;
  if (!out) throw std::runtime_error("cannot write " + path);
  return *this;
}

RepoBuilder& RepoBuilder::executable(const std::string& path, const std::string& bytes) {
  file(path, bytes);
  fs::permissions(fs::path(path_) / path, fs::perms::owner_exec, fs::perm_options::add);
  return *this;
}

RepoBuilder& RepoBuilder::symlink(const std::string& path, const std::string& target) {
  const fs::path link = fs::path(path_) / path;
  fs::create_directories(link.parent_path());
  fs::create_symlink(target, link);
  return *this;
}

RepoBuilder& RepoBuilder::folder(const std::string& path) {
  fs::create_directories(fs::path(path_) / path);
  return *this;
}

RepoBuilder& RepoBuilder::remove(const std::string& path) {
  if (fs::remove_all(fs::path(path_) / path) == 0) throw std::runtime_error("nothing to remove at " + path);
  return *this;
}

RepoBuilder& RepoBuilder::rename(const std::string& from, const std::string& to) {
  fs::create_directories((fs::path(path_) / to).parent_path());
  fs::rename(fs::path(path_) / from, fs::path(path_) / to);
  return *this;
}

RepoBuilder& RepoBuilder::ignore(const std::string& pattern) {
  std::ofstream(path_ + "/.gitignore", std::ios::app) << pattern << '\n';
  return *this;
}

RepoBuilder& RepoBuilder::stage(const std::string& path) {
  git({"add", "-A", "--", path});
  return *this;
}

RepoBuilder& RepoBuilder::submodule(const std::string& path, const std::string& commit) {
  git({"update-index", "--add", "--cacheinfo", "160000," + commit + "," + path});
  return *this;
}

RepoBuilder& RepoBuilder::commit(const std::string& message, long time) {
  time_ = time;
  git({"add", "-A"});
  git({"commit", "-q", "--allow-empty", "--no-verify", "-m", message});
  return *this;
}

std::string RepoBuilder::git(const std::vector<std::string>& arguments, const std::string& input) {
  Ran ran = try_git(arguments, path_, {}, input);
  if (ran.status != 0) throw std::runtime_error("git " + arguments.front() + ": " + ran.err + ran.out);
  return std::move(ran.out);
}

Ran RepoBuilder::try_git(const std::vector<std::string>& arguments, const std::string& folder,
                         const std::map<std::string, std::string>& variables, const std::string& input) {
  std::vector<std::string> words = {"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::map<std::string, std::string> all = environment();
  for (const auto& [name, value] : variables) all[name] = value;
  return run_program(words, folder, all, input);
}

std::string RepoBuilder::object(const std::string& type, const std::string& bytes) {
  std::string id = git({"hash-object", "-t", type, "--literally", "-w", "--stdin"}, bytes);
  id.resize(40);
  return id;
}

std::string RepoBuilder::commit_of_tree(const std::string& tree) {
  return object("commit", "tree " + tree +
                              "\nauthor A <a@example.com> 1700000000 +0000\ncommitter A <a@example.com> 1700000000 "
                              "+0000\n\nhostile\n");
}

std::map<std::string, std::string> RepoBuilder::environment() const {
  const char* search = std::getenv("PATH");
  const std::string date = std::to_string(time_) + " +0000";
  return {{"PATH", search == nullptr ? "/usr/bin:/bin" : search},
          {"HOME", home()},
          {"LC_ALL", "C"},
          {"TZ", "UTC"},
          {"GIT_CONFIG_NOSYSTEM", "1"},
          {"GIT_ALLOW_PROTOCOL", "file"},
          {"GIT_TERMINAL_PROMPT", "0"},
          {"GIT_AUTHOR_NAME", "Ada"},
          {"GIT_AUTHOR_EMAIL", "ada@example.com"},
          {"GIT_AUTHOR_DATE", date},
          {"GIT_COMMITTER_NAME", "Ada"},
          {"GIT_COMMITTER_EMAIL", "ada@example.com"},
          {"GIT_COMMITTER_DATE", date}};
}

}  // namespace modgate::testing
