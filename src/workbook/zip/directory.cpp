#include "workbook/zip/directory.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "model/codes.hpp"

namespace daicho::zip {
namespace {

// Layout: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (central directory), 4.3.14–16 (end records).
constexpr std::size_t end_size = 22;
constexpr std::size_t central_size = 46;
constexpr std::size_t local_size = 30;

std::uint64_t number(const unsigned char* at, int bytes) {
  std::uint64_t out = 0;
  for (int i = bytes - 1; i >= 0; --i) out = out << 8 | at[i];
  return out;
}

bool read_at(int file, std::uint64_t offset, unsigned char* into, std::size_t size) {
  return ::pread(file, into, size, static_cast<off_t>(offset)) == static_cast<ssize_t>(size);
}

struct Span {
  std::uint64_t begin;
  std::uint64_t packed;
};

struct Directory {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// Where the central directory stands; size 0 when there is none to be found.
Directory find_directory(int file, std::uint64_t size) {
  const std::size_t tail = static_cast<std::size_t>(std::min<std::uint64_t>(size, end_size + 65'535 + 20));
  std::vector<unsigned char> bytes(tail);
  if (tail < end_size || !read_at(file, size - tail, bytes.data(), tail)) return {};
  for (std::size_t i = tail - end_size + 1; i-- > 0;) {
    if (std::memcmp(&bytes[i], "PK\5\6", 4) != 0) continue;
    Directory out{number(&bytes[i + 16], 4), number(&bytes[i + 12], 4)};
    const bool zip64 = i >= 20 && std::memcmp(&bytes[i - 20], "PK\6\7", 4) == 0;
    unsigned char record[56];
    if (zip64 && read_at(file, number(&bytes[i - 12], 8), record, sizeof record) && std::memcmp(record, "PK\6\6", 4) == 0)
      out = {number(record + 48, 8), number(record + 40, 8)};
    return out;
  }
  return {};
}

/// A field that does not fit into 32 bits stands in the ZIP64 extra field, in a fixed order.
void read_zip64(const unsigned char* extra, std::size_t length, bool plain, std::uint64_t& packed, bool packed_there,
                std::uint64_t& offset, bool offset_there) {
  for (std::size_t i = 0; i + 4 <= length;) {
    const std::size_t field = number(extra + i + 2, 2);
    if (number(extra + i, 2) == 1 && i + 4 + field <= length) {
      std::size_t at = i + 4 + (plain ? 8 : 0);
      if (packed_there && at + 8 <= i + 4 + field) {
        packed = number(extra + at, 8);
        at += 8;
      }
      if (offset_there && at + 8 <= i + 4 + field) offset = number(extra + at, 8);
      return;
    }
    i += 4 + field;
  }
}

std::vector<Span> entries(const std::vector<unsigned char>& directory) {
  std::vector<Span> out;
  for (std::size_t i = 0; i + central_size <= directory.size() && std::memcmp(&directory[i], "PK\1\2", 4) == 0;) {
    const unsigned char* entry = &directory[i];
    const std::size_t name = number(entry + 28, 2);
    const std::size_t extra = number(entry + 30, 2);
    const std::size_t comment = number(entry + 32, 2);
    if (i + central_size + name + extra > directory.size()) break;
    std::uint64_t packed = number(entry + 20, 4);
    std::uint64_t offset = number(entry + 42, 4);
    read_zip64(entry + central_size + name, extra, number(entry + 24, 4) == 0xFFFFFFFF, packed, packed == 0xFFFFFFFF, offset,
               offset == 0xFFFFFFFF);
    out.push_back({offset, packed});
    i += central_size + name + extra + comment;
  }
  return out;
}

}  // namespace

Findings check_overlap(int file, std::uint64_t size) {
  const Directory where = find_directory(file, size);
  if (where.size == 0 || where.size > size || where.offset > size - where.size) return {};
  std::vector<unsigned char> directory(static_cast<std::size_t>(where.size));
  if (!read_at(file, where.offset, directory.data(), directory.size())) return {};
  std::vector<Span> spans = entries(directory);
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  for (std::size_t i = 0; i < spans.size(); ++i) {
    unsigned char header[local_size];
    const std::uint64_t next = i + 1 < spans.size() ? spans[i + 1].begin : where.offset;
    if (!read_at(file, spans[i].begin, header, sizeof header)) return {{code::zip_overlap, {}, -1, {}}};
    const std::uint64_t data = spans[i].begin + local_size + number(header + 26, 2) + number(header + 28, 2);
    if (data > next || spans[i].packed > next - data) return {{code::zip_overlap, {}, -1, {}}};
  }
  return {};
}

}  // namespace daicho::zip
