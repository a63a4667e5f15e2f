#include "workbook/xlsx/new_strings.hpp"

#include <unordered_set>

#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

class StringsRewriter : public Rewriter {
 public:
  StringsRewriter(std::unique_ptr<ByteSource> part, std::string_view name, const NewStrings& strings)
      : Rewriter(std::move(part), name), strings_(strings) {}

 private:
  void rewrite(xml::Token token) override {
    const bool opens_root = !seen_root_ && (token == xml::Token::start || token == xml::Token::empty);
    const bool closes_root = token == xml::Token::end && scanner().depth() == 0;
    if (opens_root) open_root(token);
    else if (closes_root) close_root();
    else copy();
  }

  void open_root(xml::Token token) {
    seen_root_ = true;
    const std::string_view name = scanner().name();
    prefix_ = name.substr(0, name.size() - xml::local(name).size());
    const std::string_view count = xml::value_of(scanner().attributes(), "count");
    const std::string_view distinct = xml::value_of(scanner().attributes(), "uniqueCount");
    std::string tag(scanner().raw());
    if (!count.empty() && !distinct.empty())
      tag = with_attributes(
          scanner(), {{"count", grown(count, strings_.uses())}, {"uniqueCount", grown(distinct, strings_.texts().size())}});
    if (token == xml::Token::start) {
      write(tag);
      return;
    }
    const std::string qualified(name);
    write(as_start(tag));
    write_strings();
    write("</" + qualified + ">");
  }

  void close_root() {
    write_strings();
    copy();
  }

  static std::string grown(std::string_view value, std::size_t by) {
    std::size_t number = 0;
    return parse(value, number) ? std::to_string(number + by) : std::string(value);
  }

  void write_strings() {
    for (const std::string& text : strings_.texts()) {
      write("<" + prefix_ + "si><" + prefix_ + "t xml:space=\"preserve\">");
      xml::append_escaped(out(), text);
      write("</" + prefix_ + "t></" + prefix_ + "si>");
    }
  }

  const NewStrings& strings_;
  bool seen_root_ = false;
  std::string prefix_;
};

}  // namespace

void NewStrings::reuse(const RenderedBook& sheets, const Strings& existing) {
  std::unordered_set<std::string_view> wanted;
  for (const RenderedSheet& sheet : sheets.sheets) {
    for (const RenderedCell& cell : sheet.cells) wanted.insert(cell.value.text());
  }
  for (std::size_t i = 0; i < existing.size(); ++i) {
    if (existing.plain(i) && wanted.erase(existing[i]) > 0) numbers_.emplace(std::string(existing[i]), i);
  }
}

void NewStrings::add(std::string_view text) {
  ++uses_;
  if (numbers_.emplace(std::string(text), existing_ + texts_.size()).second) texts_.emplace_back(text);
}

std::optional<std::size_t> NewStrings::number(std::string_view text) const {
  const auto at = shared_ ? numbers_.find(std::string(text)) : numbers_.end();
  if (at == numbers_.end()) return std::nullopt;
  return at->second;
}

std::string strings_part(const NewStrings& strings, const Spaces& spaces) {
  XmlWriter xml;
  xml.open("sst", {{"xmlns", std::string(spaces.main)},
                   {"count", std::to_string(strings.uses())},
                   {"uniqueCount", std::to_string(strings.texts().size())}});
  for (const std::string& text : strings.texts()) xml.open("si").leaf("t", text, {{"xml:space", "preserve"}}).close();
  return xml.take();
}

std::unique_ptr<ByteSource> extended_strings(std::unique_ptr<ByteSource> part, std::string_view name,
                                             const NewStrings& strings) {
  return std::make_unique<StringsRewriter>(std::move(part), name, strings);
}

}  // namespace daicho::xlsx
