#pragma once
#include <optional>
#include <span>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "model/finding.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Which edition of a family of sheets a workbook is, such as the two of the IPA リスク分析シート, whose scales do not agree.
struct ToldEdition {
  const Method* method = nullptr;     ///< the edition's; null where it is open, or the workbook speaks for several
  const Method* candidate = nullptr;  ///< one to read the sheets by, where nothing is calculated
  Findings findings;                  ///< the reasons with their cells, or why it cannot be told
};

/// Tells the edition by what ratings, scales, headings and stored results only one of them allows. Nothing where the workbook
/// is of no known family or has no register.
std::optional<ToldEdition> tell_edition(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options);

/// The method that the workbook names, or shows to be the edition of; null where there is none, or it cannot be told.
const Method* method_of(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options);

}  // namespace daicho
