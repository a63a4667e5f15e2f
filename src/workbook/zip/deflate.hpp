#pragma once
#include <cstdint>
#include <memory>

#include "workbook/bytes.hpp"

namespace daicho::zip {

/// Inflates raw deflate data and checks its CRC and size at the end; a mismatch is a fault. `part` is for messages.
std::unique_ptr<ByteSource> inflated(std::unique_ptr<ByteSource> packed, std::string_view part, std::uint32_t crc,
                                     std::uint64_t size);

/// Checks CRC and size of data that is stored unpacked.
std::unique_ptr<ByteSource> checked(std::unique_ptr<ByteSource> stored, std::string_view part, std::uint32_t crc,
                                    std::uint64_t size);

/// Deflates as it is read, fast: about a quarter larger than zlib's usual level in a twentieth of its time.
class Deflated : public ByteSource {
 public:
  explicit Deflated(std::unique_ptr<ByteSource> plain);
  ~Deflated() override;
  std::size_t read(char* into, std::size_t size) override;
  const Findings& faults() const override;
  /// Of the plain bytes; final once read() has returned 0.
  std::uint32_t crc() const;
  std::uint64_t plain_size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace daicho::zip
