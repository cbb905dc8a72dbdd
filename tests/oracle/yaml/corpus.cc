// See corpus.h. Traps come from the behaviour tables of the readers, one document a line.
#include "corpus.h"

#include <algorithm>
#include <cstddef>

namespace modgate::testing {

std::vector<std::string> nasty_inputs() {
  const std::vector<std::string_view> written = {
      // Quotes that are not closed, junk after values.
      "a: 'abc\nb: 3\n",
      "a: \"abc\nb: 3\n",
      "a: 'abc",
      "a: \"abc",
      "a: \"x\\\"\nb: 1\n",
      "ns: \"x\nstage: S0\n",
      "a: \"b\" c\n",
      "a: 'b' c\n",
      "a: [b] c\n",
      "a: {b: c} d\n",
      "\"foo\" \"bar\"\n",
      "\"foo\",\n",
      "a: 'b'c\n",
      "a: \"b\"#c\n",
      "a: [b]#c\n",
      "a: [b,#c\n  d]\n",
      "a: {b: c}#d\n",
      "a: b#c\n",
      "a: b #c\n",
      "#a\nb: c #d\n",
      "a: \"b\":\n",
      "\"a\":b\n",
      "'a':b\n",
      "\"a\" : b\n",
      "a : b\n",
      "a :b\n",
      "a:b\n",
      "a:b: c\n",
      "a: b: c\n",
      "a: b:\n",
      "a: :b\n",
      "a: ::b\n",
      "a: b :c\n",
      "a: 'b': c\n",
      "a: - b\n",
      "a: -b\n",
      "a: ?b\n",
      "a: ? b\n",
      // Bare words, missing colons, wrong columns.
      "a: 1\nnamespace\n",
      "a: 1\nnamespace",
      "namespace\na: 1\n",
      "a: 1\nb\nc: 2\n",
      "a:\n  b: 1\n c: 2\n",
      "a:\n  b: 1\n   c: 2\n",
      "a:\n - b\n  - c\n",
      "a:\n  - b\n - c\n",
      "a:\n- b\nc: d\n",
      "a:\n- b\n  c\nd: e\n",
      "a: b\n  c: d\n",
      "a: b\n  - c\n",
      "a:\n  - b\n  c: d\n",
      "a: 1\n - b\n",
      "a: 1\n- b\n",
      "- b\na: 1\n",
      " a: 1\nb: 2\n",
      "a: 1\n b: 2\n",
      "  a: 1\n  b: 2\n",
      "a:\n    b: 1\n  c: 2\n",
      "a: |\n  x\n y\n",
      "a: |\n x\n  y\nb: z\n",
      "a:\n\n\n  b: c\n",
      "a: b\n\n\n  c\n",
      "a: b\n  c\n d\n",
      "a: b # x\n  c\n",
      "a: b\n# x\n  c\n",
      // Tabs.
      "a:\n\tb: 1\n",
      "a:\n\tb\n",
      "a: 1\n\t\nb: 2\n",
      "a:\tb\n",
      "a: b\t\n",
      "a: b\t#c\n",
      "a:\n  -\tb\n",
      "a:\n-\t- b\n",
      "a:\n- \tb: c\n",
      "a:\n \tb: c\n",
      "a: [\n\tb\n ]\n",
      "a: [b,\tc]\n",
      "a: \"x\n\ty\"\n",
      "a: |\n\tx\n",
      "a: |\n  \tx\n",
      "a: 'b\tc'\n",
      "a: b\tc\n",
      "\ta: b\n",
      "a: 1\n\tb: 2\n",
      "a: 1\n\t# c\nb: 2\n",
      "\t\na: b\n",
      "a: x\n\ty\n",
      // Flow style.
      "a: [\n",
      "a: {\n",
      "a: [b, c\nd: e\n",
      "a: {b: c\nd: e\n",
      "a: [b, c}\n",
      "a: {b: c]\n",
      "a: b]\n",
      "a: ]\n",
      "a: }\n",
      "a: [b,,c]\n",
      "a: [,b]\n",
      "a: [b,]\n",
      "a: [b, ]\n",
      "a: [,]\n",
      "a: {,}\n",
      "a: {b: c,,}\n",
      "a: {b: c,}\n",
      "a: {b}\n",
      "a: {b, c}\n",
      "a: {b: }\n",
      "a: {b:}\n",
      "a: {b:c}\n",
      "a: {\"b\":c}\n",
      "a: {'b': c}\n",
      "a: {: b}\n",
      "a: {[b]: c}\n",
      "a: {{b: c}: d}\n",
      "a: [b: c]\n",
      "a: [b: ]\n",
      "a: [: b]\n",
      "a: [? b]\n",
      "a: {? b}\n",
      "a: [b c: d]\n",
      "a: [\n  b,\n]\n",
      "a: [\n  b,\n ]\n",
      "a: [\n b]\n",
      "a: [\nb]\n",
      "k:\n  a: [\n  b]\n",
      "{a: b}\n",
      "{a: b\n}\n",
      "{\na: b}\n",
      "{a: b} c\n",
      "{a: 1} junk ] }\n",
      "{a: b}\n{c: d}\n",
      "[a]\n",
      "{}\n",
      "[]\n",
      "a: []\n",
      "a: {}\n",
      "a: [[]]\n",
      "a: [b\n  c]\n",
      "a: {b: c\n  d: e}\n",
      "a: [- b]\n",
      "a: [-b]\n",
      "a: [-]\n",
      "a: [--]\n",
      "a: [b#c]\n",
      "a: [b #c\n  ]\n",
      "a: [\"b\" \"c\"]\n",
      "a: [\"b\"c]\n",
      "a: [{b: c}{d: e}]\n",
      "a: [|\n b]\n",
      "a: [b]: c\n",
      "{a: b}: c\n",
      "[a]: c\n",
      "a: {b: c}: d\n",
      "a: [b\n---\n]\n",
      "a: {b: [c, {d: e}], f: g}\n",
      "a: {x y: z}\n",
      "a: [a::b]\n",
      "a: [a:]\n",
      "a: [::b]\n",
      "a: [b:c]\n",
      "a: {b: ::c}\n",
      "a: [b?]\n",
      "a: [?b]\n",
      "a: [*.h]\n",
      "a: [!b]\n",
      // Scalars that start with an indicator.
      "a: @x\n",
      "a: `x`\n",
      "a: %x\n",
      "a: *x\n",
      "a: &x\n",
      "a: !x\n",
      "a: !!int foo\n",
      "a: !!python/object/apply:os.system [x]\n",
      "a: &x 1\nb: *x\n",
      "a: &x [*x]\n",
      "a: *undef\n",
      "&x a: 1\n",
      "!t a: 1\n",
      "*x : 1\n",
      "a: |x\n",
      "a: >x\n",
      "a: ,b\n",
      "@a: b\n",
      "`a`: b\n",
      "%a: b\n",
      ",a: b\n",
      "-a: b\n",
      "?a: b\n",
      ":a: b\n",
      "-: b\n",
      "?: b\n",
      "::a: b\n",
      "a: -\n",
      "a: --- b\n",
      "a: ---\n",
      "a: \"---\"\n",
      "a: '...'\n",
      "a: ...\n",
      "a: \"x\n---\n y\"\n",
      "a: 'x\n...\n y'\n",
      "a: |\n---\n",
      "a: |\n...\n",
      // Keys.
      "? a\n: b\n",
      "? [a]\n: 1\n",
      ": x\n",
      "~: x\n",
      "null: x\n",
      "1: x\n",
      "<<: {a: b}\n",
      "a: 1\nb: 2\na: 3\n",
      "{a: 1, a: 2}\n",
      "a: 1\n\"a\": 2\n",
      "a:\n  b: 1\n  b: 2\n",
      "a: [{b: 1, b: 2}]\n",
      "true: x\n",
      "\"a\nb\": c\n",
      "a\nb: c\n",
      "'': b\n",
      "\"\": b\n",
      "a b: c\n",
      "a-b_c.d: e\n",
      "a#b: c\n",
      "a #b: c\n",
      "\"a: b\n",
      "|: a\n",
      "| a: b\n",
      "> a: b\n",
      "a: b\n? c\n",
      "a: b\n: c\n",
      // Documents and directives.
      "",
      "\n",
      "# c\n",
      "---\n",
      "---\n---\n",
      "...\n",
      "--- a: b\n",
      "---\na: b\n",
      "---\na: b\n...\n",
      "a: b\n---\nc: d\n",
      "a: b\n...\njunk\n",
      "a: b\n...\n# c\n",
      "a: b\n... # c\n",
      "a: b\n...x\n",
      "a: b\n--- # c\n",
      "--- # c\na: b\n",
      "---a: b\n",
      "%YAML 1.2\n---\na: b\n",
      "%YAML 9.9\n---\na: b\n",
      "%TAG ! x\n---\na: b\n",
      "%FOO\n---\na: b\n",
      "%YAML 1.2\n",
      "--- {a: b}\n",
      "--- |\n  x\n",
      "---\n- a\n",
      "- a\nowner: x\n",
      "a: b\n---",
      "a: b\n...",
      "---",
      ",",
      "--- ,\n",
      "... ,\n",
      "[],",
      "{},",
      "\"\",",
      "'',",
      "&a ,",
      "!a ,",
      "- a\n,",
      "a",
      "a:",
      "a: ",
      "-",
      "- ",
      "?",
      ":",
      "#",
      "'",
      "\"",
      "|",
      ">",
      "[",
      "{",
      "]",
      "}",
      "!",
      "&",
      "*",
      "@",
      "%",
      // Escapes.
      "a: \"\\q\"\n",
      "a: \"\\'\"\n",
      "a: \"\\uD800\"\n",
      "a: \"\\U00110000\"\n",
      "a: \"\\x4\"\n",
      "a: \"\\u12\"\n",
      "a: \"\\_\"\n",
      "a: \"\\N\"\n",
      "a: \"\\e[31m\"\n",
      "a: \"\\x07\"\n",
      "a: \"\\u202e\"\n",
      "a: \"\\\n  b\"\n",
      "a: \"b\\\n  c\"\n",
      "a: \"\\/\"\n",
      "a: \"\\\t\"\n",
      "a: \"\\",
      "a: '\\'\n",
      "a: '\\n'\n",
      "a: ''''\n",
      "a: '''\n",
      "a: 'it''s'\n",
      "a: \"\\u00e9\"\n",
      "a: \"\\\"\n",
      "a: \"\\ \"\n",
      "a: \"\\L\\P\"\n",
      // Quoted and block text over lines.
      "a: \"x\ny\"\n",
      "a: \"x\n y\"\n",
      "a: 'x\ny'\n",
      "a: 'x\n\n y'\n",
      "a:\n  b: 'x\n y'\n",
      "a:\n  b: 'x\n   y'\n",
      "a:\n  'x\n y'\n",
      "a: |\n  x\n",
      "a: |-\n  x\n",
      "a: |+\n  x\n\n",
      "a: |2\n  x\n",
      "a: |2\n   x\n",
      "a: |3\n  x\n",
      "a: |0\n x\n",
      "a: |10\n x\n",
      "a: |-2\n  x\n",
      "a: |2-\n  x\n",
      "a: |--\n  x\n",
      "a: | x\n",
      "a: | # c\n  x\n",
      "a: |#c\n  x\n",
      "a: >\n  x\n  y\n",
      "a: |\n",
      "a: |\nb: c\n",
      "a: |\n\n\nb: c\n",
      "a: |\n   \n  x\n",
      "a: |\n  x\n# c\n",
      "a: |\n  x\n # c\nb: d\n",
      "a: |\n  x: y\n  - z\n  'q\n",
      "- |\n x\n",
      "a:\n- |\n x\n",
      "a:\n- |\nx\n",
      "a:\n  - >-\n    x\n    y\n  - z\n",
      "a: |\n # c\n x\n",
      "a: |\nx\n",
      "a: >\nx: y\n",
      "a: |\r\n  x\r\n  y\r\nb: c\r\n",
      // Line ends, encodings, hidden characters.
      "a: b\r\nc: d\r\n",
      "a: b\rc: d\r",
      "a: b\r",
      "\xef\xbb\xbf"
      "a: b\n",
      "a: b\n\xef\xbb\xbf"
      "c: d\n",
      "a: \xff\n",
      "a: \xc0\xaf\n",
      "a: \xed\xa0\x80\n",
      "a: \x01\n",
      "a: \x1b[31m\n",
      "a: \x7f\n",
      "a: \xc2\x85\n",
      "a: \xe2\x80\xa8"
      "b: c\n",
      "a: \xe2\x80\xae\n",
      "\xff\xfe"
      "a",
      "\xfe\xff",
      "a: \xc3\xa9\n",
      "\xc3\xa9: b\n",
      "a: \"\xf0\x9f\x98\x80\"\n",
      // Conflict markers.
      "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n",
      "a: |\n  <<<<<<< x\n",
      "=======\n",
      "a: b\n=======\n",
      // Values.
      "a: ~\n",
      "a: null\n",
      "a:\nb:\n",
      "a:\n  - b\n  -\n  - c\n",
      "a:\n  -\n",
      "- \n",
      "a:\n  - - b\n    - c\n  - d: e\n    f: g\n",
      "a:\n  -   b: c\n      d: e\n",
      "a:\n  - b: c\n     d: e\n",
      "a:\n  - b: c\n   d: e\n",
      "a:\n  - b:\n    - c\n    d: e\n",
      "a:\n  - b:\n      c: d\n    e: f\n",
      "a:\n  - 'b'\n  - \"c\"\n",
      "a:\n  - 'b': c\n",
      "a:\n  - [b, c]\n  - {d: e}\n",
      "a: {b: [c}\n",
      "a: b\nc: d\n# e\n",
      "a:   b   \n",
      "a: b c d\n",
      "a: b, c\n",
      "a: b [c]\n",
      "a: (b)\n",
      "a: b=c\n",
      "a: <b>\n",
      "a: x|y\n",
      "a: ~b\n",
  };
  std::vector<std::string> inputs(written.begin(), written.end());
  inputs.emplace_back("a: x\0y\n", 7);
  inputs.emplace_back("\0a: 1", 5);
  for (const int depth : {8, 17, 600}) {
    const auto n = static_cast<std::size_t>(depth);
    inputs.push_back("a: " + std::string(n, '[') + std::string(n, ']') + "\n");
    inputs.push_back("a: " + std::string(n, '[') + "\n");
    std::string nested = "a:\n";
    for (std::size_t i = 0; i < n; ++i) nested += std::string(i + 1, ' ') + "a:\n";
    inputs.push_back(nested);
    std::string dashes = "a:\n ";
    for (std::size_t i = 0; i < n; ++i) dashes += "- ";
    inputs.push_back(dashes + "x\n");
  }
  inputs.push_back(std::string(300, 'k') + ": x\n");
  inputs.push_back(std::string(1100, 'k') + ": x\n");
  inputs.push_back("a: " + std::string(5000, 'x') + "\n");
  return inputs;
}

std::string rich_manifest() {
  return "# A manifest with every kind of syntax.\n"
         "---\n"
         "schema: modgate/module/v1\n"
         "module: relax\n"
         "summary: >-\n"
         "  Graph-level IR\n"
         "  with shapes.\n"
         "stage: \"S0\"   # quoted\n"
         "namespace: {cpp: [\"acme::relax\"], python: [acme.relax]}\n"
         "paths: [src/relax/,\n"
         "  'include/acme/relax/', ]\n"
         "feature_flag:\n"
         "  name: USE_RELAX\n"
         "  kind: cmake\n"
         "maintainers:\n"
         "- ada\n"
         "- person: bjarne\n"
         "  since: 2024-01-02\n"
         "- {person: grace, role: lead}\n"
         "\n"
         "known_limitations: no loops\n"
         "  and no calls\n"
         "support: |\n"
         "  best effort: mail us\n"
         "   - or ask\n"
         "integration:\n"
         "  - path: CMakeLists.txt\n"
         "    why: 'it''s the option'\n"
         "    max_lines: 2\n"
         "...\n";
}

std::vector<std::string> mutations(std::string_view text) {
  constexpr std::string_view kInserted = " \t\n:-#'\"[},?";
  std::vector<std::string> out;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::string head(text.substr(0, i));
    if (i < text.size()) {
      out.push_back(head + std::string(text.substr(i + 1)));
      out.push_back(head + text[i] + std::string(text.substr(i)));
    }
    for (const char c : kInserted) out.push_back(head + c + std::string(text.substr(i)));
    // What an editor that stopped in the middle leaves behind.
    out.push_back(head);
  }
  return out;
}

std::vector<std::string> line_mutations(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += part;
    return all;
  };
  std::vector<std::string> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> changed = lines;
    for (const std::string& replacement : {std::string(), lines[i] + lines[i], " " + lines[i], "  " + lines[i],
                                           "\t" + lines[i], lines[i].substr(1), "- " + lines[i], "# " + lines[i]}) {
      changed[i] = replacement;
      out.push_back(joined(changed));
    }
    if (i + 1 == lines.size()) continue;
    changed = lines;
    std::swap(changed[i], changed[i + 1]);
    out.push_back(joined(changed));
  }
  return out;
}

}  // namespace modgate::testing
