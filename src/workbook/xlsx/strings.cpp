#include "workbook/xlsx/strings.hpp"

#include <charconv>

#include "model/codes.hpp"
#include "workbook/limits.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

}  // namespace

void RichText::clear() {
  text_.clear();
  in_text_ = false;
  phonetic_ = 0;
}

void RichText::take_start(std::string_view name) {
  if (name == "rPh") ++phonetic_;
  if (name == "t") in_text_ = phonetic_ == 0;
}

void RichText::take_end(std::string_view name) {
  if (name == "rPh" && phonetic_ > 0) --phonetic_;
  if (name == "t") in_text_ = false;
}

void RichText::take_text(std::string_view raw, bool cdata) {
  if (!in_text_) return;
  if (cdata) text_ += raw.substr(9, raw.size() - 12);
  else if (raw.find_first_of("&\r") == std::string_view::npos) text_ += raw;
  else text_ += xml::unescaped(raw);
}

std::string without_escapes(std::string text) {
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    unsigned point = 0;
    const char* first = text.data() + at + 2;
    const auto [end, error] = std::from_chars(first, first + 4, point, 16);
    if (error != std::errc() || end != first + 4 || point >= 0x80) continue;
    text.replace(at, 7, 1, static_cast<char>(point));
  }
  return text;
}

Outcome<void> Strings::read(ByteSource& source, std::string_view part) {
  xml::Scanner scanner(source, part);
  RichText rich;
  bool plain = true;
  for (Token token = scanner.next();; token = scanner.next()) {
    if (token == Token::finish) return {};
    if (token == Token::fault) return Failure(scanner.faults());
    if (token == Token::text || token == Token::cdata) {
      rich.take_text(scanner.raw(), token == Token::cdata);
      continue;
    }
    if (token == Token::other) continue;
    const std::string_view name = xml::local(scanner.name());
    const bool string_ends = name == "si" && token != Token::start;
    if (token == Token::start) {
      if (name == "si") rich.clear();
      else rich.take_start(name);
      plain = name == "si" || (plain && name == "t");
    } else if (token == Token::end && name != "si") {
      rich.take_end(name);
    }
    if (!string_ends) continue;
    if (token == Token::empty) rich.clear();
    if (strings_.size() == limits::strings.most)
      return fail(code::limit,
                  {argument(part), term(limits::strings.name), argument(static_cast<double>(limits::strings.most))});
    const bool escaped = rich.text().find("_x") != std::string::npos;
    plain_.push_back(plain);
    strings_.push_back(texts_.keep(escaped ? without_escapes(rich.text()) : rich.text()));
  }
}

}  // namespace daicho::xlsx
