#include "workbook/zip/archive.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <unordered_map>

#include "model/codes.hpp"
#include "workbook/limits.hpp"
#include "workbook/zip/deflate.hpp"
#include "workbook/zip/directory.hpp"

namespace daicho::zip {
namespace {

std::string comparable(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '\\' ? '/' : static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return out.starts_with('/') ? out.substr(1) : out;
}

/// The file behind an archive as libzip sees it: read from one descriptor, written to an OutputFile.
struct Backing {
  int file = -1;
  std::uint64_t size = 0;
  std::uint64_t at = 0;
  OutputFile* output = nullptr;
  zip_error_t error{};

  zip_int64_t fail(int kind, int system) {
    zip_error_set(&error, kind, system);
    return -1;
  }
  zip_int64_t write_failed() { return fail(ZIP_ER_WRITE, output->error_number()); }

  zip_int64_t stat(void* data) const {
    auto* out = static_cast<zip_stat_t*>(data);
    zip_stat_init(out);
    out->size = size;
    out->valid = ZIP_STAT_SIZE;
    return sizeof *out;
  }
  zip_int64_t read(void* data, zip_uint64_t length) {
    const ssize_t taken = ::pread(file, data, static_cast<std::size_t>(length), static_cast<off_t>(at));
    if (taken < 0) return fail(ZIP_ER_READ, errno);
    at += static_cast<std::uint64_t>(taken);
    return taken;
  }
  zip_int64_t seek(void* data, zip_uint64_t length) {
    const zip_int64_t offset = zip_source_seek_compute_offset(at, size, data, length, &error);
    if (offset < 0) return -1;
    at = static_cast<std::uint64_t>(offset);
    return 0;
  }
  zip_int64_t seek_write(void* data, zip_uint64_t length) {
    auto* args = ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, length, &error);
    if (args == nullptr) return -1;
    return output->seek(args->offset, args->whence) ? 0 : write_failed();
  }
  zip_int64_t command(void* data, zip_uint64_t length, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_OPEN: at = 0; return 0;
      case ZIP_SOURCE_CLOSE: return 0;
      case ZIP_SOURCE_READ: return read(data, length);
      case ZIP_SOURCE_STAT: return stat(data);
      case ZIP_SOURCE_SEEK: return seek(data, length);
      case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(at);
      case ZIP_SOURCE_BEGIN_WRITE: return output->begin() ? 0 : write_failed();
      case ZIP_SOURCE_WRITE: return output->write(data, length) ? static_cast<zip_int64_t>(length) : write_failed();
      case ZIP_SOURCE_SEEK_WRITE: return seek_write(data, length);
      case ZIP_SOURCE_TELL_WRITE: return output->tell();
      // The file is committed by write(), after libzip has said that all went well.
      case ZIP_SOURCE_COMMIT_WRITE:
      case ZIP_SOURCE_ROLLBACK_WRITE:
      case ZIP_SOURCE_FREE: return 0;
      case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, length);
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
      default: return fail(ZIP_ER_OPNOTSUPP, 0);
    }
  }
  static zip_int64_t callback(void* self, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    return static_cast<Backing*>(self)->command(data, length, command);
  }
};

/// New content of a part as libzip sees it. Packed by us it is handed over packed, with CRC and size told at the end.
struct Content {
  std::unique_ptr<ByteSource> source;
  Deflated* packed = nullptr;  // `source`, where it is packed by us
  Findings* faults = nullptr;
  /// Told before the end of the content is known: without any size libzip would write a ZIP64 header, which Excel never does.
  std::uint64_t estimate = 0;
  std::uint64_t taken = 0;
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
  bool by_us = false;
  bool done = false;
  zip_error_t error{};

  /// The source may be an entry of the archive being written, which must not stay open until that is committed.
  void finish() {
    done = true;
    crc = by_us ? packed->crc() : 0;
    size = by_us ? packed->plain_size() : taken;
    source.reset();
  }
  zip_int64_t stat(void* data) const {
    auto* out = static_cast<zip_stat_t*>(data);
    zip_stat_init(out);
    out->size = done ? size : estimate;
    out->valid = ZIP_STAT_SIZE;
    if (!by_us) return sizeof *out;
    out->comp_method = ZIP_CM_DEFLATE;
    out->crc = crc;
    out->valid |= ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    return sizeof *out;
  }
  zip_int64_t read(void* data, zip_uint64_t length) {
    if (done) return 0;
    const std::size_t got = source->read(static_cast<char*>(data), static_cast<std::size_t>(length));
    if (got == 0 && !source->faults().empty()) {
      *faults = source->faults();
      zip_error_set(&error, ZIP_ER_READ, 0);
      return -1;
    }
    taken += got;
    if (got == 0) finish();
    return static_cast<zip_int64_t>(got);
  }
  static zip_int64_t callback(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto* self = static_cast<Content*>(user);
    switch (command) {
      case ZIP_SOURCE_OPEN:
      case ZIP_SOURCE_CLOSE: return 0;
      case ZIP_SOURCE_READ: return self->read(data, length);
      case ZIP_SOURCE_STAT: return self->stat(data);
      case ZIP_SOURCE_ERROR: return zip_error_to_data(&self->error, data, length);
      case ZIP_SOURCE_FREE: delete self; return 0;
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
      default: return -1;
    }
  }
};

