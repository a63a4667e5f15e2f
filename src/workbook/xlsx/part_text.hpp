#pragma once
#include <string>
#include <string_view>

#include "workbook/bytes.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {

/// "x:" of "x:row", or "".
inline std::string prefix_of(std::string_view qualified) {
  return std::string(qualified.substr(0, qualified.size() - xml::local(qualified).size()));
}

/// Calls visit(token, scanner) for each token. A part that was read as a tree may still not be one the scanner can copy.
template <typename Visit>
Outcome<void> each_token(std::string_view content, std::string_view name, Visit visit) {
  MemorySource source(content);
  xml::Scanner scanner(source, name);
  for (xml::Token token = scanner.next(); token != xml::Token::finish && token != xml::Token::fault; token = scanner.next())
    visit(token, scanner);
  if (!scanner.faults().empty()) return Failure(scanner.faults());
  return {};
}

}  // namespace daicho::xlsx
