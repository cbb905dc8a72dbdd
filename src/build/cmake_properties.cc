// Properties: global ones that the tree itself sets are followed like variables; what any other holds is unknown.
#include <algorithm>

#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"

namespace modgate::cmake {

/// A name that is set through references counts by how it begins and ends.
bool Evaluator::tree_sets_property(std::string_view name) const {
  return std::any_of(property_names_.begin(), property_names_.end(), [&](const auto& ends) {
    return name.size() >= ends.first.size() + ends.second.size() && name.starts_with(ends.first) &&
           name.ends_with(ends.second);
  });
}

/// set_property(GLOBAL [APPEND] [APPEND_STRING] PROPERTY name [value...])
void Evaluator::set_global_property(const CommandForm& form, Words& words) {
  std::string text;
  std::size_t at = 1;
  bool append_items = false;
  bool append_text = false;
  for (; at < words.size() && constant(words[at], text) && text != "PROPERTY"; ++at) {
    append_items = append_items || text == "APPEND";
    append_text = append_text || text == "APPEND_STRING";
  }
  if (at + 1 >= words.size()) return;
  Items items = items_from(words, at + 2);
  moved(items, form);
  each_text(
      words[at + 1],
      [&](const std::string& property) {
        const TextId name = texts(property);
        if (append_text) {
          assign(properties_, name, {Item{texts(property), kAlways, 0, 0, nowhere(form, true)}}, path_);
        } else if (append_items) {
          append(properties_, name, items);
        } else {
          assign(properties_, name, items, path_);
        }
      },
      [&](std::uint32_t) {  // any of them
        std::vector<TextId> names;
        for (const auto& [name, value] : properties_.variables) names.push_back(name);
        // The numbers of texts depend on what was run before this root; what it gives must not.
        std::sort(names.begin(), names.end(), [&](TextId a, TextId b) { return texts[a] < texts[b]; });
        for (const TextId name : names) {
          assign(properties_, name, {Item{name, kAlways, 0, 0, nowhere(form, true)}}, path_);
        }
      });
}

/// get_property(variable GLOBAL PROPERTY name)
void Evaluator::read_global_property(const CommandForm& form, Words& words) {
  each_text(words[0], [&](const std::string& variable) {
    const TextId output = texts(variable);
    each_text(
        words[3],
        [&](const std::string& property) {
          if (!tree_sets_property(property)) return assign_unknown(output, nowhere(form, true));
          const auto found = properties_.variables.find(texts(property));
          const Cond set = found == properties_.variables.end() ? kNever : found->second.defined;
          if (conditions.both(path_, set) != kNever) {
            Items items = found->second.items ? *found->second.items : Items{};
            moved(items, form);
            assign(*scope_, output, std::move(items), conditions.both(path_, set));
          }
          if (const Cond rest = conditions.without(path_, set); rest != kNever) unset(*scope_, output, rest);
        },
        [&](std::uint32_t) { assign_unknown(output, nowhere(form, true)); });
  });
}

void Evaluator::do_property(const CommandForm& form, Words& words) {
  std::string kind;
  std::string of;
  if (form.source->name == "get_property" && words.size() == 4 && constant(words[1], kind) && kind == "GLOBAL" &&
      constant(words[2], of) && of == "PROPERTY") {
    return read_global_property(form, words);
  }
  for (const Word& word : words) {
    std::string text;
    if (constant(word, text) && is_plain_name(text)) assign_unknown(texts(text), nowhere(form, true));
    if (form.source->name != "get_directory_property" || word.quoted) break;
  }
}

}  // namespace modgate::cmake