/// The packed bytes of an entry, straight from libzip.
class Entry : public ByteSource {
 public:
  explicit Entry(zip_file_t* file, std::string_view part) : file_(file), part_(part) {}
  ~Entry() override { zip_fclose(file_); }
  std::size_t read(char* into, std::size_t size) override {
    const zip_int64_t taken = zip_fread(file_, into, size);
    if (taken >= 0) return static_cast<std::size_t>(taken);
    faults_ = {{code::zip_damaged, {argument(part_)}, -1, {}}};
    return 0;
  }
  const Findings& faults() const override { return faults_; }

 private:
  zip_file_t* file_;
  std::string part_;
  Findings faults_;
};

/// Text that is kept until it has been read.
class OwnedText : public ByteSource {
 public:
  explicit OwnedText(std::string text) : text_(std::move(text)), reader_(text_) {}
  std::size_t read(char* into, std::size_t size) override { return reader_.read(into, size); }
  const Findings& faults() const override { return reader_.faults(); }

 private:
  std::string text_;
  MemorySource reader_;
};

Finding limit_finding(std::string_view subject, const Limit& limit) {
  return {code::limit, {argument(subject), term(limit.name), argument(static_cast<double>(limit.most))}, -1, {}};
}

}  // namespace

bool same_part(std::string_view name, std::string_view other) { return comparable(name) == comparable(other); }

struct Archive::State {
  Backing backing;
  std::filesystem::path path;  // of the file that was opened, and what it was then
  FileState opened;
  zip_t* zip = nullptr;
  std::vector<Part> parts;
  std::unordered_map<std::string, std::size_t> positions;  // of the parts, by comparable()
  Findings content_faults;
  bool changed = false;

  ~State() {
    if (zip != nullptr) zip_discard(zip);
    if (backing.file >= 0) ::close(backing.file);
  }

  Outcome<void> attach(int flags) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_function_create(&Backing::callback, &backing, &error);
    zip = source == nullptr ? nullptr : zip_open_from_source(source, flags, &error);
    const std::string reason = zip == nullptr ? zip_error_strerror(&error) : "";
    if (zip == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (zip == nullptr) return fail(code::zip_damaged, {argument(reason)});
    return {};
  }

  /// Lists the parts and refuses what must not be read.
  Findings list() {
    Findings findings;
    const auto count = static_cast<std::uint64_t>(zip_get_num_entries(zip, 0));
    if (count > limits::entries.most) return {limit_finding("zip", limits::entries)};
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      zip_stat_t stat;
      zip_stat_init(&stat);
      if (zip_stat_index(zip, i, 0, &stat) != 0) return {{code::zip_damaged, {argument("zip")}, -1, {}}};
      parts.push_back({stat.name, stat.size, stat.comp_size, stat.crc, stat.comp_method, stat.mtime});
      total += stat.size;
      if (stat.encryption_method != ZIP_EM_NONE) findings.push_back({code::zip_encrypted, {argument(stat.name)}, -1, {}});
      if (stat.size > limits::part_bytes.most) findings.push_back(limit_finding(stat.name, limits::part_bytes));
      if (stat.size / limits::inflation.most > stat.comp_size) findings.push_back(limit_finding(stat.name, limits::inflation));
      if (!positions.emplace(comparable(stat.name), parts.size() - 1).second)
        findings.push_back({code::zip_twice, {argument(stat.name)}, -1, {}});
    }
    if (total > limits::total_bytes.most) findings.push_back(limit_finding("zip", limits::total_bytes));
    return findings;
  }
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Outcome<Archive> Archive::open(const std::filesystem::path& file) {
  auto state = std::make_unique<State>();
  state->backing.file = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->backing.file < 0) return fail(code::cannot_read, {argument(file.string()), term(cause(errno))});
  const auto opened = state_of(state->backing.file);
  if (!opened) return fail(code::cannot_read, {argument(file.string()), term("cause.not_a_file")});
  state->path = file;
  state->opened = *opened;
  state->backing.size = opened->size;
  if (Findings overlap = check_overlap(state->backing.file, state->backing.size); !overlap.empty())
    return Failure(std::move(overlap));
  if (const auto attached = state->attach(0); !attached) return Failure(attached.error());
  if (Findings findings = state->list(); !findings.empty()) return Failure(std::move(findings));
  return Archive(std::move(state));
}

Outcome<Archive> Archive::create() {
  auto state = std::make_unique<State>();
  if (const auto attached = state->attach(ZIP_CREATE | ZIP_TRUNCATE); !attached) return Failure(attached.error());
  return Archive(std::move(state));
}

const std::vector<Part>& Archive::parts() const { return state_->parts; }

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const auto at = state_->positions.find(comparable(name));
  if (at == state_->positions.end()) return std::nullopt;
  return at->second;
}

