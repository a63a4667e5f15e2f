#include "workbook/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "model/codes.hpp"

namespace daicho {

namespace fs = std::filesystem;

std::string_view cause(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return "cause.disk_full";
    case EACCES:
    case EPERM: return "cause.permission";
    case EROFS: return "cause.read_only";
    case ENOENT:
    case ENOTDIR: return "cause.missing";
    case EISDIR: return "cause.folder";
    case ENAMETOOLONG: return "cause.name_too_long";
    case EIO: return "cause.device";
    case EBUSY:
    case ETXTBSY: return "cause.in_use";
    default: return "cause.other";
  }
}

OutputFile::OutputFile(fs::path target, bool keep_backup) : target_(std::move(target)), keep_backup_(keep_backup) {
  // A link is followed: what it points to is replaced, the link stays.
  std::error_code ignored;
  if (fs::is_symlink(target_, ignored)) {
    const fs::path real = fs::canonical(target_, ignored);
    if (!ignored) target_ = real;
  }
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

bool OutputFile::failed(std::string_view step) {
  error_ = errno;
  faults_ = {{code::cannot_write, {argument(target_.string()), term(cause(error_)), argument(step)}, -1, {}}};
  return false;
}

bool OutputFile::begin() {
  // The short name leaves room where the target's own name is already as long as the file system allows.
  const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
  std::string pattern = (folder / ".daicho-XXXXXX").string();
  file_ = ::mkstemp(pattern.data());
  if (file_ < 0) return failed("create");
  temporary_ = pattern;
  return copy_mode();
}

bool OutputFile::copy_mode() {
  struct stat old {};
  if (::stat(target_.c_str(), &old) == 0) {
    // Owner and group can only be kept where we may set them; the file itself does not depend on it.
    if (::fchown(file_, old.st_uid, old.st_gid) != 0) errno = 0;
    return ::fchmod(file_, old.st_mode & 07777) == 0 || failed("mode");
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return ::fchmod(file_, 0666 & ~mask) == 0 || failed("mode");
}

bool OutputFile::write(const void* bytes, std::size_t size) {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::write(file_, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write");
    at += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool OutputFile::seek(std::int64_t offset, int whence) { return ::lseek(file_, offset, whence) >= 0 || failed("seek"); }

std::int64_t OutputFile::tell() { return ::lseek(file_, 0, SEEK_CUR); }

bool OutputFile::make_backup() {
  std::error_code error;
  if (!keep_backup_ || !fs::exists(target_, error)) return true;
  const fs::path backup = target_.string() + ".bak";
  const fs::path fresh = temporary_.string() + ".bak";
  // A second name for the old file costs nothing; where the file system knows none, copy.
  fs::create_hard_link(target_, fresh, error);
  if (error) {
    fs::copy_file(target_, fresh, error);
    if (error) {
      errno = error.value();
      ::unlink(fresh.c_str());
      return failed("backup");
    }
  }
  if (::rename(fresh.c_str(), backup.c_str()) != 0) {
    failed("backup");
    ::unlink(fresh.c_str());
    return false;
  }
  // Two names of one file make rename do nothing and leave both; the spare one goes.
  ::unlink(fresh.c_str());
  return true;
}

bool OutputFile::flush_folder() {
  const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return true;  // some file systems let no one open a folder; the rename itself is done
  ::fsync(handle);
  ::close(handle);
  return true;
}

bool OutputFile::commit() {
  if (::fsync(file_) != 0) return failed("flush");
  const int file = file_;
  file_ = -1;
  if (::close(file) != 0) return failed("close");
  if (!make_backup()) return false;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return failed("rename");
  temporary_.clear();
  return flush_folder();
}

}  // namespace daicho
