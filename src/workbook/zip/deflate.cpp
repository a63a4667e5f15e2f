#include "workbook/zip/deflate.hpp"

#include <isa-l.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/codes.hpp"
#include "workbook/limits.hpp"

namespace daicho::zip {
namespace {

constexpr std::size_t chunk = std::size_t{64} * 1024;

std::uint32_t crc_of(std::uint32_t crc, const char* bytes, std::size_t size) {
  return crc32_gzip_refl(crc, reinterpret_cast<const unsigned char*>(bytes), size);
}

/// What both readers of packed and stored data share: counting, CRC, faults.
class CheckedSource : public ByteSource {
 public:
  CheckedSource(std::unique_ptr<ByteSource> inner, std::string_view part, std::uint32_t crc, std::uint64_t size)
      : inner_(std::move(inner)), part_(part), wanted_crc_(crc), wanted_size_(size) {}

  std::size_t read(char* into, std::size_t size) override {
    // Asked for nothing, a part would seem to be at its end, and inflating would wait for room for ever.
    if (size == 0 || done_ || !faults_.empty()) return 0;
    const std::size_t taken = pull(into, size);
    crc_ = crc_of(crc_, into, taken);
    size_ += taken;
    if (size_ > wanted_size_) return fail_with(code::zip_damaged);
    if (taken == 0) finish();
    return faults_.empty() ? taken : 0;
  }
  const Findings& faults() const override { return faults_; }

 protected:
  virtual std::size_t pull(char* into, std::size_t size) = 0;
  std::size_t fail_with(Code code) {
    faults_ = {{code, {argument(part_)}, -1, {}}};
    return 0;
  }
  std::unique_ptr<ByteSource> inner_;
  Findings faults_;

 private:
  void finish() {
    done_ = true;
    if (faults_.empty()) faults_ = inner_->faults();
    if (faults_.empty() && (size_ != wanted_size_ || crc_ != wanted_crc_)) fail_with(code::zip_damaged);
  }
  std::string part_;
  std::uint32_t wanted_crc_;
  std::uint64_t wanted_size_;
  std::uint32_t crc_ = 0;
  std::uint64_t size_ = 0;
  bool done_ = false;
};

class Stored : public CheckedSource {
 public:
  using CheckedSource::CheckedSource;

 protected:
  std::size_t pull(char* into, std::size_t size) override { return inner_->read(into, size); }
};

class Inflated : public CheckedSource {
 public:
  Inflated(std::unique_ptr<ByteSource> packed, std::string_view part, std::uint32_t crc, std::uint64_t size)
      : CheckedSource(std::move(packed), part, crc, size), packed_(chunk) {
    isal_inflate_init(&state_);
  }

 protected:
  std::size_t pull(char* into, std::size_t size) override {
    state_.next_out = reinterpret_cast<std::uint8_t*>(into);
    state_.avail_out = static_cast<std::uint32_t>(std::min<std::size_t>(size, 1u << 30));
    const std::uint32_t room = state_.avail_out;
    while (state_.avail_out == room && state_.block_state != ISAL_BLOCK_FINISH) {
      if (state_.avail_in == 0 && !input_ended_) refill();
      if (isal_inflate(&state_) < 0) return fail_with(code::zip_damaged);
      const bool stuck = state_.avail_out == room && input_ended_ && state_.block_state != ISAL_BLOCK_FINISH;
      if (stuck) return fail_with(code::zip_damaged);
    }
    return room - state_.avail_out;
  }

 private:
  void refill() {
    state_.avail_in = static_cast<std::uint32_t>(inner_->read(packed_.data(), packed_.size()));
    state_.next_in = reinterpret_cast<std::uint8_t*>(packed_.data());
    input_ended_ = state_.avail_in == 0;
  }
  inflate_state state_{};
  std::vector<char> packed_;
  bool input_ended_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> inflated(std::unique_ptr<ByteSource> packed, std::string_view part, std::uint32_t crc,
                                     std::uint64_t size) {
  return std::make_unique<Inflated>(std::move(packed), part, crc, size);
}

std::unique_ptr<ByteSource> checked(std::unique_ptr<ByteSource> stored, std::string_view part, std::uint32_t crc,
                                    std::uint64_t size) {
  return std::make_unique<Stored>(std::move(stored), part, crc, size);
}

struct Deflated::State {
  explicit State(std::unique_ptr<ByteSource> source)
      : plain(std::move(source)), level_buffer(ISAL_DEF_LVL2_DEFAULT), input(std::size_t{256} * 1024) {
    isal_deflate_init(&stream);
    stream.level = 2;
    stream.level_buf = level_buffer.data();
    stream.level_buf_size = static_cast<std::uint32_t>(level_buffer.size());
  }
  std::unique_ptr<ByteSource> plain;
  isal_zstream stream{};  // isal_deflate_init leaves its input fields as they are
  std::vector<std::uint8_t> level_buffer;
  std::vector<char> input;
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  Findings faults;
};

Deflated::Deflated(std::unique_ptr<ByteSource> plain) : state_(std::make_unique<State>(std::move(plain))) {}
Deflated::~Deflated() = default;
std::uint32_t Deflated::crc() const { return state_->crc; }
std::uint64_t Deflated::plain_size() const { return state_->size; }
const Findings& Deflated::faults() const { return state_->faults; }

std::size_t Deflated::read(char* into, std::size_t size) {
  State& s = *state_;
  s.stream.next_out = reinterpret_cast<std::uint8_t*>(into);
  s.stream.avail_out = static_cast<std::uint32_t>(size);
  while (s.stream.avail_out > 0 && s.stream.internal_state.state != ZSTATE_END) {
    if (s.stream.avail_in == 0 && s.stream.end_of_stream == 0) {
      const std::size_t taken = s.plain->read(s.input.data(), s.input.size());
      if (!s.plain->faults().empty()) {
        s.faults = s.plain->faults();
        return 0;
      }
      s.crc = crc_of(s.crc, s.input.data(), taken);
      s.size += taken;
      s.stream.next_in = reinterpret_cast<std::uint8_t*>(s.input.data());
      s.stream.avail_in = static_cast<std::uint32_t>(taken);
      s.stream.end_of_stream = taken == 0 ? 1 : 0;
    }
    if (isal_deflate(&s.stream) != COMP_OK) {
      s.faults = {{code::zip_damaged, {argument("deflate")}, -1, {}}};
      return 0;
    }
  }
  return size - s.stream.avail_out;
}

}  // namespace daicho::zip
