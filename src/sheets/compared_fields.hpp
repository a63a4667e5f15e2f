#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "risk/comparison.hpp"
#include "sheets/book.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// What is held for the state of a task, in the order of TaskStatus.
inline constexpr std::array<std::string_view, 4> status_terms{"", "state.not-started", "state.started", "state.finished"};

/// Which fields of a list are compared, and what its rows hold in them. The first is the number, the second the name.
class ComparedFields {
 public:
  /// `list`: "assets", "risks" or "tasks". Quantities that only one of the methods has are compared too.
  ComparedFields(std::string_view list, const Method& before, const Method& after);

  const std::vector<ComparedField>& fields() const { return fields_; }
  std::vector<Held> held(const Assessed& row, const Refreshed& of, bool old) const;
  static std::vector<Held> held(const Task& task);

  static constexpr std::size_t number_at = 0;
  static constexpr std::size_t name_at = 1;
  static constexpr std::size_t besides_at = 2;  ///< of risks the assets, of tasks the task: what tells things of one name apart

 private:
  enum class Evaluation : std::uint8_t { first, inherent, residual };
  /// Where a field's number comes from.
  struct Source {
    Evaluation evaluation = Evaluation::first;
    std::size_t before = Quantity::none;
    std::size_t after = Quantity::none;
  };
  void add_quantities(Evaluation evaluation, std::string_view prefix, const Method& before, const Method& after);
  void add(std::string_view field, Holds holds) { fields_.push_back({std::string(field), holds}); }
  Held quantity(const Source& source, const Assessed& row, bool old) const;

  bool risks_;
  std::vector<ComparedField> fields_;
  std::vector<Source> sources_;
};

/// The names of the assets that a risk names, one a line, or what its cell says where no register has them.
std::string named_assets(const Assessed& risk, const Book& book);

/// The first quantity behind a compared field: "risk_level" for residual_level.
std::string quantity_of(std::string_view field);

}  // namespace daicho
