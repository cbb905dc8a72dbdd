// `check --fix` and `check --diff`: bytes before and after, in every view that has them; what is refused; and over many
// small trees that `git apply` of the one gives the other.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace fs = std::filesystem;

const std::string kReadme = "# Title\n<!-- modgate:begin modules -->\n<!-- modgate:end modules -->\nlast";
const std::string kTable =
    "\n| module | stage | summary | maintainers | flag |\n| --- | --- | --- | --- | --- |\n"
    "| `relax` | S0 | One module of the fixture. |  | `USE_RELAX` |\n\n";

std::string crlf(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

struct Row {
  std::string name, path, before, after;
};

const Row kRows[] = {
    {"comment_on_its_line", "src/a.cc", "int a;\n  // modgate: allow(MG301) -- why\nint b;\n", "int a;\nint b;\n"},
    {"comment_behind_code", "src/a.cc", "int a;  // modgate: allow(MG301) -- why\nint b;\n", "int a;\nint b;\n"},
    {"comment_before_code", "src/a.cc", "  /* modgate: allow(MG301) -- why */ int a;\n", "  int a;\n"},
    {"comment_between_code", "src/a.cc", "int /* modgate: allow(MG301) -- why */ a;\n", "int a;\n"},
    {"comment_parts_words", "src/a.cc", "int/* modgate: allow(MG301) -- why */a;\n", "int a;\n"},
    {"comment_of_two_lines", "src/a.cc", "int a;\n/* modgate: allow(MG301) -- why\n   so */\nint b;\n",
     "int a;\nint b;\n"},
    {"two_on_one_line", "src/a.cc",
     "/* modgate: allow(MG301) -- why */ /* modgate: allow(MG302) -- why */ int a;\nint b;\n", "int a;\nint b;\n"},
    {"crlf", "src/a.cc", "int a;\r\n// modgate: allow(MG301) -- why\r\nint b; // modgate: allow(MG301) -- why\r\n",
     "int a;\r\nint b;\r\n"},
    {"no_final_line_end", "src/a.cc", "int a;\n// modgate: allow(MG301) -- why", "int a;"},
    {"the_whole_file", "src/a.cc", "// modgate: allow(MG301) -- why", ""},
    {"all_rules_of_a_comment", "src/a.cc", "// modgate: allow(MG301, MG302) -- why\nint b;\n", "int b;\n"},
    {"first_of_a_list", "src/a.cc", "// modgate: allow(MG302, MG301) -- why\n#include \"relax/shape.h\"\n",
     "// modgate: allow(MG301) -- why\n#include \"relax/shape.h\"\n"},
    {"last_of_a_list", "src/a.cc", "// modgate: allow(MG301 , MG302) -- why\n#include \"relax/shape.h\"\n",
     "// modgate: allow(MG301) -- why\n#include \"relax/shape.h\"\n"},
    {"around_the_used_one", "src/a.cc",
     "// modgate: allow(MG302, MG303, MG301, MG204, MG202) -- why\n#include \"relax/shape.h\"\n",
     "// modgate: allow(MG301) -- why\n#include \"relax/shape.h\"\n"},
    {"beside_a_word_that_may_mean_a_rule", "src/a.cc", "// modgate: allow(MG301, MG3O2) -- why\nint b;\n",
     "// modgate: allow(MG3O2) -- why\nint b;\n"},
    {"end_of_a_macro", "src/a.cc", "#define F(x) f(x) \\\n  // modgate: allow(MG301) -- why\nint b;\n",
     "#define F(x) f(x) \\\n\nint b;\n"},
    {"end_of_a_macro_crlf", "src/a.cc", "#define F(x) f(x) \\\r\n/* modgate: allow(MG301) -- why */\r\nint b;\r\n",
     "#define F(x) f(x) \\\r\n\r\nint b;\r\n"},
    {"inside_a_macro", "src/a.cc", "#define F(x) \\\n  /* modgate: allow(MG301) -- why */ \\\n  f(x)\n",
     "#define F(x) \\\n  \\\n  f(x)\n"},
    {"behind_a_backslash", "src/a.cc", "#define F \\ // modgate: allow(MG301) -- why\nint b;\n",
     "#define F \\ // modgate: allow(MG301) -- why\nint b;\n"},
    {"behind_a_backslash_and_another", "src/a.cc",
     "#define F \\ /* modgate: allow(MG301) -- why */ // modgate: allow(MG301) -- why\nint b;\n",
     "#define F \\ /* modgate: allow(MG301) -- why */\nint b;\n"},
    {"byte_order_mark", "src/a.cc", "\xef\xbb\xbf// modgate: allow(MG301) -- why\nint b;\n", "\xef\xbb\xbfint b;\n"},
    {"byte_order_mark_and_no_more", "src/a.cc", "\xef\xbb\xbf// modgate: allow(MG301) -- why", "\xef\xbb\xbf"},
    {"two_lines_end_a_statement", "src/a.js", "let a = 1 /* modgate: allow(MG301)\n -- why */ let b = 2\n",
     "let a = 1 /* modgate: allow(MG301)\n -- why */ let b = 2\n"},
    {"makefile", "src/Makefile", "A = 1\n# modgate: allow(MG301) -- why\nB = 1\n", "A = 1\nB = 1\n"},
    {"makefile_blank_of_a_value", "src/Makefile", "A := $(B) # modgate: allow(MG301) -- why\n",
     "A := $(B) # modgate: allow(MG301) -- why\n"},
    {"makefile_recipe", "src/Makefile", "x:\n\techo \"# modgate: allow(MG301, MG302) -- why\"\n",
     "x:\n\techo \"# modgate: allow(MG301, MG302) -- why\"\n"},
    {"makefile_recipe_behind_a_rule", "src/Makefile", "x: ; echo \"# modgate: allow(MG301) -- why\"\n",
     "x: ; echo \"# modgate: allow(MG301) -- why\"\n"},
    {"makefile_continued", "src/Makefile", "A = a \\\n# modgate: allow(MG301) -- why\nB = 1\n",
     "A = a \\\n# modgate: allow(MG301) -- why\nB = 1\n"},
    {"file_that_was_not_read_whole", "src/a.py", "# modgate: allow(MG301) -- why\nimport os\nx = '\xe9'\n",
     "# modgate: allow(MG301) -- why\nimport os\nx = '\xe9'\n"},
    {"python", "src/a.py", "import os  # modgate: allow(MG303) -- why\n", "import os\n"},
    {"unknown_key", ".modgate/modules/scout.yaml",
     "schema: modgate/module/v1\nmodule: scout\nsumary: One.  # kept\nstage: proposed\n",
     "schema: modgate/module/v1\nmodule: scout\nsummary: One.  # kept\nstage: proposed\n"},
    {"unknown_key_in_quotes", ".modgate/modules/scout.yaml",
     "{schema: modgate/module/v1, module: scout, \"sumary\": \"One.\", stage: proposed}\n",
     "{schema: modgate/module/v1, module: scout, \"summary\": \"One.\", stage: proposed}\n"},
    {"unknown_key_that_two_could_be", ".modgate/modules/scout.yaml",
     "schema: modgate/module/v1\nmodule: scout\nsumary: One.\nsummry: Two.\nstage: proposed\n",
     "schema: modgate/module/v1\nmodule: scout\nsumary: One.\nsummry: Two.\nstage: proposed\n"},
    {"unknown_key_whose_place_is_taken", ".modgate/modules/scout.yaml",
     "schema: modgate/module/v1\nmodule: scout\nsummary: One.\nsumary: Two.\nstage: proposed\n",
     "schema: modgate/module/v1\nmodule: scout\nsummary: One.\nsumary: Two.\nstage: proposed\n"},
    {"text_of_a_manifest_is_no_comment", ".modgate/modules/scout.yaml",
     "schema: modgate/module/v1\nmodule: scout\nstage: proposed\nsummary: |\n  One.\n  # modgate: allow(MG905) -- "
     "why\n",
     "schema: modgate/module/v1\nmodule: scout\nstage: proposed\nsummary: |\n  One.\n  # modgate: allow(MG905) -- "
     "why\n"},
    {"section", "README.md", kReadme,
     "# Title\n<!-- modgate:begin modules -->\n" + kTable + "<!-- modgate:end modules -->\nlast"},
    {"section_crlf", "README.md", crlf(kReadme),
     crlf("# Title\n<!-- modgate:begin modules -->\n" + kTable + "<!-- modgate:end modules -->\nlast")},
    {"section_of_owners", ".github/CODEOWNERS",
     "* @acme/core\n# modgate:begin owners\n/old/ @gone\n# modgate:end owners\n",
     "* @acme/core\n# modgate:begin owners\n# nobody maintains src/relax/\n# modgate:end owners\n"},
    {"section_of_owners_behind_a_byte_order_mark", "CODEOWNERS",
     "\xef\xbb\xbf# modgate:begin owners\n# modgate:end owners\n",
     "\xef\xbb\xbf# modgate:begin owners\n# nobody maintains src/relax/\n# modgate:end owners\n"},
};

/// The names of all files of the work tree.
Words files_of(const RepoBuilder& repo) {
  Words names;
  for (const auto& entry : fs::recursive_directory_iterator(repo.path())) {
    const std::string name = fs::relative(entry.path(), repo.path()).string();
    if (!name.starts_with(".git/") && !entry.is_directory()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Fixing : public ::testing::Test {
 protected:
  Fixing() { add_relax(repo_); }
  Ran fix(Words more = {}) {
    more.insert(more.begin(), {"check", "--fix"});
    return modgate(repo_, more);
  }
  Ran diff(Words more = {}) {
    more.insert(more.begin(), {"check", "--diff"});
    return modgate(repo_, more);
  }
  std::string bytes(const std::string& path) { return bytes_of(repo_.path() + "/" + path); }

  RepoBuilder repo_;
};

class FixingRow : public Fixing, public ::testing::WithParamInterface<Row> {};

TEST_P(FixingRow, BeforeAndAfter) {
  const Row& row = GetParam();
  repo_.file(row.path, row.before);
  const Words names = files_of(repo_);
  const Ran patch = diff();
  EXPECT_EQ(patch.out.empty(), row.before == row.after) << patch.out << patch.err;
  EXPECT_EQ(bytes(row.path), row.before) << "--diff wrote";
  const Ran ran = fix();
  EXPECT_EQ(bytes(row.path), row.after) << ran.out << ran.err;
  EXPECT_EQ(files_of(repo_), names);
  EXPECT_THAT(fix().err, Not(HasSubstr("fixed"))) << "a second run changes more";
  if (patch.out.empty()) return;
  repo_.file(row.path, row.before);
  const Ran applied = repo_.try_git({"apply", "-"}, repo_.path(), {}, patch.out);
  EXPECT_EQ(applied.status, 0) << applied.err << patch.out;
  EXPECT_EQ(bytes(row.path), row.after) << patch.out;
}

INSTANTIATE_TEST_SUITE_P(Rows, FixingRow, ::testing::ValuesIn(kRows),
                         [](const ::testing::TestParamInfo<Row>& row) { return row.param.name; });

TEST_F(Fixing, ConfigurationFirst) {
  // With its paths misspelled the module owns nothing, and the comment that is in use looks unused.
  repo_.file(".modgate/modules/scout.yaml",
             "schema: modgate/module/v1\nmodule: scout\nsummary: One.\nstage: S0\npath: [src/scout/]\n"
             "namespace: {cpp: [\"acme::scout\"]}\nfeature_flag: USE_SCOUT\n");
  repo_.file("src/scout/s.h", "#pragma once\nnamespace acme::scout {\nint scout();\n}\n");
  const std::string user = "// modgate: allow(MG301) -- why\n#include \"scout/s.h\"\n";
  repo_.file("src/a.cc", user);
  repo_.file("README.md", kReadme);
  const Ran ran = fix();
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_EQ(ran.err, "fixed 2 findings in 2 files\n");
  EXPECT_EQ(bytes("src/a.cc"), user);
  EXPECT_THAT(bytes(".modgate/modules/scout.yaml"), HasSubstr("\npaths: [src/scout/]\n"));
  EXPECT_THAT(bytes("README.md"), HasSubstr("| `scout` | S0 | One. |"));
}

TEST_F(Fixing, KeepsTheMode) {
  repo_.executable("src/run.py", "#!/usr/bin/env python3\nimport os  # modgate: allow(MG303) -- why\n");
  EXPECT_EQ(fix().status, 0);
  EXPECT_EQ(bytes("src/run.py"), "#!/usr/bin/env python3\nimport os\n");
  struct stat status {};
  ASSERT_EQ(::stat((repo_.path() + "/src/run.py").c_str(), &status), 0);
  EXPECT_NE(status.st_mode & S_IXUSR, 0U);
}

TEST_F(Fixing, NothingIsWrittenWhereOneFileIsReadOnly) {
  repo_.file("src/a.cc", "// modgate: allow(MG301) -- why\nint a;\n");
  repo_.file("src/b.cc", "// modgate: allow(MG301) -- why\nint b;\n");
  fs::permissions(repo_.path() + "/src/b.cc", fs::perms::owner_read);
  const Ran ran = fix();
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("cannot fix `src/b.cc`: it is read-only; nothing was written"));
  EXPECT_THAT(ran.out, HasSubstr("src/a.cc:1"));
  EXPECT_EQ(bytes("src/a.cc"), "// modgate: allow(MG301) -- why\nint a;\n");
}

TEST_F(Fixing, LinksAreLeft) {
  repo_.file("other/real.md", "plain\n");
  repo_.symlink("README.md", "notes/readme");
  repo_.file("notes/readme", kReadme);
  repo_.symlink("linked", "notes");
  EXPECT_THAT(fix().err, IsEmpty());
  EXPECT_EQ(bytes("notes/readme"), kReadme);
  EXPECT_TRUE(fs::is_symlink(repo_.path() + "/README.md"));
}

TEST_F(Fixing, WhatASparseCheckoutLeavesOutKeepsNothingBack) {
  const std::string comment = "// modgate: allow(MG301) -- why\n";
  repo_.file("kept/a.cc", comment).file("left/b.cc", comment).commit("all");
  repo_.git({"sparse-checkout", "set", "--no-cone", "/*", "!/left/"});
  const Ran patch = diff();
  EXPECT_EQ(repo_.try_git({"apply", "--check", "-"}, repo_.path(), {}, patch.out).status, 0) << patch.out;
  const Ran ran = fix();
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.err, "fixed 1 finding in 1 file\n");
  EXPECT_EQ(bytes("kept/a.cc"), "");
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("left/b.cc:1"), HasSubstr("git sparse-checkout add"), Not(HasSubstr("fixable"))));
  EXPECT_FALSE(fs::exists(repo_.path() + "/left/b.cc"));
}

