#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "model/finding.hpp"

namespace daicho {

/// A file that appears whole or not at all. It is written beside its target under another name, flushed to the disk and renamed
/// over the target: whatever happens, the target is the old file or the new one.
class OutputFile {
 public:
  /// `keep_backup`: a file that is replaced stays as NAME.bak, an older one of that name is replaced.
  OutputFile(std::filesystem::path target, bool keep_backup);
  /// Removes what was not committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

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
  bool copy_mode();
  bool make_backup();
  bool flush_folder();

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  bool keep_backup_;
  int file_ = -1;
  int error_ = 0;
  Findings faults_;
};

/// The term for the cause behind an errno: "cause.disk_full", "cause.read_only" …
std::string_view cause(int error);

}  // namespace daicho
