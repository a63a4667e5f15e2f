#include "workbook/xml/scanner.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/codes.hpp"
#include "workbook/limits.hpp"

namespace daicho::xml {
namespace {

constexpr std::size_t chunk = std::size_t{256} * 1024;

/// What a byte means inside a tag. One look at a table is several times faster than comparing with each mark.
enum Mark : std::uint8_t { plain = 0, blank = 1, quote = 2, equals = 4, slash = 8, close = 16 };
constexpr std::array<std::uint8_t, 256> marks = [] {
  std::array<std::uint8_t, 256> out{};
  for (const char c : {' ', '\n', '\t', '\r'}) out[static_cast<unsigned char>(c)] = blank;
  out['"'] = out['\''] = quote;
  out['='] = equals;
  out['/'] = slash;
  out['>'] = close;
  return out;
}();
bool is(char c, int wanted) { return (marks[static_cast<unsigned char>(c)] & wanted) != 0; }

/// A number that tells names apart: the name itself up to seven bytes, a hash (FNV-1a) of longer ones.
std::uint64_t key(std::string_view name) {
  std::uint64_t out = name.size();
  if (name.size() < 8) {
    for (const char c : name) out = out << 8 | static_cast<unsigned char>(c);
    return out;
  }
  out = 14695981039346656037u;
  for (const char c : name) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return out | std::uint64_t{1} << 63;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool all_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_blank); }

bool is_utf8_name(std::string_view encoding) {
  std::string lower(encoding);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return lower.empty() || lower == "utf-8" || lower == "utf8" || lower == "us-ascii" || lower == "ascii";
}

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

/// The code point of "#38" or "#x26"; 0 when it is none.
std::uint32_t character_reference(std::string_view body) {
  const bool hexadecimal = body.size() > 2 && (body[1] | 0x20) == 'x';
  std::uint32_t point = 0;
  for (const char c : body.substr(hexadecimal ? 2 : 1)) {
    const char lower = static_cast<char>(c | 0x20);
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    else if (hexadecimal && lower >= 'a' && lower <= 'f') digit = static_cast<std::uint32_t>(lower - 'a' + 10);
    if (digit == 16 || point > 0x10FFFF) return 0;
    point = point * (hexadecimal ? 16 : 10) + digit;
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point > 0x10FFFF || surrogate ? 0 : point;
}

/// Appends what an entity stands for; false when it is unknown.
bool append_entity(std::string& out, std::string_view body) {
  if (body == "lt") out += '<';
  else if (body == "gt") out += '>';
  else if (body == "amp") out += '&';
  else if (body == "quot") out += '"';
  else if (body == "apos") out += '\'';
  else if (body.size() > 1 && body[0] == '#') {
    const std::uint32_t point = character_reference(body);
    if (point == 0) return false;
    append_utf8(out, point);
  } else {
    return false;
  }
  return true;
}

}  // namespace

/// Reads one tag with its attributes in a single pass over its bytes.
class TagParser {
 public:
  enum class Verdict { whole, cut, malformed };
  explicit TagParser(std::vector<Attribute>& attributes) : attributes_(attributes) {}

  /// `text` begins with the tag's <. `cut`: more bytes are needed.
  Verdict parse(std::string_view text) {
    text_ = text;
    at_ = 1;
    attributes_.clear();
    while (at_ < text.size() && !is(text[at_], blank | slash | close)) ++at_;
    name_size_ = at_ - 1;
    if (at_ < text.size() && name_size_ == 0) return Verdict::malformed;
    for (;;) {
      const std::size_t before = at_;
      while (at_ < text.size() && is(text[at_], blank)) ++at_;
      if (at_ + 1 >= text.size() && !(at_ < text.size() && text[at_] == '>')) return Verdict::cut;
      empty_ = text[at_] == '/';
      if (empty_) ++at_;
      if (text[at_] == '>') {
        ++at_;
        return Verdict::whole;
      }
      if (empty_ || at_ == before) return Verdict::malformed;
      if (const Verdict verdict = attribute(); verdict != Verdict::whole) return verdict;
    }
  }
  std::size_t size() const { return at_; }
  std::size_t name_size() const { return name_size_; }
  bool empty() const { return empty_; }

