// Calendar arithmetic over <chrono>; see modgate/date.h.
#include "modgate/date.h"

#include <fmt/core.h>

#include <chrono>

namespace modgate {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const Date date{digits(0, 4), digits(5, 2), digits(8, 2)};
  if (date.year < 1 || date.month < 1 || date.day < 1) return std::nullopt;
  const std::chrono::year_month_day day = std::chrono::year(date.year) / date.month / date.day;
  return day.ok() ? std::optional(date) : std::nullopt;
}

std::string day_text(const Date& day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

std::int64_t day_number(const Date& day) {
  const std::chrono::sys_days days = std::chrono::year(day.year) / day.month / day.day;
  return days.time_since_epoch().count();
}

Date date_of_day(std::int64_t number) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(number))};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

}  // namespace modgate
