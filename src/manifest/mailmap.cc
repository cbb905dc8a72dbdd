// .mailmap: lines `Name <proper> [Name] <commit>`. Only the addresses matter; two of them on a line are one person's.
// Display names join nobody. A line that would join two persons of the roster joins nothing, and an address that lines
// give to different persons, as machines' accounts are, is nobody's.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
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

using Keys = std::unordered_set<std::string>;  ///< "<address" and "@handle"

class Joiner {
 public:
  Joiner(Roster& roster, Keys nobodys) : roster_(roster), nobodys_(std::move(nobodys)) {
    for (std::size_t i = 0; i < roster.people.size(); ++i) {
      for (const std::string& email : roster.people[i].emails) owner_.try_emplace("<" + text::lower(email), i);
      for (const std::string& handle : roster.people[i].handles) owner_.try_emplace("@" + text::lower(handle), i);
    }
  }

  /// Gives all addresses of a line to the one person that some of them name.
  void join(const std::vector<std::string>& addresses) {
    std::size_t person = kNobody;
    for (const std::string& address : addresses) {
      for (const std::string& key : keys_of(address)) {
        const auto found = owner_.find(key);
        if (found == owner_.end()) continue;
        if (person != kNobody && person != found->second) return dispute(addresses);
        person = found->second;
      }
    }
    if (person == kNobody) return;
    for (const std::string& address : addresses) {
      for (const std::string& key : keys_of(address)) {
        if (owner_.try_emplace(key, person).second) learned_.emplace(key, person);
      }
    }
  }

  /// Writes what was learned into the roster.
  void finish() {
    for (const auto& [key, person] : learned_) {
      auto& known = key.front() == '@' ? roster_.people[person].handles : roster_.people[person].emails;
      known.push_back(key.substr(1));
    }
    roster_.index();
  }

  /// What lines give to different persons: an address that is told apart by names only.
  Keys disputed;

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  std::vector<std::string> keys_of(const std::string& address) const {
    std::vector<std::string> keys = {"<" + address};
    if (const auto handle = noreply_account(address); !handle.empty()) keys.push_back("@" + std::string(handle));
    keys.erase(std::remove_if(keys.begin(), keys.end(), [&](const auto& key) { return nobodys_.contains(key); }),
               keys.end());
    return keys;
  }

  void dispute(const std::vector<std::string>& addresses) {
    for (const std::string& address : addresses) {
      for (const std::string& key : keys_of(address)) {
        if (learned_.contains(key)) disputed.insert(key);
      }
    }
  }

  Roster& roster_;
  Keys nobodys_;
  std::unordered_map<std::string, std::size_t> owner_;  ///< to a person
  std::map<std::string, std::size_t> learned_;          ///< those that the roster does not give itself
};

}  // namespace

void join_mailmap(Roster& roster, std::string_view bytes) {
  std::vector<std::vector<std::string>> lines;
  for (const std::string_view line : text::split(bytes, "\n")) {
    if (auto addresses = addresses_of(line); addresses.size() > 1) lines.push_back(std::move(addresses));
  }
  const auto read = [&](const Keys& nobodys) {
    Joiner joiner(roster, nobodys);
    // A person with three addresses has two lines, in any order: the second pass meets what the first one learned.
    for (int pass = 0; pass < 2; ++pass) {
      for (const auto& addresses : lines) joiner.join(addresses);
    }
    return joiner;
  };
  // Disputed addresses join nobody, and so nothing may be learned through them: all is read again without them.
  Joiner first = read({});
  if (first.disputed.empty()) return first.finish();
  read(first.disputed).finish();
}

}  // namespace modgate
