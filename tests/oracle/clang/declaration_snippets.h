// Valid C++20 that a seeded generator composes of every form of declaration, in namespaces of every form.
#pragma once

#include <cstdint>
#include <string>

namespace modgate::oracle {

/// One translation unit of about `items` declarations, the same for the same seed.
std::string make_declarations(std::uint32_t seed, std::size_t items);

}  // namespace modgate::oracle
