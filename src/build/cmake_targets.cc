// Targets and their sources; the table of commands.
#include <algorithm>
#include <array>

#include "base/paths.h"
#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "build/sources.h"

namespace modgate::cmake {
namespace {

/// The path that a generator expression may give: what stands behind the last `:`.
std::string path_in(std::string_view expression) {
  const std::size_t end = std::min(expression.find_last_not_of('>') + 1, expression.size());
  expression = expression.substr(0, end);
  const std::size_t colon = expression.rfind(':');
  return std::string(colon == std::string_view::npos ? expression : expression.substr(colon + 1));
}

}  // namespace

void Evaluator::compile_path(TextId target, const std::string& path, const Item& item, Cond when) {
  if (when == kNever) return;
  const auto inside = in_view(path);
  if (!inside) return;
  auto file = files_.find(*inside);
  if (!file && target != 0 && paths::extension(*inside).empty()) {
    // Older projects leave the ending out; CMake tries them in this order.
    for (const std::string_view ending : {".c", ".C", ".c++", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"}) {
      if (!file) file = files_.find(*inside + std::string(ending));
    }
  }
  if (!file || registry_.owner_of(*file) == kCore || !is_compiled(files_.path(*file))) return;
  outcome.compiled.push_back({*file, when, item.origin, item.hop, item.pattern, target});
}

void Evaluator::compile(const CommandForm& form, TextId target, const Item& item, Cond also) {
  const Cond when = conditions.both(conditions.both(item.when, path_), also);
  if (when == kNever) return;
  Items one = {item};
  moved(one, form);
  if (item.unknown != 0) {
    if (target != 0 && unknowns_[item.unknown].opaque) {
      outcome.unfollowed.push_back(
          {&form, folder_, "a source of `" + texts[target] + "` depends on " + unknowns_[item.unknown].shown});
    }
    return;
  }
  const std::string& text = texts[item.text];
  const std::size_t expression = text.find("$<");
  if (expression == std::string::npos) return compile_path(target, text, one[0], when);
  if (text.starts_with("$<TARGET_OBJECTS:")) return;
  if (text.starts_with("$<0:") || text.starts_with("$<INSTALL_INTERFACE:")) return;
  if (text.starts_with("$<1:") || text.starts_with("$<BUILD_INTERFACE:"))
    return compile_path(target, path_in(text), one[0], when);
  compile_path(target, path_in(text), one[0],
               conditions.both(when, opaque_atom("expression:" + text, "`" + text + "`")));
}

void Evaluator::do_add_target(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  bool excluded = false;
  bool interface = false;
  std::size_t first = 1;
  constexpr std::array<std::string_view, 8> kKinds = {"STATIC", "SHARED",        "MODULE",    "OBJECT",
                                                      "WIN32",  "MACOSX_BUNDLE", "INTERFACE", "UNKNOWN"};
  for (; first < words.size(); ++first) {
    std::string text;
    if (!constant(words[first], text)) {
      // `${KIND}` may be one of the kinds, case by case: none of them is a file.
      const Cases cases = cases_of(words[first]);
      const bool kind = std::all_of(cases.begin(), cases.end(), [&](const Case& one) {
        return one.unknown == 0 &&
               (one.text.empty() || std::find(kKinds.begin(), kKinds.end(), one.text) != kKinds.end());
      });
      if (!kind) break;
      continue;
    }
    if (text == "IMPORTED" || text == "ALIAS")
      return each_text(words[0], [&](const std::string& name) {
        Target& target = targets_[texts(name)];
        target.defined = conditions.either(target.defined, path_);
      });
    if (text == "EXCLUDE_FROM_ALL") {
      excluded = true;
    } else if (std::find(kKinds.begin(), kKinds.end(), text) == kKinds.end()) {
      break;
    }
    interface = interface || text == "INTERFACE";
  }
  const auto define_target = [&](TextId name) {
    Target& target = targets_[name];
    target.defined = conditions.either(target.defined, path_);
    target.interface = interface;
    target.folder = folder_;
    const Cond out = excluded ? path_ : conditions.both(path_, subtree_excluded_);
    target.excluded = conditions.either(target.excluded, out);
    auto& scripts = outcome.target_scripts[name];
    const FileId script = form.file;
    if (std::find(scripts.begin(), scripts.end(), script) == scripts.end()) scripts.push_back(script);
    if (interface) return;
    for (std::size_t i = first; i < words.size(); ++i) {
      for (const Item& item : words[i].items) compile(form, name, item, kAlways);
    }
  };
  each_text(
      words[0], [&](const std::string& text) { define_target(texts(text)); },
      [&](std::uint32_t unknown) { define_target(texts(unknowns_[unknown].shown)); });
}

void Evaluator::do_target_sources(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  each_text(
      words[0],
      [&](const std::string& text) {
        const TextId name = texts(text);
        bool to_users = false;
        bool listing = true;
        for (std::size_t i = 1; i < words.size(); ++i) {
          std::string word;
          const bool known = !words[i].quoted && constant(words[i], word);
          if (known && (word == "PRIVATE" || word == "PUBLIC" || word == "INTERFACE")) {
            to_users = word == "INTERFACE";
            listing = true;
            continue;
          }
          if (known && (word == "FILE_SET" || word == "TYPE" || word == "BASE_DIRS" || word == "FILES")) {
            listing = false;
          }
          if (!listing) continue;
          const Cond also = !to_users
                                ? kAlways
                                : opaque_atom("users:" + text, "`" + text + "` hands its sources to those who link it");
          for (const Item& item : words[i].items) compile(form, name, item, also);
        }
      },
      [&](std::uint32_t unknown) {
        const TextId name = texts(unknowns_[unknown].shown);
        for (std::size_t i = 1; i < words.size(); ++i) {
          for (const Item& item : words[i].items) compile(form, name, item, kAlways);
        }
      });
}

/// set_target_properties(t... PROPERTIES EXCLUDE_FROM_ALL 1): the target is not built unless asked for.
void Evaluator::do_target_properties(const CommandForm&, Words& words) {
  std::size_t properties = words.size();
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (constant(words[i], text) && text == "PROPERTIES") properties = std::min(properties, i);
  }
  for (std::size_t i = properties + 1; i + 1 < words.size(); i += 2) {
    std::string value;
    if (!constant(words[i], text) || text != "EXCLUDE_FROM_ALL" || (constant(words[i + 1], value) && is_false(value)))
      continue;
    for (std::size_t t = 0; t < properties; ++t) {
      each_text(words[t], [&](const std::string& name) {
        Target& target = targets_[texts(name)];
        target.excluded = conditions.either(target.excluded, path_);
      });
    }
  }
}

/// set_property(TARGET t... [APPEND] PROPERTY SOURCES file...) adds sources, too.
void Evaluator::do_property_set(const CommandForm& form, Words& words) {
  std::string text;
  if (words.empty() || !constant(words[0], text)) return;
  if (text == "GLOBAL") return set_global_property(form, words);
  if (text != "TARGET") return;
  std::size_t property = 1;
  while (property < words.size() && !(constant(words[property], text) && text == "PROPERTY")) ++property;
  if (property + 1 >= words.size() || !constant(words[property + 1], text) || text != "SOURCES") return;
  for (std::size_t t = 1; t < property; ++t) {
    if (constant(words[t], text) && text.starts_with("APPEND")) continue;
    each_text(words[t], [&](const std::string& name) {
      for (std::size_t i = property + 2; i < words.size(); ++i) {
        for (const Item& item : words[i].items) compile(form, texts(name), item, kAlways);
      }
    });
  }
}

/// What is known of a target only when all list files were run: where it exists, and whether it is built unasked.
void Evaluator::settle_targets() {
  for (Compiled& source : outcome.compiled) {
    if (source.target == 0) continue;
    const std::string& name = texts[source.target];
    const auto found = targets_.find(source.target);
    if (found == targets_.end()) {
      source.when = conditions.both(
          source.when, opaque_atom("nowhere:" + name, "target `" + name + "`, which the tree does not define"));
      continue;
    }
    source.when = conditions.both(source.when, found->second.defined);
    if (found->second.excluded == kNever) continue;
    const Cond asked =
        external_atom("asked:" + name, "target `" + name + "` is asked for", "target `" + name + "` is not asked for");
    source.when = conditions.both(source.when, conditions.either(conditions.negate(found->second.excluded), asked));
  }
  std::erase_if(outcome.compiled, [](const Compiled& source) { return source.when == kNever; });
}

const std::unordered_map<std::string_view, Evaluator::Handler>& Evaluator::handlers() {
  using E = Evaluator;
  static const std::unordered_map<std::string_view, Handler> kHandlers = [] {
    std::unordered_map<std::string_view, Handler> table = {
        {"set", &E::do_set},
        {"unset", &E::do_unset},
        {"option", &E::do_option},
        {"list", &E::do_list},
        {"cmake_dependent_option", &E::do_dependent_option},
        {"message", &E::do_message},
        {"math", &E::do_math},
        {"project", &E::do_project},
        {"cmake_minimum_required", &E::do_minimum},
        {"string", &E::do_string},
        {"cmake_parse_arguments", &E::do_parse_arguments},
        {"file", &E::do_file},
        {"get_filename_component", &E::do_component},
        {"cmake_path", &E::do_cmake_path},
        {"include", &E::do_include},
        {"include_guard", &E::do_include_guard},
        {"add_subdirectory", &E::do_add_subdirectory},
        {"return", &E::do_return},
        {"break", &E::do_break},
        {"continue", &E::do_continue},
        {"add_library", &E::do_add_target},
        {"add_executable", &E::do_add_target},
        {"cuda_add_library", &E::do_add_target},
        {"cuda_add_executable", &E::do_add_target},
        {"target_sources", &E::do_target_sources},
        {"set_target_properties", &E::do_target_properties},
        {"set_property", &E::do_property_set},
        {"find_package", &E::do_package},
        {"enable_language", &E::do_package},
        {"fetchcontent_makeavailable", &E::do_package},
        {"fetchcontent_populate", &E::do_package},
        {"fetchcontent_getproperties", &E::do_package},
        {"pkg_get_variable", &E::do_package},
        {"load_cache", &E::do_package},
        {"find_program", &E::do_found},
        {"find_library", &E::do_found},
        {"find_path", &E::do_found},
        {"find_file", &E::do_found},
        {"try_compile", &E::do_found},
        {"try_run", &E::do_found},
        {"execute_process", &E::do_found},
        {"exec_program", &E::do_found},
        {"site_name", &E::do_found},
        {"cmake_host_system_information", &E::do_found},
        {"get_property", &E::do_property},
        {"get_target_property", &E::do_property},
        {"get_directory_property", &E::do_property},
        {"get_cmake_property", &E::do_property},
        {"get_source_file_property", &E::do_property},
        {"get_test_property", &E::do_property},
        {"separate_arguments", &E::do_property},
        {"cmake_language", &E::do_language},
    };
    for (const std::string_view name : {"add_compile_definitions",
                                        "add_compile_options",
                                        "add_custom_command",
                                        "add_custom_target",
                                        "add_definitions",
                                        "add_dependencies",
                                        "add_link_options",
                                        "add_test",
                                        "cmake_policy",
                                        "configure_file",
                                        "create_test_sourcelist",
                                        "define_property",
                                        "enable_testing",
                                        "export",
                                        "fltk_wrap_ui",
                                        "include_directories",
                                        "install",
                                        "link_directories",
                                        "link_libraries",
                                        "mark_as_advanced",
                                        "remove_definitions",
                                        "set_directory_properties",
                                        "set_source_files_properties",
                                        "set_tests_properties",
                                        "source_group",
                                        "target_compile_definitions",
                                        "target_compile_features",
                                        "target_compile_options",
                                        "target_include_directories",
                                        "target_link_directories",
                                        "target_link_libraries",
                                        "target_link_options",
                                        "target_precompile_headers",
                                        "variable_watch",
                                        "add_feature_info",
                                        "feature_summary",
                                        "gtest_discover_tests",
                                        "configure_package_config_file",
                                        "write_basic_package_version_file",
                                        "fetchcontent_declare",
                                        "cmake_print_variables",
                                        "include_external_msproject",
                                        "include_regular_expression",
                                        "build_command",
                                        "ctest_start",
                                        "cmake_push_check_state",
                                        "cmake_pop_check_state",
                                        "cmake_reset_check_state",
                                        "externalproject_add",
                                        "set_package_properties",
                                        "endif",
                                        "else",
                                        "endforeach",
                                        "endfunction",
                                        "endmacro",
                                        "endwhile"}) {
      table.emplace(name, &E::ignore);
    }
    return table;
  }();
  return kHandlers;
}

Evaluator::Evaluator(const Files& files, const Registry& registry, const FactsTable& facts)
    : files_(files), registry_(registry), facts_(facts) {
  texts("");
  origins.emplace_back();
  hops.emplace_back();
  unknowns_.emplace_back();
  for (const Module& module : registry.modules) {
    const Flag& flag = module.manifest.flag;
    if (flag.name.set) flag_names_.insert(flag.name.value);
  }
  for (const FileFacts& file : facts) {
    if (file.language != Language::cmake) continue;
    for (const FlagDeclaration& flag : file.flags) {
      if (flag.form != "set()") user_names_.insert(flag.name);
    }
    for (const BuildCommand& command : file.commands) {
      if (command.name != "set_property" || command.arguments.empty() || command.arguments[0].text != "GLOBAL")
        continue;
      for (std::size_t i = 1; i + 1 < command.arguments.size(); ++i) {
        if (command.arguments[i].text != "PROPERTY") continue;
        const std::string& name = command.arguments[i + 1].text;
        const std::size_t reference = name.find("${");
        property_names_.emplace_back(name.substr(0, reference),
                                     reference == std::string::npos ? "" : name.substr(name.rfind('}') + 1));
        break;
      }
    }
  }
}

Evaluator::~Evaluator() = default;

}  // namespace modgate::cmake
