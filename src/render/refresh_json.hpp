#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/messages.hpp"
#include "model/table.hpp"
#include "render/text_sink.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// What the report says besides what refreshing came to.
struct ReportFrame {
  std::string file;
  std::optional<std::string> output;  ///< the file written; nothing when none was
  std::string method_title;
  struct AddedSheet {
    std::string name;
    std::string role;
    bool replaced = false;
  };
  std::vector<AddedSheet> added{};  ///< sheets of ours that were written, or would be
  std::size_t notes = 0;            ///< cells that got a note, or would
};

/// True for a sheet that gave criteria to the method; front ends call it 評価基準 where it holds no register.
bool is_criteria_sheet(const Refreshed& report, std::size_t sheet);

/// Writes the report "daicho.refresh/1" (src/cli/README.md tells its members).
void write_refresh_json(const TextSink& sink, const ReportFrame& frame, std::span<const Table> tables, const Refreshed& report,
                        const Messages& messages, Language language);

}  // namespace daicho
