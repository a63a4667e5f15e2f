#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "workbook/open.hpp"
#include "workbook/output_file.hpp"
#include "workbook/package_file.hpp"

using namespace daicho;
namespace fs = std::filesystem;

namespace {

/// What prevented a file from being written with a text, or "".
std::string put(OutputFile& file, const std::string& text) {
  if (file.begin() && file.write(text.data(), text.size()) && file.commit()) return "";
  return std::string(file.faults().front().code.name);
}
std::string put(const fs::path& path, const std::string& text) {
  OutputFile file(path, false);
  return put(file, text);
}

/// A pipe that is open at both ends, so that no one waits for the other.
class Pipe {
 public:
  explicit Pipe(const fs::path& path) {
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    handle_ = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  }
  ~Pipe() { ::close(handle_); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void write(const std::string& text) const { REQUIRE(::write(handle_, text.data(), text.size()) > 0); }
  std::string read() const {
    std::string out(1 << 16, '\0');
    out.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(handle_, out.data(), out.size()), 0)));
    return out;
  }

 private:
  int handle_;
};

/// Opens a workbook, lets something happen to it, and writes it; what prevented that, or "".
template <typename Happens>
std::string written_over(const fs::path& file, const fs::path& target, Happens happens) {
  const auto book = open_workbook(file, {});
  REQUIRE(book.has_value());
  happens();
  OutputFile output(target, true);
  const std::vector<Edit> edits{{*place("A1"), Value::of(7), 0, 0, false}};
  const auto written = (*book)->write({.edits = edits}, {}, output, {});
  return written ? "" : std::string(written.error().front().code.name);
}

}  // namespace

TEST_CASE("a link is followed, also to where nothing stands yet") {
  const TestFolder folder;
  fs::create_directory(folder / "far");
  fs::create_symlink("far/second", folder / "first");
  fs::create_symlink("third", folder / "far/second");
  for (const char* text : {"new", "newer"}) {
    CHECK(put(folder / "first", text) == "");
    CHECK(fs::is_symlink(folder / "first"));
    CHECK(fs::is_symlink(folder / "far/second"));
    CHECK_FALSE(fs::is_symlink(folder / "far/third"));
    CHECK(content_of(folder / "far/third") == text);
  }
}

TEST_CASE("links that lead nowhere are refused and stay") {
  const TestFolder folder;
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  fs::create_symlink("no/folder", folder / "c");
  CHECK(put(folder / "a", "x") == "cannot-write");
  CHECK(put(folder / "c", "x") == "cannot-write");
  CHECK(folder.files() == 3);
}

TEST_CASE("the backup stands beside the file itself, not beside a link to it, and is named") {
  const TestFolder folder;
  fs::create_directory(folder / "far");
  write_file(folder / "far/book", "old");
  fs::create_symlink("far/book", folder / "link");
  OutputFile file(folder / "link", true);
  CHECK(put(file, "new") == "");
  CHECK(fs::equivalent(file.backup(), folder / "far/book.bak"));
  CHECK(content_of(file.backup()) == "old");
  CHECK(content_of(folder / "link") == "new");
}

TEST_CASE("no backup is named where none is kept") {
  const TestFolder folder;
  OutputFile fresh(folder / "fresh", true);
  CHECK(put(fresh, "new") == "");
  CHECK(fresh.backup().empty());
  CHECK(OutputFile(folder / "fresh", false).backup().empty());
}

TEST_CASE("a pipe is written into and stays a pipe") {
  const TestFolder folder;
  const Pipe pipe(folder / "pipe");
  OutputFile file(folder / "pipe", true);
  CHECK(put(file, "all of it") == "");
  CHECK(pipe.read() == "all of it");
  CHECK(fs::is_fifo(folder / "pipe"));
  CHECK(file.backup().empty());
  CHECK(folder.files() == 1);
}

TEST_CASE("a whole workbook fits through a pipe") {
  const TestFolder folder;
  PackageParts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").write(folder / "in.xlsx");
  const Pipe pipe(folder / "pipe");
  CHECK(written_over(folder / "in.xlsx", folder / "pipe", [] {}) == "");
  write_file(folder / "out.xlsx", pipe.read());
  CHECK(part_of(folder / "out.xlsx", "xl/sheet1.xml").find("<v>7</v>") != std::string::npos);
}

TEST_CASE("a pipe is no workbook to be read, and nothing is taken from it") {
  const TestFolder folder;
  const Pipe pipe(folder / "pipe");
  pipe.write("PK");
  const auto book = open_workbook(folder / "pipe", {});
  REQUIRE_FALSE(book.has_value());
  CHECK(book.error().front().code.name == "cannot-read");
  CHECK(book.error().front().arguments.at(1).text == "cause.not_a_file");
  CHECK(pipe.read() == "PK");
}

TEST_CASE("a workbook that someone else changed meanwhile is not replaced") {
  const TestFolder folder;
  const fs::path file = folder / "book.xlsx";
  const auto start = [&] { PackageParts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").write(file); };
  const auto untouched = [&](const std::string& content) {
    CHECK(content_of(file) == content);
    CHECK(folder.files() == 1);
  };
  start();
  const std::string old = content_of(file);
  CHECK(written_over(file, file, [&] { write_file(file, "longer" + old); }) == "file-changed");
  untouched("longer" + old);
  start();
  CHECK(written_over(file, file, [&] {
          fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(1));
        }) == "file-changed");
  untouched(old);
  start();
  // As spreadsheets save: another file takes the name.
  CHECK(written_over(file, file, [&] { put(file, "theirs"); }) == "file-changed");
  untouched("theirs");
  start();
  CHECK(written_over(file, file, [&] { fs::remove(file); }) == "file-changed");
  CHECK(folder.files() == 0);
}

TEST_CASE("a change to the workbook is noticed through a link too") {
  const TestFolder folder;
  const fs::path file = folder / "book.xlsx";
  PackageParts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").write(file);
  fs::create_symlink("book.xlsx", folder / "link.xlsx");
  const auto replace = [&] {
    const std::string same = content_of(file);
    put(file, same);
  };
  CHECK(written_over(folder / "link.xlsx", file, replace) == "file-changed");
  CHECK(written_over(file, folder / "link.xlsx", replace) == "file-changed");
  CHECK(written_over(file, folder / "link.xlsx", [] {}) == "");
}

TEST_CASE("another target gets the workbook as it was read, and nothing when it was overwritten meanwhile") {
  const TestFolder folder;
  const fs::path file = folder / "book.xlsx";
  PackageParts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").write(file);
  CHECK(written_over(file, folder / "other.xlsx", [&] { put(file, "theirs"); }) == "");
  CHECK(part_of(folder / "other.xlsx", "xl/sheet1.xml").find("<v>7</v>") != std::string::npos);
  PackageParts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").write(file);
  CHECK(written_over(file, folder / "third.xlsx", [&] { write_file(file, "theirs"); }) == "file-changed");
  CHECK_FALSE(fs::exists(folder / "third.xlsx"));
}
