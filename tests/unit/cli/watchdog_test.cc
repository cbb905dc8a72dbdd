// One object that never comes to an end, and many that do: who is ended, and what the last line says.
#include "cli/watchdog.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <thread>

#include "git/watch.h"

namespace modgate::testing {
namespace {

using namespace std::chrono_literals;
using cli::Watchdog;

ObjectId some_object() {
  ObjectId id{};
  id.front() = 0xab;
  id.back() = 0x1f;
  return id;
}

TEST(Watchdog, EndsAReadThatTakesTooLong) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        const Watchdog watchdog(50ms);
        const ObjectId id = some_object();
        const git::Watched older(id);
        std::this_thread::sleep_for(30s);
      },
      ::testing::ExitedWithCode(3),
      "error: reading `ab000000000000000000000000000000000000"
      "1f` from the repository does not come to an end \\(1 s\\); the object may be cut off\n"
      "  help: git fsck --full\n");
}

TEST(Watchdog, NamesTheRevisionAndNotItsEscapes) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        const Watchdog watchdog(50ms);
        const git::Watched read("HEAD\x1b[31m^2");
        std::this_thread::sleep_for(30s);
      },
      ::testing::ExitedWithCode(3), "error: reading `HEAD\\?\\[31m\\^2` from");
}

TEST(Watchdog, LetsManyShortReadsTakeAsLongAsTheyNeed) {
  const Watchdog watchdog(200ms);
  const ObjectId id = some_object();
  const auto read_on = [&] {
    for (int i = 0; i < 100; ++i) {
      const git::Watched outer("HEAD");
      const git::Watched inner(id);
      std::this_thread::sleep_for(4ms);
    }
  };
  std::thread other(read_on);
  read_on();
  other.join();
}

TEST(Watch, NamesTheReadThatIsOverdue) {
  std::array<char, 64> name{};
  const auto overdue = [&](std::chrono::nanoseconds patience) {
    return std::string_view(name.data(), git::overdue(patience, name));
  };
  EXPECT_EQ(overdue(0ns), "");
  const git::Watched first("first");
  {
    const git::Watched second("second");
    EXPECT_EQ(overdue(0ns), "second");
    EXPECT_EQ(overdue(1h), "");
  }
  EXPECT_EQ(overdue(0ns), "first");
  const std::string long_name(200, 'x');
  const git::Watched third(long_name);
  EXPECT_EQ(overdue(0ns), std::string(64, 'x'));
}

}  // namespace
}  // namespace modgate::testing
