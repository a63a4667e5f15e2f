#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "catalog/library.hpp"
#include "sheets/refresh.hpp"
#include "workbook/open.hpp"
#include "workbook/package_file.hpp"

using namespace daicho;
namespace fs = std::filesystem;

namespace {

/// Opens and refreshes bytes as a file; whatever they are, it must end with tables or with a reason.
void open_and_refresh(const std::string& bytes) {
  static const Library library = *load_library();
  const fs::path file = fs::temp_directory_path() / ("daicho-damaged-" + std::to_string(getpid()) + ".xlsx");
  std::ofstream(file, std::ios::binary) << bytes;
  const auto workbook = open_workbook(file, {});
  if (workbook) {
    const auto result = refresh((*workbook)->tables(), library.forms, library.methods.front(), {});
    CHECK(result.findings.size() < 1'000'000);
  } else {
    CHECK_FALSE(workbook.error().empty());
  }
  fs::remove(file);
}

}  // namespace

TEST_CASE("damaged workbooks never crash and never go without a reason") {
  std::mt19937 random(2025);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(DAICHO_SOURCE_DIR "/tests/data/layouts")) {
    if (entry.path().extension() == ".json") continue;
    ++files;
    const std::string whole = content_of(entry.path());
    CAPTURE(entry.path().filename().string());
    for (int i = 0; i < 6; ++i) open_and_refresh(whole.substr(0, random() % whole.size()));
    for (int i = 0; i < 12; ++i) {
      std::string bytes = whole;
      for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips)
        bytes[random() % bytes.size()] ^= static_cast<char>(1u << (random() % 8));
      open_and_refresh(bytes);
    }
  }
  CHECK(files > 30);
}
