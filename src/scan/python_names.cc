// Bindings and attribute chains of python_names.h, from tokens alone: which names are targets follows from the token
// before and the token after, so no statement has to be parsed.
#include "scan/python_names.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Kind = PythonToken::Kind;

/// Statements in which a `:` opens a block, not an annotation.
bool opens_block(std::string_view head) {
  constexpr std::array<std::string_view, 14> kHeads = {"if",   "elif",    "else", "for",   "while", "try",   "except",
                                                       "with", "finally", "def",  "class", "async", "match", "case"};
  return std::find(kHeads.begin(), kHeads.end(), head) != kHeads.end();
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void PythonNames::see(const PythonToken& token) {
  see_chain(token);
  if (token.kind == Kind::newline || (token.is_op(';') && token.depth == 0)) {
    start_statement();
  } else {
    if (at_head_) head_ = {token.begin, token.end};
    at_head_ = false;
    if (token.kind == Kind::name) {
      see_name(token);
    } else {
      see_punctuation(token);
    }
  }
  previous_ = token;
}

void PythonNames::see_chain(const PythonToken& token) {
  if (token.is_op('.')) return;
  const bool goes_on = token.kind == Kind::name && previous_.is_op('.');
  if (goes_on && chain_.components > 0 && is_ascii(text(token))) {
    chain_.at.end = token.end;
    ++chain_.components;
    return;
  }
  if (chain_.components >= 2) chains_.push_back(chain_);
  chain_.components = 0;
  if (token.kind == Kind::name && !goes_on) chain_ = {{token.begin, token.end}, token.line, 1};
}

void PythonNames::start_statement() {
  targets_.clear();
  tentative_ = Tentative::no;
  at_head_ = true;
  in_annotation_ = name_defined_next_ = parameters_next_ = in_parameters_ = parameter_next_ = false;
  lambda_depth_ = call_depth_ = 0;
  explicit_targets_ = Targets::none;
}

void PythonNames::see_name(const PythonToken& token) {
  tentative_ = Tentative::no;
  if (previous_.is_op('.')) return;
  const std::string_view word = text(token);
  if (name_defined_next_) {
    bind_otherwise(token);
    name_defined_next_ = false;
  } else if (word == "def" || word == "class") {
    name_defined_next_ = true;
    parameters_next_ = word == "def";
  } else if (word == "lambda") {
    lambda_depth_ = token.depth + 1;
    parameter_next_ = true;
  } else if (word == "for" || word == "as") {
    explicit_targets_ = word == "for" ? Targets::of_for : Targets::of_as;
    explicit_depth_ = token.depth;
  } else if (word == "in") {
    explicit_targets_ = Targets::none;
  } else if (parameter_next_) {
    bind_otherwise(token);
    parameter_next_ = false;
  } else if (explicit_targets_ != Targets::none) {
    bind_otherwise(token);
    tentative_ = Tentative::bound;
  } else if (call_depth_ == 0 && !in_annotation_) {
    targets_.push_back({token.begin, token.end});
    tentative_ = Tentative::target;
  }
}

void PythonNames::see_punctuation(const PythonToken& token) {
  if (token.is_op('.') || token.is_op('(') || token.is_op('[')) {
    // The name before is only the root of what is bound or used.
    if (tentative_ == Tentative::target) targets_.pop_back();
    if (tentative_ == Tentative::bound) bound_otherwise_.pop_back();
  }
  tentative_ = Tentative::no;
  if (token.opens()) {
    const bool after_value = (previous_.kind == Kind::name && !opens_block(text(previous_))) || previous_.closes() ||
                             previous_.kind == Kind::string;
    if (after_value && call_depth_ == 0) call_depth_ = token.depth;
    if (parameters_next_ && token.op == '(' && token.depth == 1) {
      parameters_next_ = false;
      in_parameters_ = parameter_next_ = true;
    } else {
      parameter_next_ = false;
    }
  } else if (token.closes()) {
    if (token.depth < call_depth_) call_depth_ = 0;
    if (token.depth < explicit_depth_) explicit_targets_ = Targets::none;
    if (token.depth < lambda_depth_ - (lambda_depth_ > 0 ? 1 : 0)) lambda_depth_ = 0;
    if (token.depth == 0) in_parameters_ = false;
    parameter_next_ = false;
  } else if (token.is_op(',')) {
    parameter_next_ = (in_parameters_ && token.depth == 1) || lambda_depth_ == token.depth + 1;
    if (explicit_targets_ == Targets::of_as && token.depth == explicit_depth_) explicit_targets_ = Targets::none;
  } else if (token.is_op(':')) {
    see_colon(token);
  } else if (token.kind == Kind::assign) {
    explicit_targets_ = Targets::none;
    if (token.depth == 0 && lambda_depth_ == 0) {
      bound_otherwise_.insert(bound_otherwise_.end(), targets_.begin(), targets_.end());
      targets_.clear();
    }
  } else if (token.kind == Kind::walrus) {
    if (previous_.kind == Kind::name) bind_otherwise(previous_);
  } else if (!token.is_op('*')) {
    parameter_next_ = false;
  }
}

void PythonNames::see_colon(const PythonToken& token) {
  explicit_targets_ = Targets::none;
  parameter_next_ = false;
  if (lambda_depth_ == token.depth + 1) {
    lambda_depth_ = 0;
  } else if (token.depth == 0) {
    if (opens_block(text(head_))) {
      start_statement();
    } else {
      bound_otherwise_.insert(bound_otherwise_.end(), targets_.begin(), targets_.end());
      targets_.clear();
      in_annotation_ = true;
    }
  }
}

void PythonNames::bind(std::string_view local, std::string_view module, std::string_view name) {
  std::string path;
  if (module.size() + name.size() < limits::kDottedPathBytes) {
    path = module;
    if (!name.empty() && !module.empty()) path.append(1, '.').append(name);
  }
  const auto [at, fresh] = bindings_.try_emplace(local, Binding{path, !path.empty()});
  if (!fresh && at->second.path != path) at->second.followed = false;
}

void PythonNames::finish() {
  if (chain_.components >= 2) chains_.push_back(chain_);
  chain_.components = 0;
  builtin_import_ = bindings_.count("__import__") == 0;
  for (const Span& span : bound_otherwise_) {
    const std::string_view name = text(span);
    if (name == "__import__") builtin_import_ = false;
    const auto binding = bindings_.find(name);
    if (binding != bindings_.end()) binding->second.followed = false;
  }
}

std::optional<std::string_view> PythonNames::path_of(std::string_view local) const {
  const auto binding = bindings_.find(local);
  if (binding == bindings_.end() || !binding->second.followed) return std::nullopt;
  return binding->second.path;
}

std::optional<std::string> PythonNames::full_name(Span chain) const {
  const std::string_view source = text(chain);
  const auto root_end = static_cast<std::size_t>(
      std::find_if(source.begin(), source.end(), [](char c) { return !text::is_identifier(c); }) - source.begin());
  const std::optional<std::string_view> root = path_of(source.substr(0, root_end));
  if (!root) return std::nullopt;
  std::string name(*root);
  // Blanks, line ends, comments may stand between the components.
  PythonLexer lexer(source, static_cast<std::uint32_t>(root_end));
  for (PythonToken token = lexer.next(); token.kind != Kind::end; token = lexer.next()) {
    if (token.kind != Kind::name) continue;
    if (name.size() + 1 + token.end - token.begin > limits::kDottedPathBytes) break;
    name.append(1, '.').append(lexer.text(token));
  }
  return name;
}

void PythonNames::list_chains(FileFacts& facts) const {
  std::unordered_set<std::string> seen;
  for (const Chain& chain : chains_) {
    std::optional<std::string> name = full_name(chain.at);
    if (!name || !seen.insert(*name).second) continue;
    if (seen.size() > limits::kPythonChains) {
      facts.troubles.push_back({"more attribute chains than modgate keeps", chain.at, chain.line});
      return;
    }
    QualifiedName found;
    found.kind = QualifiedName::Kind::attribute;
    found.absolute = true;
    found.line = chain.line;
    found.at = chain.at;
    found.name = *std::move(name);
    facts.names.push_back(std::move(found));
  }
}

}  // namespace modgate
