// .mailmap: lines `Name <proper> [Name] <commit>`. Only the addresses matter; two of them on a line are one person's.
// Display names join nobody. A line that would join two persons of the roster joins nothing.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

/// The addresses of one line, in lower case.
std::vector<std::string> addresses_of(std::string_view line) {
  std::vector<std::string> out;
  if (text::trim(line).starts_with('#')) return out;
  for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    const std::size_t close = line.find('>', at);
    if (close == std::string_view::npos) break;
    const std::string_view address = text::trim(line.substr(at + 1, close - at - 1));
    if (address.find('@') != std::string_view::npos) out.push_back(text::lower(address));
    at = close;
  }
  return out;
}

class Joiner {
 public:
  explicit Joiner(Roster& roster) : roster_(roster) {
    for (std::size_t i = 0; i < roster.people.size(); ++i) {
      for (const std::string& email : roster.people[i].emails) know("<" + text::lower(email), i);
      for (const std::string& handle : roster.people[i].handles) know("@" + text::lower(handle), i);
    }
  }

  /// Gives all addresses of a line to the one person that some of them name.
  void join(const std::vector<std::string>& addresses) {
    std::size_t person = kNobody;
    for (const std::string& address : addresses) {
      for (const std::string& key : keys_of(address)) {
        const auto found = owner_.find(key);
        if (found == owner_.end()) continue;
        if (person != kNobody && person != found->second) return;
        person = found->second;
      }
    }
    if (person == kNobody) return;
    for (const std::string& address : addresses) {
      if (owner_.try_emplace("<" + address, person).second) {
        roster_.people[person].emails.push_back(address);
      }
      const std::string handle(noreply_account(address));
      if (!handle.empty() && owner_.try_emplace("@" + handle, person).second) {
        roster_.people[person].handles.push_back(handle);
      }
    }
  }

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  static std::vector<std::string> keys_of(const std::string& address) {
    std::vector<std::string> keys = {"<" + address};
    if (const auto handle = noreply_account(address); !handle.empty()) keys.push_back("@" + std::string(handle));
    return keys;
  }
  void know(const std::string& key, std::size_t person) { owner_.try_emplace(key, person); }

  Roster& roster_;
  std::unordered_map<std::string, std::size_t> owner_;  ///< "<address" and "@handle" to a person
};

}  // namespace

void join_mailmap(Roster& roster, std::string_view bytes) {
  std::vector<std::vector<std::string>> lines;
  for (const std::string_view line : text::split(bytes, "\n")) {
    if (auto addresses = addresses_of(line); addresses.size() > 1) lines.push_back(std::move(addresses));
  }
  Joiner joiner(roster);
  // A person with three addresses has two lines, in any order: the second pass meets what the first one learned.
  for (int pass = 0; pass < 2; ++pass) {
    for (const auto& addresses : lines) joiner.join(addresses);
  }
  roster.index();
}

}  // namespace modgate
