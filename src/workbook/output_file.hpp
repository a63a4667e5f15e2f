#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "model/finding.hpp"

struct stat;

namespace daicho {

/// What tells one state of a file from another.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t number = 0;  ///< inode
  std::uint64_t size = 0;
  std::int64_t changed = 0;  ///< nanoseconds since 1970
  bool operator==(const FileState&) const = default;
};
/// Of an open file; nothing when it is no regular one.
std::optional<FileState> state_of(int file);

/// The name under which a file that is replaced stays.
std::filesystem::path backup_of(const std::filesystem::path& file);

/// A file that appears whole or not at all. It is written beside its target under another name, flushed to the disk and renamed
/// over the target: whatever happens, the target is the old file or the new one. A target that is a device or a pipe is not
/// replaced; all is written into it at the end.
class OutputFile {
 public:
  /// `keep_backup`: a file that is replaced stays as NAME.bak, an older one of that name is replaced. A link is followed: what
  /// it points to is written, the link stays.
  OutputFile(std::filesystem::path target, bool keep_backup);
  /// Removes what was not committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Tells what was read. When that file is the target, and not as it was, it is not replaced (finding "file-changed").
  void expect(const std::filesystem::path& source, const FileState& state);
  /// Where the file that is replaced stays; empty when none does. Certain once the file was begun.
  const std::filesystem::path& backup() const { return backup_; }

  bool begin();
  bool write(const void* bytes, std::size_t size);
  bool seek(std::int64_t offset, int whence);
  std::int64_t tell();
  bool commit();

  /// What went wrong, for every call that returned false.
  const Findings& faults() const { return faults_; }
  int error_number() const { return error_; }

 private:
  bool failed(std::string_view step);
  bool begin_at(const std::filesystem::path& folder);
  bool set_mode(const struct stat* old);
  bool has_changed() const;
  bool make_backup();
  bool hand_over();
  void flush_folder() const;

  std::filesystem::path target_;
  std::filesystem::path backup_;
  std::filesystem::path temporary_;
  std::filesystem::path source_;
  std::optional<FileState> expected_;
  bool special_ = false;  // the target is a device or a pipe
  int file_ = -1;
  int error_ = 0;
  Findings faults_;
};

/// The term for the cause behind an errno: "cause.disk_full", "cause.read_only" …
std::string_view cause(int error);

}  // namespace daicho