Outcome<std::unique_ptr<ByteSource>> Archive::read(std::size_t part) const {
  const Part& info = state_->parts[part];
  if (info.method != ZIP_CM_STORE && info.method != ZIP_CM_DEFLATE)
    return fail(code::zip_method, {argument(info.name), argument(static_cast<double>(info.method))});
  zip_file_t* file = zip_fopen_index(state_->zip, part, ZIP_FL_COMPRESSED);
  if (file == nullptr) return fail(code::zip_damaged, {argument(info.name)});
  auto packed = std::make_unique<Entry>(file, info.name);
  return info.method == ZIP_CM_STORE ? checked(std::move(packed), info.name, info.crc, info.size)
                                     : inflated(std::move(packed), info.name, info.crc, info.size);
}

Outcome<std::string> Archive::read_whole(std::size_t part) const {
  const Part& info = state_->parts[part];
  if (info.size > limits::small_part_bytes.most) return Failure(Findings{limit_finding(info.name, limits::small_part_bytes)});
  auto source = read(part);
  if (!source) return Failure(source.error());
  std::string out(static_cast<std::size_t>(info.size), '\0');
  std::size_t filled = 0;
  for (std::size_t taken = 1; taken > 0 && filled < out.size(); filled += taken)
    taken = (*source)->read(out.data() + filled, out.size() - filled);
  char beyond = 0;
  (*source)->read(&beyond, 1);  // only at the end CRC and size are checked, and a part that goes on is noticed
  if (!(*source)->faults().empty()) return Failure((*source)->faults());
  return out;
}

void Archive::replace(std::size_t part, std::unique_ptr<ByteSource> content, Packing packing) {
  state_->changed = true;
  auto* handed = new Content;
  handed->faults = &state_->content_faults;
  handed->estimate = state_->parts[part].size;
  if (packing == Packing::fast) {
    auto packed = std::make_unique<Deflated>(std::move(content));
    handed->by_us = true;
    handed->packed = packed.get();
    handed->source = std::move(packed);
  } else {
    handed->source = std::move(content);
  }
  zip_source_t* source = zip_source_function(state_->zip, &Content::callback, handed);
  const Part& info = state_->parts[part];
  const bool is_new = part >= static_cast<std::size_t>(zip_get_num_entries(state_->zip, 0));
  if (is_new) zip_file_add(state_->zip, info.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  else zip_file_replace(state_->zip, part, source, 0);
  zip_set_file_compression(state_->zip, part, ZIP_CM_DEFLATE, packing == Packing::fast ? 0 : 6);
  zip_file_set_mtime(state_->zip, part, info.changed, 0);
}

void Archive::replace_whole(std::size_t part, std::string content, Packing packing) {
  replace(part, std::make_unique<OwnedText>(std::move(content)), packing);
}

void Archive::remove(std::size_t part) {
  state_->changed = true;
  zip_delete(state_->zip, part);
}

void Archive::add(std::string_view name, std::string content, Packing packing) {
  // 1980-01-01 00:00, the zero of the format: the same input gives the same file.
  std::tm zero{};
  zero.tm_year = 80;
  zero.tm_mday = 1;
  zero.tm_isdst = -1;
  state_->parts.push_back({std::string(name), content.size(), 0, 0, ZIP_CM_DEFLATE, std::mktime(&zero)});
  state_->positions.emplace(comparable(name), state_->parts.size() - 1);
  replace_whole(state_->parts.size() - 1, std::move(content), packing);
}

Outcome<void> Archive::unchanged() const {
  const State& s = *state_;
  if (s.path.empty() || state_of(s.backing.file) == s.opened) return {};
  return fail(code::file_changed, {argument(s.path.string())});
}

Outcome<void> Archive::copy(OutputFile& file) {
  std::vector<char> block(std::size_t{1} << 16);
  if (!file.begin()) return Failure(file.faults());
  for (std::uint64_t at = 0; at < state_->backing.size;) {
    const ssize_t taken = ::pread(state_->backing.file, block.data(), block.size(), static_cast<off_t>(at));
    if (auto same = unchanged(); !same) return same;
    if (taken <= 0) return fail(code::cannot_read, {argument(state_->path.string()), term(cause(errno))});
    if (!file.write(block.data(), static_cast<std::size_t>(taken))) return Failure(file.faults());
    at += static_cast<std::uint64_t>(taken);
  }
  if (!file.commit()) return Failure(file.faults());
  return {};
}

Outcome<void> Archive::write(OutputFile& file) {
  state_->backing.output = &file;
  if (!state_->path.empty()) file.expect(state_->path, state_->opened);
  if (!state_->changed && !state_->path.empty()) return copy(file);  // libzip would write nothing
  const bool closed = zip_close(state_->zip) == 0;
  if (closed) state_->zip = nullptr;
  if (auto same = unchanged(); !same) return same;
  if (!state_->content_faults.empty()) return Failure(state_->content_faults);
  if (!file.faults().empty()) return Failure(file.faults());
  if (!closed) return fail(code::zip_damaged, {argument(zip_strerror(state_->zip))});
  if (!file.commit()) return Failure(file.faults());
  return {};
}

}  // namespace daicho::zip
