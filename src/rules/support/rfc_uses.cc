// RFCs by the forms that name them; see rfc_uses.h. A pull request or issue of a forge is its repository and number,
// with or without the address around it.
#include "rules/support/rfc_uses.h"

#include <algorithm>
#include <string_view>

#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "owner/name#12" of "github.com/owner/name/pull/12" and what follows; else nothing.
std::optional<std::string> numbered(std::string_view url) {
  for (const std::string_view kind : {"/pull/", "/issues/", "/discussions/"}) {
    const std::size_t at = url.find(kind);
    const std::size_t host = url.find('/');
    if (at == std::string_view::npos || host >= at) continue;
    std::string_view number = url.substr(at + kind.size());
    number = number.substr(0, number.find('/'));
    if (is_number(number)) return phrases::lower(url.substr(host + 1, at - host - 1)) + "#" + std::string(number);
  }
  return std::nullopt;
}

std::string url_key(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (phrases::lower(url.substr(0, scheme.size())) == scheme) {
      url.remove_prefix(scheme.size());
      break;
    }
  }
  url = url.substr(0, url.find('#'));
  url = url.substr(0, url.find('?'));
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t host = std::min(url.find('/'), url.size());
  std::string out = phrases::lower(url.substr(0, host)) + std::string(url.substr(host));
  if (out.starts_with("www.")) out.erase(0, 4);
  if (const auto number = numbered(out)) return *number;
  return "url:" + out;
}

std::string ref_key(std::string_view ref) {
  const std::string low = phrases::lower(ref);
  const std::size_t hash = low.rfind('#');
  const bool forge = hash != std::string::npos && is_number(std::string_view(low).substr(hash + 1)) &&
                     low.find('/') < hash && low.find(' ') == std::string::npos;
  if (forge) return low;
  return low.find("://") == std::string::npos ? "ref:" + low : url_key(ref);
}

/// The path without empty and `.` components; one that climbs names no document (MG109).
std::string path_key(std::string_view path) {
  std::string out = "path:";
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (!part.empty() && part != ".") out += "/" + std::string(part);
  }
  return out;
}

}  // namespace

std::vector<std::string> rfc_keys(const Rfc& rfc) {
  std::vector<std::string> keys;
  if (rfc.url.set && !rfc.url.value.empty()) keys.push_back(url_key(rfc.url.value));
  if (rfc.ref.set && !rfc.ref.value.empty()) keys.push_back(ref_key(rfc.ref.value));
  if (rfc.path.set && !rfc.path.value.empty()) keys.push_back(path_key(rfc.path.value));
  return keys;
}

bool same_rfc(const Rfc& a, const Rfc& b) {
  const std::vector<std::string> theirs = rfc_keys(b);
  const std::vector<std::string> ours = rfc_keys(a);
  return std::any_of(ours.begin(), ours.end(), [&](const std::string& key) {
    return std::find(theirs.begin(), theirs.end(), key) != theirs.end();
  });
}

const Text& rfc_text(const Rfc& rfc) {
  if (rfc.ref.set) return rfc.ref;
  return rfc.url.set ? rfc.url : rfc.path;
}

RfcUses::RfcUses(const Registry& registry) : registry_(registry) {
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Manifest& manifest = registry.modules[i].manifest;
    const auto id = static_cast<ModuleId>(i);
    if (manifest.rfc.set) {
      uses_.push_back({id, std::nullopt, &manifest.rfc});
      for (std::string& key : rfc_keys(manifest.rfc)) users_[std::move(key)].own = uses_.size() - 1;
    }
    for (std::size_t j = 0; j < manifest.compositions.size(); ++j) {
      uses_.push_back({id, j, &manifest.compositions[j].rfc});
      for (std::string& key : rfc_keys(manifest.compositions[j].rfc)) {
        Users& users = users_[std::move(key)];
        if (!users.first) {
          users.first = uses_.size() - 1;
        } else if (!users.second && *users.first != uses_.size() - 1) {
          users.second = uses_.size() - 1;
        }
      }
    }
  }
}

const RfcUse* RfcUses::other(ModuleId module, std::size_t composition, bool later) const {
  const RfcUse* found = nullptr;
  for (const std::string& key : rfc_keys(registry_[module].manifest.compositions[composition].rfc)) {
    const auto users = users_.find(key);
    if (users == users_.end()) continue;
    if (users->second.own) return &uses_[*users->second.own];
    const RfcUse& first = uses_[*users->second.first];
    const bool itself = first.module == module && first.composition == composition;
    if (!itself) found = &first;
    if (itself && later && users->second.second) found = &uses_[*users->second.second];
  }
  return found;
}

}  // namespace modgate
