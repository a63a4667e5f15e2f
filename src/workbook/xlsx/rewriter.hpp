#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "workbook/bytes.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {

/// A part that is rewritten as it is read: each token is handed to rewrite(), which copies it or writes something else.
class Rewriter : public ByteSource {
 public:
  Rewriter(std::unique_ptr<ByteSource> part, std::string_view name) : part_(std::move(part)), scanner_(*part_, name) {}

  std::size_t read(char* into, std::size_t size) final;
  const Findings& faults() const final { return scanner_.faults(); }

 protected:
  virtual void rewrite(xml::Token token) = 0;
  void copy() { out_ += scanner_.raw(); }
  void write(std::string_view text) { out_ += text; }
  xml::Scanner& scanner() { return scanner_; }
  std::string& out() { return out_; }

 private:
  std::unique_ptr<ByteSource> part_;
  xml::Scanner scanner_;
  std::string out_;
  std::size_t given_ = 0;
  bool done_ = false;
};

/// An attribute and what it is to be.
using NewAttribute = std::pair<std::string_view, std::string>;

/// The tag the scanner has just read, with attributes set, added at the end where they are missing; the rest as it is.
std::string with_attributes(const xml::Scanner& scanner, const std::vector<NewAttribute>& changes);

/// A tag of an empty element as one that starts an element: <a/> becomes <a>.
std::string as_start(std::string tag);

}  // namespace daicho::xlsx
