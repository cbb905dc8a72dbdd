// Children write records of one line each: `B INDEX` before an input, then `C class` and `D difference`, then `E
// count`.
#include "verdict.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace modgate::differential {
namespace {

using Clock = std::chrono::steady_clock;

/// One input takes milliseconds; a busy machine may be a hundred times slower.
constexpr int kPatienceMs = 20000;
/// Differences printed; those beyond are counted.
constexpr std::size_t kShown = 2000;

class Run {
 public:
  Run(const std::function<Verdict(std::size_t)>& compare, const std::function<std::string(std::size_t)>& name)
      : compare_(compare), name_(name) {}

  /// Inputs from `next` on in one child; gives the first that was not begun.
  std::size_t child(std::size_t next, std::size_t count, Clock::time_point until) {
    int ends[2];
    if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    std::fflush(stdout);
    const pid_t pid = fork();
    if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (pid == 0) {
      close(ends[0]);
      work(ends[1], next, count, until);
      _exit(0);
    }
    close(ends[1]);
    begun_ = next;
    busy_ = false;
    const bool silent = !listen(ends[0]);
    close(ends[0]);
    if (silent) kill(pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    if (!busy_) {
      if (status != 0) throw std::runtime_error("a child ended between two inputs");
      return begun_;
    }
    ++tally_.inputs;
    ++tally_.ended;
    std::printf("%s: %s\n", name_(begun_).c_str(), silent ? "a reader ran out of time" : "a reader crashed");
    return begun_ + 1;
  }

  const Tally& tally() const { return tally_; }

 private:
  void work(int out, std::size_t next, std::size_t count, Clock::time_point until) const {
    for (std::size_t i = next; count != 0 ? i < count : Clock::now() < until; ++i) {
      put(out, "B " + std::to_string(i) + "\n");
      const Verdict verdict = compare_(i);
      std::string records;
      for (const std::string& one : verdict.classes) records += "C " + one + "\n";
      for (const std::string& one : verdict.differences) records += "D " + one_line(one) + "\n";
      put(out, records + "E " + std::to_string(verdict.compared) + "\n");
    }
  }

  static std::string one_line(const std::string& text) {
    std::string line;
    for (const char c : text) line += c == '\n' ? "\\n" : c == '\r' ? "\\r" : std::string(1, c);
    return line;
  }

  static void put(int out, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t wrote = write(out, text.data() + done, text.size() - done);
      if (wrote <= 0) _exit(1);
      done += static_cast<std::size_t>(wrote);
    }
  }

  /// Reads records until the child closes its end; false when it was silent for too long.
  bool listen(int in) {
    std::string rest;
    char buffer[65536];
    while (true) {
      pollfd waiting{in, POLLIN, 0};
      if (poll(&waiting, 1, kPatienceMs) == 0) return false;
      const ssize_t got = read(in, buffer, sizeof buffer);
      if (got <= 0) return true;
      rest.append(buffer, static_cast<std::size_t>(got));
      std::size_t begin = 0;
      for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', begin)) {
        record(rest[begin], rest.substr(begin + 2, end - begin - 2));
        begin = end + 1;
      }
      rest.erase(0, begin);
    }
  }

  void record(char kind, const std::string& text) {
    if (kind == 'B') {
      begun_ = std::strtoul(text.c_str(), nullptr, 10);
      busy_ = agrees_ = true;
    } else if (kind == 'C') {
      ++tally_.classes[text];
      agrees_ = false;
    } else if (kind == 'D') {
      if (tally_.differences++ < kShown) std::printf("%s: %s\n", name_(begun_).c_str(), text.c_str());
      agrees_ = false;
    } else {
      tally_.compared += std::strtoul(text.c_str(), nullptr, 10);
      ++tally_.inputs;
      tally_.agreeing += agrees_ ? 1 : 0;
      busy_ = false;
      ++begun_;
    }
  }

  const std::function<Verdict(std::size_t)>& compare_;
  const std::function<std::string(std::size_t)>& name_;
  Tally tally_;
  std::size_t begun_ = 0;
  bool busy_ = false;
  bool agrees_ = true;
};

}  // namespace

bool Tally::print(const std::string& what) const {
  std::printf("%zu inputs, %zu agree in all, %zu %s compared, %zu unexplained, %zu ended by a reader\n", inputs,
              agreeing, compared, what.c_str(), differences, ended);
  for (const auto& [name, times] : classes) std::printf("  %8zu  %s\n", times, name.c_str());
  return differences == 0 && ended == 0 && compared > 0;
}

Tally compare_all(std::size_t count, unsigned seconds, const std::function<Verdict(std::size_t)>& compare,
                  const std::function<std::string(std::size_t)>& name) {
  const Clock::time_point until = Clock::now() + std::chrono::seconds(seconds);
  Run run(compare, name);
  std::size_t next = 0;
  while (count != 0 ? next < count : Clock::now() < until) next = run.child(next, count, until);
  return run.tally();
}

}  // namespace modgate::differential
