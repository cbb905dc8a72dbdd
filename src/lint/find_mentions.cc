// The search itself: one pass over a text, then a closer look at each place. Paths are looked up in the listing, so
// that `other/src/relax` is none of `src/relax` where such a folder exists.
#include "lint/find_mentions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "lint/baseline.h"
#include "lint/switched_on.h"
#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

using What = Mention::What;

bool is_path_byte(char c) {
  return text::is_identifier(c) || std::string_view(".+-@~").find(c) != std::string_view::npos;
}

}  // namespace

/// One text and what was found in it so far.
class MentionSearch::Reader {
 public:
  Reader(const MentionSearch& search, FileId file, std::string_view bytes)
      : files_(search.files_),
        owner_(search.registry_.owner_of(file)),
        file_(file),
        folder_(paths::parent(search.files_.path(file))),
        kconfig_(language_of(search.files_.path(file)) == Language::kconfig),
        bytes_(bytes) {}

  void run(const Pass& pass) {
    pass.words.for_each(bytes_, [&](std::size_t begin, std::size_t word) {
      // Of names that begin at one place the longest is meant.
      if (begin == claimed_) return;
      const std::size_t end = begin + pass.words.words()[word].size();
      for (const MentionWord& name : pass.names[word]) {
        if (!stands(name, begin, end)) continue;
        claimed_ = begin;
        if (name.module != owner_) keep(name, begin + name.skip, end);
      }
    });
  }

  std::vector<Mention> take() { return std::move(found_); }

 private:
  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }

  bool stands(const MentionWord& name, std::size_t begin, std::size_t end) const {
    switch (name.what) {
      case What::path:
        return is_path(name.word, begin, end);
      case What::name_space:
        return !is_nested(begin, 2);
      case What::package:
        return is_package(name, begin, end);
      case What::flag:
        return !name.only_kconfig || kconfig_;
    }
    return false;
  }

  /// Whether a `::` or a point before the name makes it a part of a longer one.
  bool is_nested(std::size_t begin, std::size_t separator) const {
    const char c = separator == 2 ? ':' : '.';
    return begin > separator && at(begin - 1) == c && at(begin - separator) == c &&
           text::is_identifier(at(begin - separator - 1));
  }

  /// Whether the name goes on with `-x` or, for a file, `.x`.
  bool goes_on(std::size_t end, char separator) const {
    return at(end) == separator && text::is_identifier(at(end + 1));
  }

  bool is_package(const MentionWord& name, std::size_t begin, std::size_t end) const {
    if (name.word.ends_with("::")) return !is_nested(begin, 2);
    const char before = begin > 0 ? at(begin - 1) : '\0';
    return before != '.' && before != '/' && before != '-' && !goes_on(end, '-');
  }

  /// Whether the bytes begin..end, and what stands before them, lead to the module's path.
  bool is_path(std::string_view word, std::size_t begin, std::size_t end) const {
    const bool slash = word.ends_with('/');
    if (!slash && (goes_on(end, '-') || goes_on(end, '+') || goes_on(end, '.'))) return false;
    if (slash) word.remove_suffix(1);
    const char before = begin > 0 ? at(begin - 1) : '\0';
    if (before == '/') return leads_to(word, begin - 1);
    if (is_path_byte(before)) return false;
    // Relative to the file's own folder it may be another.
    return folder_.empty() || !exists(paths::join(folder_, word));
  }

  /// A path that ends in the module's: `../src/relax`, `${ROOT}/src/relax`, `/workspace/src/relax`. It is another where
  /// the listing has that, or at least the folder in which it begins.
  bool leads_to(std::string_view word, std::size_t slash) const {
    constexpr std::size_t kLongest = 256;  // what stands further in front changes nothing
    std::size_t begin = slash;
    while (begin > 0 && slash - begin < kLongest && (is_path_byte(at(begin - 1)) || at(begin - 1) == '/')) --begin;
    const std::string_view front = bytes_.substr(begin, slash - begin);
    const bool whole = begin == 0 || (at(begin - 1) != '}' && at(begin - 1) != ')');
    if (!whole || front.empty()) return true;
    if (front.starts_with("..")) {
      const auto resolved = paths::normalise(paths::join(paths::join(folder_, front), word));
      return !resolved || *resolved == word || !exists(*resolved);
    }
    const auto resolved = paths::normalise(paths::join(front, word));
    if (!resolved || *resolved == word) return true;
    const std::string_view first = std::string_view(*resolved).substr(0, resolved->find('/'));
    return !exists(first) && (folder_.empty() || !exists(paths::join(folder_, *resolved)));
  }

  bool exists(std::string_view path) const { return files_.is_directory(path) || files_.find(path).has_value(); }

  void keep(const MentionWord& name, std::size_t begin, std::size_t end) {
    line_ += static_cast<std::uint32_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                   bytes_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    counted_ = begin;
    auto& [kept, last] = by_module_[{name.module, name.what}];
    if (kept == limits::kMentions) {
      ++found_[last].more;
      return;
    }
    ++kept;
    last = found_.size();
    Mention mention;
    mention.what = name.what;
    mention.on = name.what == What::flag && is_switched_on(bytes_, begin, end);
    mention.module = name.module;
    mention.from = file_;
    mention.line = line_;
    // The `::` or slash that makes a single component a name is shown, too.
    mention.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    mention.text = name.text;
    found_.push_back(std::move(mention));
  }

  const Files& files_;
  ModuleId owner_;
  FileId file_;
  std::string_view folder_;
  bool kconfig_;
  std::string_view bytes_;
  std::size_t claimed_ = std::string_view::npos;  ///< where the newest accepted name began
  std::size_t counted_ = 0;                       ///< up to here lines are counted
  std::uint32_t line_ = 1;
  std::vector<Mention> found_;
  /// How many, and the last one. By kind too: what is fine, such as tests of the flag, leaves room for what is not.
  std::map<std::pair<ModuleId, What>, std::pair<std::size_t, std::size_t>> by_module_;
};

