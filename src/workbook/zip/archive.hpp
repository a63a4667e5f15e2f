#pragma once
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workbook/bytes.hpp"
#include "workbook/output_file.hpp"

namespace daicho::zip {

/// One part of an archive, as its directory lists it.
struct Part {
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t packed_size = 0;
  std::uint32_t crc = 0;
  std::uint16_t method = 0;
  std::time_t changed = 0;
};

/// True for two names of one part: letter case and the kind of slash do not matter, as in OPC.
bool same_part(std::string_view name, std::string_view other);

/// How new content is packed.
enum class Packing : std::uint8_t { fast, compact };

/// A zip archive. Parts that are not replaced keep their packed bytes; the archive itself is written only by write().
class Archive {
 public:
  /// Opens a file for reading. Refuses what is no archive, is damaged, encrypted or made to exhaust memory.
  static Outcome<Archive> open(const std::filesystem::path& file);
  /// Starts an empty archive.
  static Outcome<Archive> create();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  const std::vector<Part>& parts() const;
  /// The position of a part, however its name is written (see same_part).
  std::optional<std::size_t> find(std::string_view name) const;

  /// The content of a part, inflated as it is read. The archive must outlive it.
  Outcome<std::unique_ptr<ByteSource>> read(std::size_t part) const;
  /// The content of a part that is small enough to hold (limits::small_part_bytes).
  Outcome<std::string> read_whole(std::size_t part) const;

  void replace(std::size_t part, std::unique_ptr<ByteSource> content, Packing packing);
  void replace_whole(std::size_t part, std::string content, Packing packing);
  void remove(std::size_t part);
  void add(std::string_view name, std::string content, Packing packing);

  /// Fails when the file has changed since it was opened (finding "file-changed"): what is read from it now is a mixture.
  Outcome<void> unchanged() const;

  /// Writes the archive with its changes and commits the file. The archive is used up by it.
  Outcome<void> write(OutputFile& file);

 private:
  /// Writes the file that was opened as it is.
  Outcome<void> copy(OutputFile& file);

  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace daicho::zip
