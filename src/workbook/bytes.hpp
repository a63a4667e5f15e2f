#pragma once
#include <cstddef>
#include <string_view>

#include "model/finding.hpp"

namespace daicho {

/// Bytes that are read once, front to back.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Reads up to `size` bytes; 0 at the end or after a fault.
  virtual std::size_t read(char* into, std::size_t size) = 0;
  /// What went wrong; empty when all is well.
  virtual const Findings& faults() const = 0;
};

/// Bytes that are already in memory. They must outlive the source.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t taken = rest_.copy(into, size);
    rest_.remove_prefix(taken);
    return taken;
  }
  const Findings& faults() const override { return none_; }

 private:
  std::string_view rest_;
  Findings none_;
};

}  // namespace daicho
