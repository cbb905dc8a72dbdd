// The table of words; the compilers' own spellings (`__inline`, `__declspec`) stand next to the standard ones.
#include "scan/cxx_keywords.h"

#include <unordered_map>

namespace modgate::cxx {
namespace {

const std::unordered_map<std::string_view, Keyword>& table() {
  using enum Keyword;
  static const std::unordered_map<std::string_view, Keyword> kTable = {
      {"void", type},
      {"bool", type},
      {"char", type},
      {"char8_t", type},
      {"char16_t", type},
      {"char32_t", type},
      {"wchar_t", type},
      {"short", type},
      {"int", type},
      {"long", type},
      {"signed", type},
      {"unsigned", type},
      {"float", type},
      {"double", type},
      {"auto", type},
      {"typename", type},
      {"_Bool", type},
      {"_Complex", type},
      {"__int128", type},
      {"__auto_type", type},
      {"decltype", type_call},
      {"typeof", type_call},
      {"__typeof__", type_call},
      {"__typeof", type_call},
      {"_Atomic", type_call},
      {"__attribute__", attribute},
      {"__attribute", attribute},
      {"__declspec", attribute},
      {"alignas", attribute},
      {"_Alignas", attribute},
      {"noexcept", attribute},
      {"throw", attribute},
      {"explicit", attribute},
      {"__pragma", attribute},
      {"_Pragma", attribute},
      {"__asm__", attribute},
      {"__asm", attribute},
      {"volatile", specifier},
      {"__volatile__", specifier},
      {"restrict", specifier},
      {"__restrict", specifier},
      {"__restrict__", specifier},
      {"thread_local", specifier},
      {"_Thread_local", specifier},
      {"__thread", specifier},
      {"register", specifier},
      {"mutable", specifier},
      {"virtual", specifier},
      {"friend", specifier},
      {"consteval", specifier},
      {"constinit", specifier},
      {"_Noreturn", specifier},
      {"__extension__", specifier},
      {"const", const_},
      {"__const", const_},
      {"constexpr", constexpr_},
      {"static", static_},
      {"inline", inline_},
      {"__inline", inline_},
      {"__inline__", inline_},
      {"__forceinline", inline_},
      {"extern", extern_},
      {"typedef", typedef_},
      {"using", using_},
      {"namespace", namespace_},
      {"template", template_},
      {"class", class_},
      {"struct", struct_},
      {"union", struct_},
      {"enum", enum_},
      {"operator", operator_},
      {"concept", concept_},
      {"requires", requires_},
      {"export", export_},
      {"try", try_},
      {"public", access},
      {"private", access},
      {"protected", access},
      {"static_assert", statement},
      {"_Static_assert", statement},
      {"asm", statement},
      {"return", statement},
      {"case", statement},
      {"goto", statement},
      {"delete", statement},
      {"break", statement},
      {"continue", statement},
  };
  return kTable;
}

}  // namespace

Keyword keyword(std::string_view word) {
  const auto found = table().find(word);
  return found == table().end() ? Keyword::none : found->second;
}

bool looks_like_macro(std::string_view word) { return word.starts_with("__") || is_capitals(word); }

bool is_capitals(std::string_view word) {
  if (word.size() < 2) return false;
  bool letter = false;
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') letter = true;
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return letter;
}

}  // namespace modgate::cxx