 private:
  Verdict attribute() {
    const std::size_t name = at_;
    while (at_ < text_.size() && !is(text_[at_], blank | equals | slash | close)) ++at_;
    const std::size_t name_end = at_;
    const auto skip_blanks = [&] {
      while (at_ < text_.size() && is(text_[at_], blank)) ++at_;
      return at_ < text_.size();
    };
    if (!skip_blanks()) return Verdict::cut;
    if (text_[at_++] != '=' || name_end == name) return Verdict::malformed;
    if (!skip_blanks()) return Verdict::cut;
    if (!is(text_[at_], quote)) return Verdict::malformed;
    const char mark = text_[at_++];
    const std::size_t value = at_;
    while (at_ < text_.size() && text_[at_] != mark) ++at_;
    if (at_ == text_.size()) return Verdict::cut;
    attributes_.push_back({text_.substr(name, name_end - name), text_.substr(value, at_ - value)});
    ++at_;
    return Verdict::whole;
  }

  std::vector<Attribute>& attributes_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t name_size_ = 0;
  bool empty_ = false;
};

Scanner::Scanner(ByteSource& source, std::string_view part) : source_(source), part_(part), buffer_(chunk) {}

bool Scanner::fill() {
  if (source_done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) {
    if (buffer_.size() >= limits::token_bytes.most) {
      fault(code::limit,
            {argument(part_), term(limits::token_bytes.name), argument(static_cast<double>(limits::token_bytes.most))});
      source_done_ = true;
      return false;
    }
    buffer_.resize(buffer_.size() * 2);
  }
  const std::size_t taken = source_.read(buffer_.data() + end_, buffer_.size() - end_);
  if (taken == 0) {
    source_done_ = true;
    faults_.insert(faults_.end(), source_.faults().begin(), source_.faults().end());
  }
  end_ += taken;
  return taken > 0;
}

/// Finds `what` from begin_ + at on, reading more as needed; `at` becomes its offset from begin_.
bool Scanner::find(std::string_view what, std::size_t& at) {
  for (;;) {
    const std::string_view here(buffer_.data() + begin_, end_ - begin_);
    const std::size_t found = here.find(what, at);
    if (found != std::string_view::npos) {
      at = found;
      return true;
    }
    if (here.size() >= what.size()) at = std::max(at, here.size() - what.size() + 1);
    if (!fill()) return false;
  }
}

void Scanner::take(std::size_t length) {
  raw_ = std::string_view(buffer_.data() + begin_, length);
  begin_ += length;
}

Token Scanner::fault(Code code, std::vector<Argument> arguments) {
  if (faults_.empty()) faults_.push_back({code, std::move(arguments), -1, {}});
  return Token::fault;
}

Token Scanner::next() {
  if (!faults_.empty()) return Token::fault;
  if (begin_ == end_ && !fill()) {
    if (!faults_.empty()) return Token::fault;
    return seen_root_ && depth_ == 0 ? Token::finish : fault(code::xml_cut_short, {argument(part_)});
  }
  if (buffer_[begin_] == '<') return markup();
  std::size_t end = 0;
  const bool found = find("<", end);
  if (!faults_.empty()) return Token::fault;
  take(found ? end : end_ - begin_);
  if (depth_ > 0) return Token::text;
  const std::string_view text = raw_.starts_with("\xEF\xBB\xBF") && !seen_root_ ? raw_.substr(3) : raw_;
  if (!all_blank(text)) {
    const bool utf16 =
        text.find('\0') != std::string_view::npos || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    return utf16 ? fault(code::xml_encoding, {argument(part_), argument("UTF-16")})
                 : fault(code::xml_malformed, {argument(part_)});
  }
  return Token::text;
}

Token Scanner::markup() {
  if (begin_ + 1 == end_ && !fill()) return fault(code::xml_cut_short, {argument(part_)});
  const char second = buffer_[begin_ + 1];
  if (second == '/') return close_tag();
  if (second == '?') {
    const Token token = until("?>", Token::other);
    return token == Token::other && !accept_declaration() ? Token::fault : token;
  }
  if (second != '!') return tag();
  while (end_ - begin_ < 9 && fill()) {}
  const std::string_view here(buffer_.data() + begin_, end_ - begin_);
  if (here.starts_with("<!--")) return until("-->", Token::other);
  if (here.starts_with("<![CDATA[") && depth_ > 0) return until("]]>", Token::cdata);
  return here.starts_with("<!DOCTYPE") ? fault(code::xml_doctype, {argument(part_)})
                                       : fault(code::xml_malformed, {argument(part_)});
}

Token Scanner::until(std::string_view end, Token token) {
  std::size_t at = 2;
  if (token == Token::cdata) at = 9;
  else if (end == "-->") at = 4;
  if (!find(end, at)) return fault(code::xml_cut_short, {argument(part_)});
  take(at + end.size());
  return token;
}

bool Scanner::accept_declaration() {
  if (!raw_.starts_with("<?xml") || raw_.size() < 6 || !is_blank(raw_[5])) return true;
  // The declaration has the form of a tag: <?xml version="1.0" encoding="UTF-8"?>
  const std::string as_tag = "<" + std::string(raw_.substr(2, raw_.size() - 4)) + ">";
  std::vector<Attribute> attributes;
  TagParser(attributes).parse(as_tag);
  const std::string_view encoding = value_of(attributes, "encoding");
  if (is_utf8_name(encoding)) return true;
  fault(code::xml_encoding, {argument(part_), argument(encoding)});
  return false;
}

Token Scanner::tag() {
  TagParser parser(attributes_);
  for (;;) {
    switch (parser.parse(std::string_view(buffer_.data() + begin_, end_ - begin_))) {
      case TagParser::Verdict::malformed: return fault(code::xml_malformed, {argument(part_)});
      case TagParser::Verdict::whole: return opened(parser);
      case TagParser::Verdict::cut: break;
    }
    if (!fill()) return fault(code::xml_cut_short, {argument(part_)});
  }
}

Token Scanner::opened(const TagParser& parser) {
  take(parser.size());
  name_ = raw_.substr(1, parser.name_size());
  if (depth_ == 0 && seen_root_) return fault(code::xml_malformed, {argument(part_)});
  seen_root_ = true;
  if (parser.empty()) return Token::empty;
  if (depth_ == open_.size())
    return fault(code::limit, {argument(part_), term(limits::depth.name), argument(static_cast<double>(limits::depth.most))});
  open_[depth_++] = key(name_);
  return Token::start;
}

Token Scanner::close_tag() {
  std::size_t end = 2;
  if (!find(">", end)) return fault(code::xml_cut_short, {argument(part_)});
  take(end + 1);
  std::size_t name = 2;
  while (!is(raw_[name], blank | close)) ++name;
  name_ = raw_.substr(2, name - 2);
  if (depth_ == 0 || open_[depth_ - 1] != key(name_)) return fault(code::xml_malformed, {argument(part_)});
  --depth_;
  return Token::end;
}

bool Scanner::skip(Token started) {
  if (started != Token::start) return started == Token::empty;
  for (const std::size_t inside = depth(); depth() >= inside;) {
    const Token token = next();
    if (token == Token::fault || token == Token::finish) return false;
  }
  return true;
}

std::string_view value_of(std::span<const Attribute> attributes, std::string_view name) {
  for (const Attribute& attribute : attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = std::min(text.find_first_of("&\r", i), text.size());
    out.append(text, i, next - i);
    i = next;
    if (i == text.size()) break;
    const std::size_t semicolon = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (text[i] == '\r') {
      out += '\n';
      i += i + 1 < text.size() && text[i + 1] == '\n' ? 2 : 1;
    } else if (semicolon != std::string_view::npos && append_entity(out, text.substr(i + 1, semicolon - i - 1))) {
      i = semicolon + 1;
    } else {
      out += text[i++];
    }
  }
  return out;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      case '\t': out += "&#9;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) out += "\xEF\xBF\xBD";
        else out += c;
    }
  }
}

std::string_view local(std::string_view qualified) {
  const std::size_t colon = qualified.rfind(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

}  // namespace daicho::xml
