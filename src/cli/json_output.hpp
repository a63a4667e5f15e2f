#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "cli/request.hpp"
#include "model/report.hpp"
#include "model/table.hpp"
#include "render/refresh_json.hpp"
#include "workbook/output_file.hpp"

namespace daicho::cli {

/// Where --json sends the report: a file, standard output, or nowhere. The file is opened before any workbook is written: a
/// name that cannot be written must stop everything in time.
class JsonOutput {
 public:
  explicit JsonOutput(const Request& request) : where_(request.json), force_(request.force) {}

  bool to_stdout() const { return where_ == "-"; }
  /// Opens the file, or says why it cannot be. Replaces earlier reports only, unless --force was given.
  Findings open();
  /// Writes what `report` gives it, or says what went wrong.
  Findings write(const Context& context, const std::function<void(const TextSink&)>& report, bool workbook_written);
  /// The same for the report of refresh and check.
  Findings write(const Context& context, const ReportFrame& frame, std::span<const Table> tables, const Refreshed& report);

 private:
  Findings failed(int error, bool workbook_written) const;

  std::string where_;
  bool force_;
  std::optional<OutputFile> file_;
};

}  // namespace daicho::cli
