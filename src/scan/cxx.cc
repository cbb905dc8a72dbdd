// The C-family scanner: bytes of C, C++, Objective-C or CUDA in; includes, namespaces, declared names, qualified names,
// macros and suppressions out, in one linear pass. It does not expand macros, enter includes or know types; what
// compilers refuse to read (UTF-16, binaries) it names as trouble and reads no further.
#include <algorithm>
#include <string_view>

#include "base/line_index.h"
#include "scan/cxx_preprocessor.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
/// A file is taken for a binary by the share of NUL bytes at its beginning; compilers skip single ones.
constexpr std::size_t kProbedBytes = 8192;
constexpr std::size_t kBytesPerNul = 16;

template <class Facts>
void fill_lines(Facts& facts, const LineIndex& lines) {
  for (auto& fact : facts) fact.line = lines.position(fact.at.begin).line;
}

std::string_view unreadable(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
    return "not UTF-8: UTF-32 byte order mark";
  }
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "not UTF-8: UTF-16 byte order mark";
  const std::string_view probed = bytes.substr(0, kProbedBytes);
  const auto nuls = static_cast<std::size_t>(std::count(probed.begin(), probed.end(), '\0'));
  return nuls * kBytesPerNul > probed.size() ? "not text: NUL bytes" : std::string_view{};
}

}  // namespace

FileFacts scan_cxx(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::cxx;
  facts.scanned = true;
  if (const std::string_view trouble = unreadable(bytes); !trouble.empty()) {
    facts.blocks.push_back({"", "", {}, 1});
    facts.troubles.push_back({std::string(trouble), {0, 0}, 1});
    return facts;
  }
  cxx::Preprocessor(bytes, bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0, options, facts).run();
  const LineIndex lines(bytes);
  fill_lines(facts.references, lines);
  fill_lines(facts.blocks, lines);
  fill_lines(facts.declarations, lines);
  fill_lines(facts.names, lines);
  fill_lines(facts.macros, lines);
  fill_lines(facts.strings, lines);
  fill_lines(facts.flag_tests, lines);
  fill_lines(facts.troubles, lines);
  for (Suppression& suppression : facts.suppressions) {
    suppression.applies_to = lines.position(suppression.applies_to).line;
    suppression.line = lines.position(suppression.line).line;
  }
  return facts;
}

}  // namespace modgate
