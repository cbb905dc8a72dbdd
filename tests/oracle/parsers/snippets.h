// Made-up files of languages with `//` comments, mostly valid, full of what could fool a scanner.
#pragma once

#include <cstdint>
#include <string>

namespace modgate::testing {

std::string java_snippet(std::uint32_t seed);
std::string kotlin_snippet(std::uint32_t seed);
std::string scala_snippet(std::uint32_t seed);
std::string go_snippet(std::uint32_t seed);
/// File number `seed`; it imports files of smaller numbers, called f0.proto, f1.proto, and so on.
std::string proto_snippet(std::uint32_t seed);

}  // namespace modgate::testing
