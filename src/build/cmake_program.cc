// References and escapes as cmake-language(7) has them. An unterminated reference stays text: CMake stops with an error
// there, and nothing behind it could be called known.
#include "build/cmake_program.h"

#include <string_view>
#include <utility>

#include "base/text.h"

namespace modgate::cmake {
namespace {

/// References within each other; parsing them recurses.
constexpr int kNesting = 16;

class ArgumentParser {
 public:
  explicit ArgumentParser(std::string_view text) : text_(text) {}

  std::vector<Piece> parse() { return pieces(false, 0); }

 private:
  /// Up to the closing brace of a name, or the end of the argument.
  std::vector<Piece> pieces(bool inside, int depth) {
    std::vector<Piece> out;
    std::string literal;
    const auto flush = [&] {
      if (!literal.empty()) out.push_back({Piece::Kind::literal, std::exchange(literal, {}), {}});
    };
    while (at_ < text_.size()) {
      if (inside && text_[at_] == '}') break;
      Piece::Kind kind = Piece::Kind::literal;
      if (text_[at_] == '$' && depth < kNesting) kind = reference();
      if (kind != Piece::Kind::literal) {
        const std::size_t begin = at_;
        std::vector<Piece> name = pieces(true, depth + 1);
        if (at_ < text_.size()) {
          ++at_;
          flush();
          out.push_back(reference_to(kind, std::move(name)));
          continue;
        }
        at_ = begin;
        literal += "${";
      } else if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        escape(literal);
      } else {
        literal += text_[at_++];
      }
    }
    flush();
    return out;
  }

  static Piece reference_to(Piece::Kind kind, std::vector<Piece> name) {
    if (name.empty()) return {kind, {}, {}};
    if (name.size() == 1 && name.front().kind == Piece::Kind::literal) return {kind, std::move(name.front().text), {}};
    return {kind, {}, std::move(name)};
  }

  /// Passes `${`, `$ENV{` or `$CACHE{`; `literal` when none starts here.
  Piece::Kind reference() {
    constexpr std::pair<std::string_view, Piece::Kind> kForms[] = {
        {"${", Piece::Kind::variable}, {"$ENV{", Piece::Kind::environment}, {"$CACHE{", Piece::Kind::cache}};
    for (const auto& [form, kind] : kForms) {
      if (!text_.substr(at_).starts_with(form)) continue;
      at_ += form.size();
      return kind;
    }
    return Piece::Kind::literal;
  }

  void escape(std::string& literal) {
    const char c = text_[at_ + 1];
    at_ += 2;
    switch (c) {
      case 'n':
        literal += '\n';
        break;
      case 't':
        literal += '\t';
        break;
      case 'r':
        literal += '\r';
        break;
      case '\n':
        break;  // a quoted argument goes on in the next line
      case ';':
        literal += "\\;";
        break;
      default:
        literal += c;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct Pair {
  std::string_view opener, closer;
};
constexpr Pair kPairs[] = {{"if", "endif"},       {"foreach", "endforeach"},
                           {"while", "endwhile"}, {"function", "endfunction"},
                           {"macro", "endmacro"}, {"block", "endblock"}};

/// Sets `next` of every opener and branch; false when blocks do not match.
bool match_blocks(std::vector<CommandForm>& commands) {
  struct Open {
    std::string_view closer;
    std::uint32_t last;  ///< the opener or the latest branch
  };
  std::vector<Open> open;
  for (std::uint32_t i = 0; i < commands.size(); ++i) {
    const std::string& name = commands[i].source->name;
    if (name == "elseif" || name == "else") {
      if (open.empty() || open.back().closer != "endif") return false;
      commands[open.back().last].next = i;
      open.back().last = i;
      continue;
    }
    for (const Pair& pair : kPairs) {
      if (name == pair.opener) open.push_back({pair.closer, i});
      if (name != pair.closer) continue;
      if (open.empty() || open.back().closer != pair.closer) return false;
      commands[open.back().last].next = i;
      open.pop_back();
    }
  }
  return open.empty();
}

}  // namespace

Program prepare(FileId file, const std::vector<BuildCommand>& commands) {
  Program program;
  program.file = file;
  program.commands.reserve(commands.size());
  for (const BuildCommand& command : commands) {
    CommandForm& form = program.commands.emplace_back();
    form.source = &command;
    form.file = file;
    form.arguments.reserve(command.arguments.size());
    for (const BuildCommand::Argument& argument : command.arguments) {
      ArgumentForm& made = form.arguments.emplace_back();
      made.quoted = argument.quoted || argument.bracket;
      if (argument.bracket) {
        made.pieces.push_back({Piece::Kind::literal, argument.text, {}});
      } else {
        made.pieces = ArgumentParser(argument.text).parse();
      }
    }
  }
  program.broken = !match_blocks(program.commands);
  return program;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  std::string element;
  int brackets = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size() && text[i + 1] == ';') {
      element += ';';
      ++i;
      continue;
    }
    if (c == '[') ++brackets;
    if (c == ']' && brackets > 0) --brackets;
    if (c == ';' && brackets == 0) {
      out.push_back(std::exchange(element, {}));
    } else {
      element += c;
    }
  }
  out.push_back(std::move(element));
  return out;
}

}  // namespace modgate::cmake
