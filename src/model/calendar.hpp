#pragma once
#include <optional>
#include <string>

namespace daicho {

/// A calendar date.
struct Civil {
  int year;
  unsigned month;
  unsigned day;
};

/// The calendar date of a day count (see Value::date); days far out of reach are taken as the nearest possible.
Civil civil(double days);

/// The day count of a calendar date; nothing when there is no such day.
std::optional<double> day_count(const Civil& date);

/// The calendar date of a day count as "2025-04-01".
std::string iso_date(double days);

}  // namespace daicho
