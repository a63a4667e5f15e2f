#include "cli/json_output.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "cli/paths.hpp"
#include "model/codes.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 1 << 16;

/// True for a file that begins as daicho's reports do.
bool is_report(const fs::path& file) {
  char head[64] = {};
  std::ifstream(file, std::ios::binary).read(head, sizeof head);
  std::string dense;
  for (const char c : head) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') dense += c;
  }
  return dense.starts_with(R"({"schema":"daicho.)");
}

}  // namespace

Findings JsonOutput::failed(int error, bool workbook_written) const {
  const Argument state = term(workbook_written ? "state.written" : "state.unchanged");
  return {{code::json_not_written, {argument(where_), term(cause(error)), state}, -1, {}}};
}

Findings JsonOutput::open() {
  std::error_code error;
  if (where_.empty() || to_stdout()) return {};
  if (fs::is_directory(where_, error)) return failed(EISDIR, false);
  if (!force_ && fs::exists(where_, error) && !is_stream(where_) && !is_report(where_))
    return {{code::json_exists, {argument(where_)}, -1, {}}};
  file_.emplace(where_, false);
  return file_->begin() ? Findings() : failed(file_->error_number(), false);
}

Findings JsonOutput::write(const Context& context, const std::function<void(const TextSink&)>& report, bool workbook_written) {
  if (to_stdout()) report([&](std::string_view piece) { context.terminal.out(piece); });
  if (!file_) return {};
  bool good = true;
  std::string buffer;
  const auto flush = [&] {
    good = good && file_->write(buffer.data(), buffer.size());
    buffer.clear();
  };
  report([&](std::string_view piece) {
    buffer += piece;
    if (buffer.size() > piece_size) flush();
  });
  flush();
  good = good && file_->commit();
  return good ? Findings() : failed(file_->error_number(), workbook_written);
}

Findings JsonOutput::write(const Context& context, const ReportFrame& frame, std::span<const Table> tables,
                           const Refreshed& report) {
  const auto send = [&](const TextSink& sink) {
    write_refresh_json(sink, frame, tables, report, context.library.messages, context.language);
  };
  return write(context, send, frame.output.has_value());
}

}  // namespace daicho::cli
