#include "model/calendar.hpp"

#include <chrono>
#include <cmath>

namespace daicho {
namespace {

using namespace std::chrono;

// Day 0 of the 1900 system. Excel and LibreOffice agree on it from 1900-03-01 on; before, Excel counts a day that never was.
constexpr sys_days day_zero = year{1899} / December / 30;

}  // namespace

Civil civil(double days) {
  const double bounded = std::isfinite(days) ? std::fmin(std::fmax(std::floor(days), -600'000.0), 3'000'000.0) : 0.0;
  const year_month_day day{day_zero + std::chrono::days{static_cast<int>(bounded)}};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::optional<double> day_count(const Civil& date) {
  const year_month_day day{year{date.year}, month{date.month}, std::chrono::day{date.day}};
  if (!day.ok()) return std::nullopt;
  return static_cast<double>((sys_days{day} - day_zero).count());
}

std::string iso_date(double days) {
  const auto [y, m, d] = civil(days);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

}  // namespace daicho
