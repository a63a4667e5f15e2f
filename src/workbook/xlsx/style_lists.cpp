#include "workbook/xlsx/style_lists.hpp"

#include <algorithm>

#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/part_text.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

constexpr unsigned first_own_format = 164;  // smaller numbers are built in (ECMA-376 §18.8.30)

constexpr std::array<std::string_view, 6> list_names{"numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"};

/// All children of <styleSheet> in their order.
constexpr std::array<std::string_view, 11> order{"numFmts",    "fonts", "fills",       "borders", "cellStyleXfs", "cellXfs",
                                                 "cellStyles", "dxfs",  "tableStyles", "colors",  "extLst"};

std::size_t rank(std::string_view local) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), local) - order.begin());
}

std::optional<StyleList> list_of(std::string_view local) {
  for (std::size_t i = 0; i < list_names.size(); ++i) {
    if (list_names[i] == local) return static_cast<StyleList>(i);
  }
  return std::nullopt;
}

}  // namespace

Outcome<StyleLists> StyleLists::read(std::string_view content, std::string_view name) {
  StyleLists out;
  std::optional<StyleList> inside;
  std::string entry;
  const auto done = each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    const bool opens = token == Token::start || token == Token::empty;
    const std::size_t level = scanner.depth() + (token == Token::start ? 0 : 1);  // of the element a tag belongs to
    if (opens && level == 1) out.prefix_ = prefix_of(scanner.name());
    if (opens && level == 2) inside = list_of(xml::local(scanner.name()));
    if (!inside || level < 3) return;
    if (opens && level == 3) {
      entry.clear();
      unsigned number = 0;
      if (*inside == StyleList::number_formats && parse(xml::value_of(scanner.attributes(), "numFmtId"), number))
        out.formats_.emplace_back(xml::unescaped(xml::value_of(scanner.attributes(), "formatCode")), number);
    }
    entry += scanner.raw();
    if (level == 3 && (token == Token::empty || token == Token::end)) out.at(*inside).entries.push_back(entry);
  });
  if (!done) return Failure(done.error());
  for (List& list : out.lists_) list.existing = list.entries.size();
  return out;
}

std::size_t StyleLists::add(StyleList list, const std::string& entry) {
  auto& entries = at(list).entries;
  const auto known = std::find(entries.begin(), entries.end(), entry);
  if (known != entries.end()) return static_cast<std::size_t>(known - entries.begin());
  entries.push_back(entry);
  return entries.size() - 1;
}

unsigned StyleLists::format_id(const std::string& code) {
  if (code == "General") return 0;
  unsigned next = first_own_format;
  for (const auto& [known, number] : formats_) {
    if (known == code) return number;
    next = std::max(next, number + 1);
  }
  formats_.emplace_back(code, next);
  XmlWriter xml = XmlWriter::fragment(prefix_);
  xml.empty("numFmt", {{"numFmtId", std::to_string(next)}, {"formatCode", code}});
  add(StyleList::number_formats, xml.take());
  return next;
}

std::string StyleLists::element(StyleList list) const {
  const auto& entries = at(list).entries;
  if (entries.empty()) return {};
  XmlWriter xml = XmlWriter::fragment(prefix_);
  xml.open(list_names[static_cast<std::size_t>(list)], {{"count", std::to_string(entries.size())}});
  for (const std::string& entry : entries) xml.raw(entry);
  return xml.take();
}

namespace {

/// Puts what is new into a styles part as it is copied.
class Extender {
 public:
  explicit Extender(const StyleLists& lists, std::string& out) : lists_(lists), out_(out) {}

  template <typename Tail>
  void take(Token token, const xml::Scanner& scanner, Tail tail) {
    const bool opens = token == Token::start || token == Token::empty;
    const std::size_t level = scanner.depth() + (token == Token::start ? 0 : 1);
    const std::string_view local = opens || token == Token::end ? xml::local(scanner.name()) : std::string_view();
    if (opens && level == 2) write_missing(rank(local));
    if (token == Token::end && level == 1) write_missing(order.size());
    const auto list = level == 2 ? list_of(local) : std::nullopt;
    if (!list) {
      out_ += scanner.raw();
      return;
    }
    seen_[static_cast<std::size_t>(*list)] = true;
    const std::string added = tail(*list);
    if (added.empty()) {
      out_ += scanner.raw();
    } else if (token == Token::end) {
      out_.append(added).append(scanner.raw());
    } else {
      const bool counted = xml::value_of(scanner.attributes(), "count").data() != nullptr;
      std::string tag(scanner.raw());
      if (counted) tag = with_attributes(scanner, {{"count", std::to_string(lists_.size(*list))}});
      out_ += token == Token::empty ? as_start(tag) + added + "</" + std::string(scanner.name()) + ">" : tag;
    }
  }

 private:
  /// Lists the part does not have, before the first element that must stand behind them.
  void write_missing(std::size_t before) {
    for (std::size_t i = 0; i < list_names.size(); ++i) {
      if (seen_[i] || rank(list_names[i]) >= before) continue;
      seen_[i] = true;
      out_ += lists_.element(static_cast<StyleList>(i));
    }
  }

  const StyleLists& lists_;
  std::string& out_;
  std::array<bool, 6> seen_{};
};

}  // namespace

Outcome<std::string> StyleLists::extended(std::string_view content, std::string_view name) const {
  std::string out;
  Extender extender(*this, out);
  const auto tail = [&](StyleList list) {
    std::string added;
    for (std::size_t i = at(list).existing; i < at(list).entries.size(); ++i) added += at(list).entries[i];
    return added;
  };
  const auto done =
      each_token(content, name, [&](Token token, const xml::Scanner& scanner) { extender.take(token, scanner, tail); });
  if (!done) return Failure(done.error());
  return out;
}

}  // namespace daicho::xlsx