TEST_F(Fixing, ACommentThatSilencedAnEarlierChangeStays) {
  const std::string user = "// modgate: allow(MG306) -- why\nint a;\n";
  repo_.file("src/a.cc", user).commit("before");
  repo_.file("src/b.cc", "// modgate: allow(MG301) -- why\nint b;\n");
  EXPECT_EQ(fix({"--against", "HEAD", "--all"}).err, "fixed 1 finding in 1 file\n");
  EXPECT_EQ(bytes("src/a.cc"), user);
}

TEST_F(Fixing, MachineFormatsStayClean) {
  repo_.file("src/a.cc", "// modgate: allow(MG301) -- why\nint a;\n");
  repo_.file("src/b.cc", kUse);
  const Json before = report_of(modgate(repo_, {"check", "-f", "json"}));
  EXPECT_THAT(findings_of(before), ElementsAre("src/a.cc:1 MG901 new", "src/b.cc:1 MG301 new"));
  EXPECT_EQ(before.at("findings").at(0).at("fixes").size(), 1U);
  const Ran ran = fix({"-f", "json"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.err, "fixed 1 finding in 1 file\n");
  EXPECT_THAT(findings_of(report_of(ran)), ElementsAre("src/b.cc:1 MG301 new"));
  EXPECT_THAT(fix({"-q"}).err, IsEmpty());
}

TEST_F(Fixing, PeopleAreToldWhatCanBeFixed) {
  repo_.file("src/a.cc", "// modgate: allow(MG301) -- why\nint a;\n").commit("all");
  EXPECT_THAT(modgate(repo_, {"check"}).out, HasSubstr("\n1 fixable with --fix\n"));
  EXPECT_THAT(modgate(repo_, {"check", "--rev", "HEAD"}).out, HasSubstr("\n1 fixable with --diff\n"));
  EXPECT_THAT(modgate(repo_, {"check", "-q"}).out, Not(HasSubstr("fixable")));
}

TEST_F(Fixing, WhatTheChangeBringsAndNoMore) {
  repo_.file("src/old.cc", "// modgate: allow(MG301) -- why\nint a;\n").commit("before");
  repo_.file("src/new.cc", "// modgate: allow(MG301) -- why\nint b;\n");
  EXPECT_EQ(fix({"--against", "HEAD"}).err, "fixed 1 finding in 1 file\n");
  EXPECT_EQ(bytes("src/new.cc"), "int b;\n");
  EXPECT_EQ(bytes("src/old.cc"), "// modgate: allow(MG301) -- why\nint a;\n");
  EXPECT_EQ(fix({"--against", "HEAD", "--all"}).err, "fixed 1 finding in 1 file\n");
  EXPECT_EQ(bytes("src/old.cc"), "int a;\n");
}

TEST_F(Fixing, PathsNarrowIt) {
  repo_.file("src/a.cc", "// modgate: allow(MG301) -- why\nint a;\n");
  repo_.file("src/b.cc", "// modgate: allow(MG301) -- why\nint b;\n");
  EXPECT_EQ(fix({"src/b.cc"}).err, "fixed 1 finding in 1 file\n");
  EXPECT_EQ(bytes("src/a.cc"), "// modgate: allow(MG301) -- why\nint a;\n");
}

TEST_F(Fixing, DiffOfStagedContent) {
  repo_.file("src/a.cc", "// modgate: allow(MG301) -- why\nint a;\n").stage(".");
  repo_.file("src/a.cc", "int other;\n");
  const Ran ran = diff({"--staged"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(repo_.try_git({"apply", "--cached", "-"}, repo_.path(), {}, ran.out).status, 0) << ran.out;
  EXPECT_EQ(repo_.git({"show", ":src/a.cc"}), "int a;\n");
  EXPECT_EQ(diff({"--staged"}).status, 0);
  EXPECT_EQ(modgate(repo_, {"check", "--fix", "--staged"}).status, 2);
}

TEST_F(Fixing, DiffWithoutFixesStillJudges) {
  repo_.file("src/b.cc", kUse);
  const Ran ran = diff();
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("the findings of `modgate check` remain"));
  repo_.file("src/b.cc", kNoUse);
  EXPECT_EQ(diff().status, 0);
  EXPECT_EQ(diff({"-f", "json"}).status, 2);
}

TEST_F(Fixing, ABrokenPolicyIsFixedToo) {
  repo_.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: minimal\nexclud: [third_party/]\n");
  const Ran patch = diff();
  EXPECT_EQ(patch.status, 2) << "the policy that judges is broken";
  EXPECT_THAT(patch.out, HasSubstr("+exclude: [third_party/]\n"));
  EXPECT_EQ(fix().status, 0);
  EXPECT_THAT(bytes(".modgate/policy.yaml"), HasSubstr("\nexclude: ["));
}

/// Small trees at random: every kind of fix beside the others, with any line ends.
TEST(FixingProperty, ApplyingTheDiffIsTheFix) {
  const std::string pieces[] = {"int a;\n",
                                "// modgate: allow(MG301) -- why\n",
                                "int b;  // modgate: allow(MG302, MG301) -- why\n",
                                "#include \"relax/shape.h\"  // modgate: allow(MG204, MG301) -- why\n",
                                "  /* modgate: allow(MG301) -- why */ /* modgate: allow(MG302) -- why */\n",
                                "int/* modgate: allow(MG301) -- why */c;\n",
                                "\n"};
  std::mt19937 random(11);
  const auto upto = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 12; ++round) {
    RepoBuilder repo;
    add_relax(repo);
    Words paths = {"src/a b.cc", "src/\xc3\xbc.cc"};
    for (const std::string& path : paths) {
      std::string text;
      for (std::size_t lines = upto(24); lines > 0; --lines) text += pieces[upto(std::size(pieces))];
      if (upto(2) == 0 && !text.empty()) text.pop_back();
      repo.file(path, upto(3) == 0 ? crlf(text) : text);
    }
    paths.insert(paths.end(), {"README.md", ".modgate/modules/scout.yaml"});
    repo.file("README.md",
              upto(2) == 0 ? kReadme : "<!-- modgate:begin stage relax -->\n<!-- modgate:end stage relax -->\n");
    repo.file(".modgate/modules/scout.yaml",
              std::string("schema: modgate/module/v1\nmodule: scout\nstage: proposed\n") +
                  (upto(2) == 0 ? "sumary: Two.\n" : "summary: Two.\n"));
    repo.commit("before");
    const Ran patch = modgate(repo, {"check", "--diff"});
    ASSERT_NE(patch.status, 3) << patch.err;
    modgate(repo, {"check", "--fix"});
    std::map<std::string, std::string> fixed;
    for (const std::string& path : paths) fixed[path] = bytes_of(repo.path() + "/" + path);
    EXPECT_THAT(modgate(repo, {"check", "--diff"}).out, IsEmpty());
    repo.git({"checkout", "-q", "."});
    if (!patch.out.empty()) {
      const Ran applied = repo.try_git({"apply", "-"}, repo.path(), {}, patch.out);
      ASSERT_EQ(applied.status, 0) << applied.err << patch.out;
    }
    for (const std::string& path : paths) EXPECT_EQ(bytes_of(repo.path() + "/" + path), fixed[path]) << patch.out;
  }
}

}  // namespace
}  // namespace modgate::testing
