#include "workbook/xlsx/rewriter.hpp"

namespace daicho::xlsx {

std::size_t Rewriter::read(char* into, std::size_t size) {
  if (given_ == out_.size()) {
    out_.clear();
    given_ = 0;
    while (!done_ && out_.size() < size && faults().empty()) {
      const xml::Token token = scanner_.next();
      done_ = token == xml::Token::finish || token == xml::Token::fault;
      if (!done_) rewrite(token);
    }
  }
  if (!faults().empty()) return 0;
  const std::size_t taken = out_.copy(into, size, given_);
  given_ += taken;
  return taken;
}

std::string with_attributes(const xml::Scanner& scanner, const std::vector<NewAttribute>& changes) {
  const std::string_view tag = scanner.raw();
  std::string out;
  std::size_t copied = 0;
  std::string added;
  for (const auto& [name, value] : changes) {
    std::string escaped;
    xml::append_escaped(escaped, value);
    if (xml::value_of(scanner.attributes(), name).data() == nullptr) added += " " + std::string(name) + "=\"" + escaped + "\"";
  }
  for (const auto& [name, value] : scanner.attributes()) {
    for (const auto& [changed, fresh] : changes) {
      if (changed != name) continue;
      const auto offset = static_cast<std::size_t>(value.data() - tag.data());
      out += tag.substr(copied, offset - copied);
      xml::append_escaped(out, fresh);
      copied = offset + value.size();
    }
  }
  const std::size_t end = tag.ends_with("/>") ? tag.size() - 2 : tag.size() - 1;
  const std::size_t last = tag.find_last_not_of(" \t\r\n", end - 1) + 1;
  out += tag.substr(copied, last - copied);
  out += added;
  return out += tag.substr(last);
}

std::string as_start(std::string tag) { return tag.erase(tag.rfind('/'), 1); }

}  // namespace daicho::xlsx
