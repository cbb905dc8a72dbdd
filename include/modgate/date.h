// Calendar days: what manifests and rosters are dated by. The Gregorian calendar, without time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modgate {

/// A calendar date, checked (no 30th of February).
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  auto operator<=>(const Date&) const = default;
};

/// `YYYY-MM-DD`, else nothing.
std::optional<Date> parse_date(std::string_view text);
std::string day_text(const Date& day);  ///< "2026-03-01"
/// Days since 1970-01-01, and back.
std::int64_t day_number(const Date& day);
Date date_of_day(std::int64_t number);

}  // namespace modgate
