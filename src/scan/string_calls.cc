// The stack of brackets. Brackets that conditions leave unbalanced heal at the end of the statement.
#include "scan/string_calls.h"

#include <algorithm>

#include "base/text.h"
#include "scan/log_calls.h"

namespace modgate {
namespace {

/// The last component of a name written with `::`, `.` or `->`.
std::string_view last_component(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && text::is_identifier(name[begin - 1])) --begin;
  return name.substr(begin);
}

}  // namespace

bool begins_with_prefix(const std::vector<std::string>& prefixes, std::string_view literal) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    if (prefix.empty() || !literal.starts_with(prefix)) return false;
    return !text::is_identifier(prefix.back()) || literal.size() == prefix.size() ||
           !text::is_identifier(literal[prefix.size()]);
  });
}

void StringCalls::open(char bracket, std::string_view callee) {
  Frame frame;
  frame.bracket = bracket;
  frame.callee = callee;
  const bool calls_log = !callee.empty() && is_log_call(last_component(callee));
  const bool prose = prose_here();
  frame.log = calls_log || prose || (!frames_.empty() && frames_.back().log);
  // What a macro such as LOG(INFO) is given by `<<` is prose as well.
  if (calls_log) prose_here() = true;
  frames_.push_back(frame);
}

void StringCalls::close(char bracket) {
  if (bracket == '}') {
    while (!frames_.empty() && frames_.back().bracket != '{') frames_.pop_back();
  }
  if (frames_.empty()) return;
  const char opened = frames_.back().bracket;
  const bool partner = bracket == '}' ? opened == '{' : bracket == ')' ? opened == '(' : opened == '[';
  if (partner) frames_.pop_back();
  // The block of a function or a namespace ends the statement that it belongs to.
  if (bracket == '}') prose_here() = false;
}

void StringCalls::end_statement() {
  while (!frames_.empty() && frames_.back().bracket != '{') frames_.pop_back();
  prose_here() = false;
}

/// `Registry::Get` names `tvm::runtime::Registry::Get`, and `get_global_func` names `tvm.get_global_func`.
std::string_view StringCalls::registry_call(std::string_view callee) const {
  for (const std::string& call : options_.registry_calls) {
    if (call.empty() || !callee.ends_with(call)) continue;
    if (callee.size() == call.size() || !text::is_identifier(callee[callee.size() - call.size() - 1])) return call;
  }
  return {};
}

void StringCalls::describe(RegistryString& fact) {
  if (frames_.empty()) {
    fact.log = prose_;
    return;
  }
  Frame& frame = frames_.back();
  if (!frame.taken && frame.bracket == '(') fact.call = registry_call(frame.callee);
  frame.taken = true;
  fact.log = fact.call.empty() && (frame.log || frame.prose);
}

}  // namespace modgate
