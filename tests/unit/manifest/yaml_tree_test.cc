// The strict reader: each row is a document and the one fault it must have, at the place where the mistake is.
#include "manifest/yaml_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "faults.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Row {
  const char* name;
  std::string text;
  std::string fault;  ///< a part of "line:column kind message"
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Refusal : public ::testing::TestWithParam<Row> {};

TEST_P(Refusal, IsOneFaultAtItsPlace) {
  const YamlTree tree = read_yaml(GetParam().text);
  EXPECT_THAT(testing::rows(GetParam().text, tree.faults), ElementsAre(HasSubstr(GetParam().fault)));
  for (const Fault& fault : tree.faults) {
    EXPECT_LE(fault.at.begin, fault.at.end);
    EXPECT_LE(fault.at.end, GetParam().text.size());
    EXPECT_FALSE(fault.help.empty());
  }
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, Refusal,
    ::testing::Values(
        Row{"open_single_quote", "a: 'x\nb: 1\n", "1:4 syntax this quoted text is not closed"},
        Row{"open_double_quote_at_end", "b: 1\na: \"x", "2:4 syntax this quoted text is not closed"},
        Row{"open_bracket", "a: 1\nb: [x,\nc: 1\n", "2:4 syntax this `[` is not closed"},
        Row{"open_brace", "b: {x: 1\nc: 1\n", "1:4 syntax this `{` is not closed"},
        Row{"wrong_bracket", "b: [x}\n", "1:6 syntax `}` where `]` is needed"},
        Row{"bracket_in_column_1", "b: [\n  x\n]\n", "3:1 syntax `]` is indented no deeper than its key"},
        Row{"missing_comma", "b: [x\n  y]\n", "2:3 syntax a comma is missing before this"},
        Row{"extra_comma", "b: [x,,y]\n", "1:7 syntax a comma with nothing before it"},
        Row{"pair_in_list", "b: [x: y]\n", "1:6 syntax a `key: value` in a list needs braces"},
        Row{"no_blank_after_colon", "a: 1\nstage:S0\n", "2:6 syntax a blank is missing after `:`"},
        Row{"bare_word_at_end", "a: 1\nnamespace", "2:1 syntax `namespace` is no `key: value`"},
        Row{"bare_word_in_braces", "a: {b}\n", "1:5 syntax `b` is no `key: value`"},
        Row{"second_colon", "a: b: c\n", "1:5 syntax a second `: ` on the line"},
        Row{"tab_indentation", "a:\n\tb: 1\n", "2:1 syntax a tab in the indentation"},
        Row{"tab_after_blanks", "a:\n  \tb: 1\n", "2:3 syntax a tab in the indentation"},
        Row{"at_sign", "maintainers: [@ada]\n", "1:15 syntax a value cannot start with `@`"},
        Row{"backtick", "a: `x`\n", "1:4 syntax a value cannot start with a backtick"},
        Row{"too_deep_key", "a: 1\n b: 2\n", "2:2 syntax `b:` is indented deeper than the key above it"},
        Row{"between_levels", "a:\n    b: 1\n  c: 2\n", "3:3 syntax the indentation of this line fits no key above it"},
        Row{"item_outdented", "a:\n  - b\n - c\n", "3:2 syntax the indentation of this line fits no key above it"},
        Row{"item_below_value", "a: b\n  - c\n", "2:3 syntax a list item below a value"},
        Row{"item_among_keys", "a: 1\n- b\n", "2:1 syntax a list item where a key is expected"},
        Row{"item_on_key_line", "a: - b\n", "1:4 syntax a list cannot start on the line of its key"},
        Row{"empty_item", "a:\n  - b\n  -\n", "3:3 syntax an empty list item"},
        Row{"glued_comment", "a: 'b'#c\n", "1:7 syntax a comment needs a blank before `#`"},
        Row{"text_after_quote", "a: 'b' c\n", "1:8 syntax text after the end of the value"},
        Row{"text_after_root", "{a: 1} junk\n", "1:8 syntax text after the end of the value"},
        Row{"text_after_end", "a: 1\n...\njunk\n", "3:1 syntax text after the end of the document"},
        Row{"two_documents", "a: 1\n---\nb: 1\n", "2:1 syntax a second document in one file"},
        Row{"directive", "%YAML 1.2\n---\na: 1\n", "1:1 syntax YAML directives are not supported"},
        Row{"anchor", "a: &x 1\n", "1:4 syntax anchors are not supported"},
        Row{"alias", "a: *x\n", "1:4 syntax aliases are not supported"},
        Row{"tag", "a: !!int 1\n", "1:4 syntax tags are not supported"},
        Row{"merge_key", "<<: {a: 1}\n", "1:1 syntax merge keys are not supported"},
        Row{"complex_key", "? a\n: b\n", "1:1 syntax explicit keys are not supported"},
        Row{"null_key", "a: 1\n~: b\n", "2:1 syntax a key must be a word"},
        Row{"missing_key", ": b\n", "1:1 syntax a key is missing before `:`"},
        Row{"duplicate_key", "a: 1\nb: 2\n\"a\": 3\n", "3:1 syntax `a` is given twice, first at line 1, column 1"},
        Row{"empty_file", "", "1:1 syntax the file is empty"},
        Row{"only_comments", "# a\n---\n", "1:1 syntax the file is empty"},
        Row{"list_at_root", "- a\n", "1:1 syntax the file is a list"},
        Row{"one_comma", ",", "1:1 syntax a comma with nothing before it"},
        Row{"unknown_escape", "a: \"x\\'\"\n", "1:6 syntax unknown escape `\\'`"},
        Row{"short_escape", "a: \"\\u12\"\n", "1:5 syntax `\\u` needs 4 hexadecimal digits"},
        Row{"surrogate_escape", "a: \"\\uD800\"\n", "1:5 syntax the escape is no Unicode character"},
        Row{"control_by_escape", "a: \"\\e[31m\"\n", "1:4 syntax an escape stands for a hidden character"},
        Row{"raw_byte_by_escape", "a: \"\\_\"\n", "1:4 syntax an escape stands for a hidden character"},
        Row{"control_in_key", "\"\\x07\": 1\n", "1:1 syntax an escape stands for a hidden character"},
        Row{"nul", std::string("a: x\0y\n", 7), "1:5 syntax hidden character U+0000"},
        Row{"bidi", "a: \xe2\x80\xae\n", "1:4 syntax hidden character U+202E"},
        Row{"second_bom",
            "\xef\xbb\xbf\xef\xbb\xbf"
            "a: 1\n",
            "1:4 syntax hidden character U+FEFF"},
        Row{"utf16",
            std::string("\xff\xfe"
                        "a\0",
                        4),
            "1:1 syntax the file is UTF-16 or UTF-32"},
        Row{"overlong", "a: 1\nb: \xc0\xaf\n", "2:4 syntax byte 0xc0 is not UTF-8"},
        Row{"lone_cr", "a: 1\rb: 2\r", "1:5 syntax a carriage return without a line feed"},
        Row{"conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n", "2:1 syntax merge conflict marker"},
        Row{"after_bom",
            "\xef\xbb\xbf"
            "a: 'x\n",
            "1:7 syntax this quoted text is not closed"},
        Row{"deep_flow", "a: " + repeated("[", 400) + "\n",
            fmt::format("1:{} syntax more than {} levels", 3 + limits::kManifestDepth, limits::kManifestDepth)},
        Row{"deep_block", "a:\n " + repeated("- ", 400) + "x\n", "levels within each other"},
        Row{"many_nodes", "a:\n" + repeated("- x\n", limits::kManifestNodes), "syntax more than 20000 values"},
        Row{"many_absent", repeated("k:\n", limits::kManifestNodes), "syntax more than 20000 values"},
        Row{"long_key", std::string(300, 'k') + ": 1\n", "1:1 syntax a key of more than 256 bytes"},
        Row{"long_quoted_key", "\"" + std::string(300, 'k') + "\": 1\n", "1:1 syntax a key of more than 256 bytes"},
        Row{"too_large", "a: " + std::string(limits::kManifestBytes, 'x'), "1:1 syntax the file has 262147 bytes"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(YamlTree, KeepsPlacesOfKeysAndValues) {
  const std::string text =
      "\xef\xbb\xbf"
      "a: 'x y'\r\nb: [1, {c: d}]\r\ne:\r\n- |\r\n  t\r\n";
  const YamlTree tree = read_yaml(text);
  ASSERT_THAT(tree.faults, IsEmpty());
  const auto cut = [&](Span at) { return text.substr(at.begin, at.end - at.begin); };
  const YamlNode* const a = tree.root.find("a");
  const YamlNode* const b = tree.root.find("b");
  const YamlNode* const e = tree.root.find("e");
  ASSERT_TRUE(a != nullptr && b != nullptr && e != nullptr);
  EXPECT_EQ(cut(a->at), "'x y'");
  EXPECT_EQ(a->style, YamlStyle::quoted);
  EXPECT_EQ(cut(b->at), "[1, {c: d}]");
  EXPECT_EQ(cut(b->items[1].at), "{c: d}");
  EXPECT_EQ(cut(b->items[1].entries[0].key_at), "c");
  EXPECT_EQ(cut(e->items[0].at), "|\r\n  t");
  EXPECT_EQ(e->items[0].value, "t\n");
}

TEST(YamlTree, AcceptsTheWholeSubset) {
  for (const char* text :
       {"a: 1\n", "{a: 1}", "---\na: 1\n...\n", "a:\n- b\n- c: d\n  e: f\n", "a: b\n  c\n", "a: \"b\n  c\"\n",
        "a: >-\n  x\n\n  y\n", "a: [b, 'c', \"d\", {e: f}, ]\n", "a: 'it''s' # c\n", "a:\tb\t\n", "\"a\": 1\n", "a:\n",
        "a: {b: }\n", "a: ::x\n", "a: x#y\n"}) {
    EXPECT_THAT(read_yaml(text).faults, IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace modgate
