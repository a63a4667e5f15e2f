#pragma once
#include <optional>
#include <span>

#include "catalog/form.hpp"
#include "catalog/messages.hpp"
#include "isms/succession.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"
#include "sheets/book.hpp"

namespace daicho {

/// A statement of applicability that became one of another edition.
struct SuccessionView {
  std::span<const Table> tables;            ///< of the workbook
  std::span<const StatedControl> controls;  ///< the old rows, headings among them, by Succession::formers
  const Catalogue& from;
  const Catalogue& to;
  const Crosswalk& crosswalk;
  const Succession& succession;
};

/// Three sheets to stand beside the old ones: the new statement, with the columns of its form (it has no role: people's data
/// from now on); the old rows without successor; and the record of every decision. `today` is a day count.
RenderedBook render_succession(const SuccessionView& view, const Form& form, std::optional<double> today,
                               const Messages& messages, Language language);

}  // namespace daicho
