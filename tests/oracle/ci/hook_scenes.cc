// The rows of the hook matrix, and what writes down modgate's verdict behind git and the hook's runner.
#include "hook_scenes.h"

#include <filesystem>

namespace modgate::testing {
namespace {

const std::string kManifest = ".modgate/modules/relax.yaml";
const std::string kNew = "src/core/new.cc";
const std::string kClean = "src/core/clean.cc";
const std::string kAlsoClean = "int walk();\n";

/// As modgate, with a second report and its exit code left behind.
std::string recording_modgate() {
  return "#!/bin/sh\n'" MODGATE_BINARY
         "' \"$@\" --report json=\"$MODGATE_SEEN\"\ncode=$?\n"
         "echo $code > \"$MODGATE_SEEN.code\"\nexit $code\n";
}

void commit(Scene& s) { s.commit({}); }

}  // namespace

Scene::Scene(HookRunner& runner, bool unborn) : seen_(repo.temp() + "/seen") {
  variables_ = runner.variables();
  repo.executable("../bin/modgate", recording_modgate());
  variables_["PATH"] = repo.temp() + "/bin:" + std::getenv("PATH");
  variables_["MODGATE_SEEN"] = seen_;
  runner.prepare(repo);
  add_relax(repo);
  repo.file("src/core/old.cc", kUse).file("sub/notes.txt", "notes\n");
  if (!unborn) repo.commit("base");
  runner.install(repo, variables_);
}

void Scene::commit(Words arguments, const std::string& folder) {
  const std::string place = folder.empty() ? repo.path() : folder;
  const std::string before = repo.try_git({"rev-parse", "-q", "--verify", "HEAD"}, place).out;
  Words words = {"commit", "-m", "x"};
  if (!arguments.empty() && arguments.front() == "--amend") words = {"commit", "--no-edit"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const Ran ran = repo.try_git(words, place, variables_);
  said = ran.out + ran.err;
  committed = repo.try_git({"rev-parse", "-q", "--verify", "HEAD"}, place).out != before;
  EXPECT_EQ(committed, ran.status == 0) << said;
  const std::string code = bytes_of(seen_ + ".code");
  if (code.empty()) return;
  modgate_exit = std::stoi(code);
  const Json report = Json::parse(bytes_of(seen_), nullptr, false);
  for (const std::string& line : findings_of(report)) {
    if (line.ends_with(" new")) findings.push_back(line.substr(0, line.size() - 4));
  }
}

const std::vector<HookRow>& hook_rows() {
  static const std::vector<HookRow> rows = {
      {"commit", [](Scene& s) { s.repo.file(kNew, kUse).stage(kNew), commit(s); }, 1, {kNew + ":1 MG301"}},
      {"commit_clean", [](Scene& s) { s.repo.file(kNew, kNoUse).stage(kNew), commit(s); }, 0, {}},
      {"commit_all", [](Scene& s) { s.repo.file(kClean, kUse), s.commit({"-a"}); }, 1, {kClean + ":1 MG301"}},
      {"commit_all_leaves_untracked_alone",
       [](Scene& s) { s.repo.file(kClean, kAlsoClean).file(kNew, kUse), s.commit({"-a"}); },
       0,
       {}},
      {"commit_path",
       [](Scene& s) {
         s.repo.file(kNew, kUse).stage(kNew).file(kClean, kAlsoClean);
         s.commit({"--", kClean});
       },
       0,
       {}},
      {"commit_faulty_path",
       [](Scene& s) {
         s.repo.file(kNew, kNoUse).stage(kNew).file(kClean, kUse);
         s.commit({"--", kClean});
       },
       1,
       {kClean + ":1 MG301"}},
      {"manifest_deleted",
       [](Scene& s) {
         s.repo.git({"rm", "-q", kManifest}), commit(s);
       },
       1,
       {"src/relax/shape.h:1 MG508"}},
      {"module_deleted",
       [](Scene& s) {
         s.repo.git({"rm", "-q", "-r", ".modgate", "src/relax", "src/core/old.cc"});
         commit(s);
       },
       0,
       {}},
      {"linked_worktree",
       [](Scene& s) {
         s.repo.git({"worktree", "add", "-q", "../linked"});
         s.repo.file("../linked/" + kNew, kUse).try_git({"add", kNew}, s.repo.temp() + "/linked");
         s.commit({}, s.repo.temp() + "/linked");
       },
       1,
       {kNew + ":1 MG301"}},
      {"subdirectory",
       [](Scene& s) {
         s.repo.file(kNew, kUse).stage(kNew);
         s.commit({}, s.repo.path() + "/sub");
       },
       1,
       {kNew + ":1 MG301"}},
      {"intent_to_add",
       [](Scene& s) {
         s.repo.file(kClean, kAlsoClean).stage(kClean).file(kNew, kUse).git({"add", "-N", kNew});
         commit(s);
       },
       0,
       {}},
      {"unstaged_deletion",
       [](Scene& s) { s.repo.file(kClean, kAlsoClean).stage(kClean).remove(kManifest), commit(s); },
       0,
       {}},
      {"unstaged_fix_of_a_staged_fault",
       [](Scene& s) { s.repo.file(kNew, kUse).stage(kNew).file(kNew, kNoUse), commit(s); },
       1,
       {kNew + ":1 MG301"}},
      {"unstaged_fault_over_staged_text",
       [](Scene& s) { s.repo.file(kNew, kNoUse).stage(kNew).file(kNew, kUse), commit(s); },
       0,
       {}},
      {"first_commit", [](Scene& s) { s.repo.stage("."), commit(s); }, 1, {"src/core/old.cc:1 MG301"}, true},
      {"first_commit_clean",
       [](Scene& s) { s.repo.file("src/core/old.cc", kNoUse).stage("."), commit(s); },
       0,
       {},
       true},
      {"amend", [](Scene& s) { s.repo.file(kNew, kUse).stage(kNew), s.commit({"--amend"}); }, 1, {kNew + ":1 MG301"}},
      {"amend_clean", [](Scene& s) { s.repo.file(kClean, kAlsoClean).stage(kClean), s.commit({"--amend"}); }, 0, {}},
      {"merge",
       [](Scene& s) {
         s.repo.git({"checkout", "-q", "-b", "topic"});
         s.repo.file(kNew, kUse).commit("topic").git({"checkout", "-q", "main"});
         s.repo.file(kClean, kAlsoClean).commit("main").git({"merge", "-q", "--no-commit", "topic"});
         commit(s);
       },
       1,
       {kNew + ":1 MG301"}},
      {"merge_clean",
       [](Scene& s) {
         s.repo.git({"checkout", "-q", "-b", "topic"});
         s.repo.file(kNew, kNoUse).commit("topic").git({"checkout", "-q", "main"});
         s.repo.file(kClean, kAlsoClean).commit("main").git({"merge", "-q", "--no-commit", "topic"});
         commit(s);
       },
       0,
       {}},
      {"a_manifest_alone_makes_old_uses_faults",
       [](Scene& s) {
         s.repo.file(".modgate/modules/scout.yaml", manifest("scout")).file("src/scout/s.h", "#pragma once\n");
         s.repo.file("src/core/scouts.cc", "#include \"../scout/s.h\"\n");
         s.repo.git({"add", "src"});
         s.repo.git({"commit", "-q", "--no-verify", "-m", "code first"});
         s.repo.stage(".modgate");
         commit(s);
       },
       1,
       {"src/core/scouts.cc:1 MG301"}},
  };
  return rows;
}

}  // namespace modgate::testing