MentionSearch::MentionSearch(const Files& files, const Registry& registry, const Suspicion& suspicion)
    : files_(files), registry_(registry) {
  for (const Module& module : registry.modules) silent_.push_back(module.manifest.file);
  silent_.push_back(registry.policy.file);
  silent_.push_back(registry.roster.file);
  silent_.push_back(files.find(kBaselinePath).value_or(kNoFile));
  std::sort(silent_.begin(), silent_.end());
  std::vector<MentionWord> names = mention_words(registry);
  all_ = pass_of(names);
  std::erase_if(names, [&](const MentionWord& name) { return suspicion.words.found_in(name.word); });
  beyond_suspicion_ = pass_of(names);
}

MentionSearch::Pass MentionSearch::pass_of(const std::vector<MentionWord>& names) {
  std::vector<std::string> words;
  words.reserve(names.size());
  for (const MentionWord& name : names) words.push_back(name.word);
  Pass pass;
  pass.words = WordSet(std::move(words));
  const std::vector<std::string>& sorted = pass.words.words();
  pass.names.resize(sorted.size());
  for (const MentionWord& name : names) {
    const auto word = std::lower_bound(sorted.begin(), sorted.end(), name.word);
    pass.names[static_cast<std::size_t>(word - sorted.begin())].push_back(name);
  }
  return pass;
}

bool MentionSearch::wants(FileId file) const {
  if (all_.words.empty() || std::binary_search(silent_.begin(), silent_.end(), file)) return false;
  const Policy& policy = registry_.policy;
  return policy.outside || policy.folder.empty() || !files_.path(file).starts_with(policy.folder);
}

std::vector<Mention> MentionSearch::in(FileId file, std::string_view bytes, bool innocent) const {
  const Pass& pass = innocent ? beyond_suspicion_ : all_;
  if (pass.words.empty()) return {};
  Reader reader(*this, file, bytes);
  reader.run(pass);
  return reader.take();
}

bool is_binary_name(std::string_view path) {
  static constexpr std::array<std::string_view, 60> kEndings = {
      "7z",   "a",    "avi",  "bc",  "bin",  "bmp",  "bz2", "class",  "deb",   "dll",     "dylib", "eot",
      "exe",  "flac", "gif",  "gz",  "icns", "ico",  "jar", "jpeg",   "jpg",   "ko",      "lib",   "lz4",
      "mov",  "mp3",  "mp4",  "npy", "npz",  "o",    "ogg", "onnx",   "otf",   "parquet", "pb",    "pdf",
      "pkl",  "png",  "pth",  "pyc", "rar",  "rpm",  "so",  "sqlite", "tar",   "tflite",  "tgz",   "tif",
      "tiff", "ttf",  "wasm", "wav", "webm", "webp", "whl", "woff",   "woff2", "xz",      "zip",   "zst"};
  const std::string_view ending = paths::extension(path);
  return std::binary_search(kEndings.begin(), kEndings.end(), ending);
}

bool is_text(std::string_view bytes) {
  constexpr std::size_t kHead = 8 * 1024;
  return bytes.substr(0, kHead).find('\0') == std::string_view::npos;
}

}  // namespace modgate
