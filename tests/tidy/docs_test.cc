// Generated pages are what the program prints; modgate passes its own check; the examples print what they promise.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

struct Ran {
  std::string output;
  int code = -1;
};

Ran run(const std::string& arguments) {
  Ran ran;
  const std::string command = std::string("COLUMNS=100 NO_COLOR=1 ") + MODGATE_BINARY + " " + arguments + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> part{};
  for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) ran.output.append(part.data(), n);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string read(const std::string& path) {
  std::ifstream stream(std::string(MODGATE_SOURCE_DIR) + "/" + path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// MODGATE_UPDATE=1 rewrites the file; the change is then read in the diff.
void expect_file(const std::string& path, const std::string& wanted) {
  if (std::getenv("MODGATE_UPDATE") != nullptr) {
    std::ofstream(std::string(MODGATE_SOURCE_DIR) + "/" + path, std::ios::binary) << wanted;
  }
  EXPECT_EQ(read(path), wanted) << path << " is out of date; MODGATE_UPDATE=1 rewrites it";
}

TEST(Docs, GeneratedPagesAreInStep) {
  expect_file("docs/RULES.md", run("rules -f markdown").output);
  expect_file("docs/CLI.md", run("reference").output);
}

TEST(Docs, SchemasAreInStep) {
  for (const char* name : {"manifest", "policy", "people", "report"}) {
    const Ran ran = run(std::string("schema ") + name);
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.output, read(std::string("schemas/") + name + ".schema.json")) << name;
  }
}

TEST(Docs, ModgatePassesItsOwnCheck) {
  const Ran ran = run(std::string("-C ") + MODGATE_SOURCE_DIR + " check --fail-on warning");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_NE(ran.output.find("14 modules"), std::string::npos) << ran.output;
}

/// An example is a folder; modgate reads repositories: a copy becomes one.
Ran run_example(const std::string& name, const std::string& format) {
  char folder[] = "/tmp/modgate-example-XXXXXX";
  if (mkdtemp(folder) == nullptr) return {};
  const std::string copy = std::string(folder) + "/" + name;
  const std::string prepare =
      std::string("cp -R ") + MODGATE_SOURCE_DIR + "/examples/" + name + " " + copy + " && git -C " + copy + " init -q";
  Ran ran;
  if (std::system(prepare.c_str()) == 0) ran = run("-C " + copy + " check -f " + format);
  EXPECT_EQ(std::system((std::string("rm -rf ") + folder).c_str()), 0);
  return ran;
}

TEST(Docs, ExamplesPrintWhatTheyPromise) {
  const Ran healthy = run_example("healthy", "concise");
  EXPECT_EQ(healthy.code, 0) << healthy.output;
  const Ran broken = run_example("broken", "concise");
  EXPECT_EQ(broken.code, 1) << broken.output;
  // The last line holds the time.
  const std::size_t footer = broken.output.rfind('\n', broken.output.size() - 2);
  expect_file("examples/broken/expected.txt", broken.output.substr(0, footer + 1));
}

}  // namespace
