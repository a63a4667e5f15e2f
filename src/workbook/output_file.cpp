#include "workbook/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

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

namespace {

/// Where links lead, also where nothing stands yet. A device or a pipe keeps its name: /dev/stdout leads to one that is none.
fs::path followed(fs::path file) {
  std::error_code ignored;
  const fs::file_status status = fs::status(file, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) return file;
  constexpr int most_links = 40;  // as Linux has it
  for (int links = 0; links < most_links && fs::is_symlink(file, ignored); ++links) {
    const fs::path next = fs::read_symlink(file, ignored);
    if (next.empty()) break;
    file = file.parent_path() / next;
  }
  return file;
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

FileState state_of(const struct stat& stat) {
  return {stat.st_dev, stat.st_ino, static_cast<std::uint64_t>(stat.st_size),
          std::int64_t{stat.st_mtim.tv_sec} * 1'000'000'000 + stat.st_mtim.tv_nsec};
}

bool write_all(int file, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(file, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

std::optional<FileState> state_of(int file) {
  struct stat stat {};
  if (::fstat(file, &stat) != 0 || !S_ISREG(stat.st_mode)) return std::nullopt;
  return state_of(stat);
}

fs::path backup_of(const fs::path& file) { return file.string() + ".bak"; }

OutputFile::OutputFile(fs::path target, bool keep_backup) : target_(followed(std::move(target))) {
  if (keep_backup) backup_ = backup_of(target_);
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

void OutputFile::expect(const fs::path& source, const FileState& state) {
  source_ = followed(source);
  expected_ = state;
}

bool OutputFile::begin() {
  struct stat old {};
  const bool exists = ::stat(target_.c_str(), &old) == 0;
  if (!exists && errno != ENOENT) return failed("create");
  errno = EISDIR;
  if (exists && S_ISDIR(old.st_mode)) return failed("create");
  special_ = exists && !S_ISREG(old.st_mode);
  if (!exists || special_) backup_.clear();
  // A workbook is not written front to back, as a pipe wants it.
  std::error_code ignored;
  if (special_) return begin_at(fs::temp_directory_path(ignored));
  return begin_at(folder_of(target_)) && set_mode(exists ? &old : nullptr);
}

bool OutputFile::begin_at(const fs::path& folder) {
  // The short name leaves room where the target's own name is already as long as the file system allows.
  std::string pattern = (folder / ".daicho-XXXXXX").string();
  file_ = ::mkstemp(pattern.data());
  if (file_ < 0) return failed("create");
  temporary_ = pattern;
  return true;
}

/// `old`: what is replaced, or null.
bool OutputFile::set_mode(const struct stat* old) {
  if (old == nullptr) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(file_, 0666 & ~mask) == 0 || failed("mode");
  }
  // Owner and group can only be kept where we may set them; the file itself does not depend on it.
  constexpr uid_t as_it_is = ~uid_t{0};
  const bool owner_kept = ::fchown(file_, old->st_uid, old->st_gid) == 0;
  const bool group_kept = owner_kept || ::fchown(file_, as_it_is, old->st_gid) == 0;
  mode_t mode = old->st_mode & 07777;
  if (!owner_kept) mode &= ~mode_t{S_ISUID};
  if (!group_kept) {
    // What its group was allowed is not for another; and its own members, who are now among all others, get no more than
    // before.
    const mode_t group = (mode & S_IRWXG) >> 3;
    mode = (mode & ~mode_t{S_ISGID | S_IRWXG | S_IRWXO}) | (mode & S_IRWXO & group);
  }
  return ::fchmod(file_, mode) == 0 || failed("mode");
}

bool OutputFile::write(const void* bytes, std::size_t size) {
  return write_all(file_, static_cast<const char*>(bytes), size) || failed("write");
}

bool OutputFile::seek(std::int64_t offset, int whence) { return ::lseek(file_, offset, whence) >= 0 || failed("seek"); }

std::int64_t OutputFile::tell() { return ::lseek(file_, 0, SEEK_CUR); }

/// The file that was read may have been saved anew under its name, or removed: its path says which it is, its state whether it
/// is the same.
bool OutputFile::has_changed() const {
  if (!expected_) return false;
  std::error_code error;
  const bool is_target = source_ == target_ || fs::equivalent(source_, target_, error);
  struct stat now {};
  return is_target && (::stat(target_.c_str(), &now) != 0 || state_of(now) != *expected_);
}

bool OutputFile::make_backup() {
  std::error_code error;
  if (backup_.empty() || !fs::exists(target_, error)) return true;
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
  if (::rename(fresh.c_str(), backup_.c_str()) != 0) {
    failed("backup");
    ::unlink(fresh.c_str());
    return false;
  }
  // Two names of one file make rename do nothing and leave both; the spare one goes.
  ::unlink(fresh.c_str());
  return true;
}

/// Makes the rename last through a power failure. It is done already, so that nothing can be said against it any more; some
/// file systems let no one open a folder.
void OutputFile::flush_folder() const {
  const int handle = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

/// Writes all into a target that must not be replaced.
bool OutputFile::hand_over() {
  const int target = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (target < 0) return failed("create");
  std::vector<char> buffer(std::size_t{1} << 16);
  std::int64_t at = 0;
  ssize_t taken = 1;
  bool good = true;
  while (good && (taken = ::pread(file_, buffer.data(), buffer.size(), at)) > 0) {
    at += taken;
    good = write_all(target, buffer.data(), static_cast<std::size_t>(taken));
  }
  good = (good && taken == 0) || failed("write");
  return (::close(target) == 0 || failed("close")) && good;
}

bool OutputFile::commit() {
  if (special_) return hand_over();
  if (::fsync(file_) != 0) return failed("flush");
  const int file = file_;
  file_ = -1;
  if (::close(file) != 0) return failed("close");
  if (has_changed()) {
    faults_ = {{code::file_changed, {argument(target_.string())}, -1, {}}};
    return false;
  }
  if (!make_backup()) return false;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return failed("rename");
  temporary_.clear();
  flush_folder();
  return true;
}

}  // namespace daicho
