#include "workbook/open.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string>

#include "model/codes.hpp"
#include "workbook/new_workbook.hpp"
#include "workbook/xlsx/book.hpp"
#include "workbook/xlsx/new_book.hpp"

namespace daicho {
namespace {

namespace fs = std::filesystem;

/// The first bytes of a file, enough to see what it is: an old workbook names its streams in its first sectors.
std::string beginning(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string out(std::size_t{64} * 1024, '\0');
  stream.read(out.data(), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return out;
}

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

/// Why a file that is no zip archive cannot be read.
Findings refusal(const fs::path& file, std::string_view bytes) {
  const auto finding = [&](Code code, std::string_view detail) {
    return Findings{{code, {argument(file.filename().string()), argument(detail)}, -1, {}}};
  };
  if (bytes.empty()) return finding(code::empty_file, "");
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    const bool encrypted = bytes.find(utf16("EncryptedPackage")) != std::string_view::npos;
    return encrypted ? finding(code::password, "") : finding(code::format_not_read, ".xls");
  }
  if (bytes.starts_with("%PDF")) return finding(code::format_not_read, "PDF");
  if (bytes.find("office:document") != std::string_view::npos) return finding(code::format_not_read, ".fods");
  if (file.extension() == ".csv" || file.extension() == ".tsv")
    return finding(code::format_not_read, file.extension().string());
  return finding(code::not_a_workbook, "");
}

}  // namespace

Outcome<std::unique_ptr<Workbook>> open_workbook(const fs::path& file, const Progress& progress) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  const auto cannot_read = [&](std::string_view why) { return fail(code::cannot_read, {argument(file.string()), term(why)}); };
  if (!fs::exists(status)) return cannot_read(cause(error ? error.value() : ENOENT));
  if (fs::is_directory(status)) return cannot_read("cause.folder");
  // What is read from a pipe is gone; a workbook is read from its end.
  if (!fs::is_regular_file(status)) return cannot_read("cause.not_a_file");
  if (file.filename().string().starts_with("~$")) return fail(code::lock_file, {argument(file.filename().string())});
  errno = 0;
  const std::string bytes = beginning(file);
  if (bytes.empty() && errno != 0) return cannot_read(cause(errno));
  if (!bytes.starts_with("PK\3\4") && !bytes.starts_with("PK\5\6")) return Failure(refusal(file, bytes));
  return xlsx::open(file, progress);
}

Outcome<void> write_new_workbook(const RenderedBook& book, const fs::path& file, bool keep_backup) {
  if (file.extension() != ".xlsx") return fail(code::format_not_written, {argument(file.filename().string())});
  OutputFile output(file, keep_backup);
  return xlsx::write_new_book(book, output);
}

}  // namespace daicho
