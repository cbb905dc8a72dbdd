// The hash and the ordinals; see fingerprint.h.
#include "lint/fingerprint.h"

#include <fmt/core.h>

#include <unordered_map>

#include "base/text_hash.h"
#include "modgate/rule.h"

namespace modgate {
namespace {

std::string one_blank(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      result += c;
    } else if (!result.ends_with(' ')) {
      result += ' ';
    }
  }
  return result;
}

/// All parts but the ordinal. Nobody gains by a collision: equal fingerprints are told apart by their ordinal.
TextHash hash_of(const FindingKey& key) {
  TextHash hash;
  for (const std::string* part : {&key.rule, &key.module, &key.path, &key.target, &key.spelling}) hash.add(*part);
  return hash;
}

}  // namespace

std::string FindingKey::fingerprint() const {
  TextHash hash = hash_of(*this);
  hash.add(std::to_string(ordinal));
  return hash.hex();
}

std::vector<FindingKey> keys_of(const std::vector<Diagnostic>& findings, const Files& files, const NameOf& renamed) {
  std::unordered_map<std::string, unsigned> seen;
  std::vector<FindingKey> keys;
  keys.reserve(findings.size());
  for (const Diagnostic& finding : findings) {
    FindingKey& key = keys.emplace_back();
    key.rule = finding.rule->id;
    key.module = finding.module;
    if (finding.at.file != kNoFile) key.path = renamed(files.path(finding.at.file));
    key.target = renamed(finding.target);
    key.spelling = one_blank(finding.spelling);
    key.ordinal = seen[hash_of(key).hex()]++;
  }
  return keys;
}

void set_fingerprints(std::vector<Diagnostic>& findings, const Files& files, const NameOf& renamed) {
  const std::vector<FindingKey> keys = keys_of(findings, files, renamed);
  for (std::size_t i = 0; i < keys.size(); ++i) findings[i].fingerprint = keys[i].fingerprint();
}

}  // namespace modgate
