#include "workbook/xml/scanner.hpp"

#include <doctest/doctest.h>

#include <string>

#include "workbook/limits.hpp"

using namespace daicho;
using xml::Token;

namespace {

/// Hands out a text in pieces of a given size, as a slow stream would.
class Pieces : public ByteSource {
 public:
  Pieces(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t taken = text_.copy(into, std::min(size, size_), at_);
    at_ += taken;
    return taken;
  }
  const Findings& faults() const override { return none_; }

 private:
  std::string text_;
  std::size_t size_;
  std::size_t at_ = 0;
  Findings none_;
};

/// The bytes of all tokens joined, and the code of the fault if there is one.
std::string scanned(const std::string& text, std::size_t piece = 1 << 20) {
  Pieces source(text, piece);
  xml::Scanner scanner(source, "part");
  std::string out;
  for (;;) {
    const Token token = scanner.next();
    if (token == Token::finish) return out;
    if (token == Token::fault) return std::string(scanner.faults().front().code.name);
    out += scanner.raw();
  }
}

}  // namespace

TEST_CASE("the tokens of a document are its bytes, however it arrives") {
  const std::string text =
      "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a > b --><x:a b = \"1>2\" c='\"'>\n text &amp; "
      "<![CDATA[<d>]]><e/><f />\n</x:a ><?pi?>\n";
  CHECK(scanned(text) == text);
  for (std::size_t piece : {1, 2, 3, 7}) CHECK(scanned(text, piece) == text);
}

TEST_CASE("names and attributes are read, blanks and quotes of either kind") {
  MemorySource source("<x:row r='12' ht = \"1\" d=\"a&quot;'b\"><c/></x:row>");
  xml::Scanner scanner(source, "part");
  REQUIRE(scanner.next() == Token::start);
  CHECK(scanner.name() == "x:row");
  CHECK(xml::value_of(scanner.attributes(), "r") == "12");
  CHECK(xml::value_of(scanner.attributes(), "ht") == "1");
  CHECK(xml::unescaped(xml::value_of(scanner.attributes(), "d")) == "a\"'b");
  CHECK(xml::value_of(scanner.attributes(), "x").empty());
  CHECK(scanner.depth() == 1);
  CHECK(scanner.next() == Token::empty);
  CHECK(scanner.depth() == 1);
  CHECK(scanner.next() == Token::end);
  CHECK(scanner.next() == Token::finish);
}

TEST_CASE("what is no well-formed document is refused with its reason") {
  CHECK(scanned("") == "xml-cut-short");
  CHECK(scanned("<a>") == "xml-cut-short");
  CHECK(scanned("<a><b></a></b>") == "xml-malformed");
  CHECK(scanned("<a></b>") == "xml-malformed");
  CHECK(scanned("<a/><b/>") == "xml-malformed");
  CHECK(scanned("text<a/>") == "xml-malformed");
  CHECK(scanned("<a b></a>") == "xml-malformed");
  CHECK(scanned("<a b=c></a>") == "xml-malformed");
  CHECK(scanned("<a b='c'd='e'/>") == "xml-malformed");
  CHECK(scanned("<>") == "xml-malformed");
  CHECK(scanned("< a/>") == "xml-malformed");
  CHECK(scanned("<a><!-- ") == "xml-cut-short");
  CHECK(scanned("<a><![CDATA[") == "xml-cut-short");
  CHECK(scanned("<a x=\"") == "xml-cut-short");
}

TEST_CASE("DOCTYPE and encodings other than UTF-8 are refused") {
  CHECK(scanned("<!DOCTYPE a [<!ENTITY x \"xxxx\">]><a>&x;</a>") == "xml-doctype");
  CHECK(scanned("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a/>") == "xml-encoding");
  CHECK(scanned(std::string("\xFF\xFE<\0a\0/\0>\0", 10)) == "xml-encoding");
}

TEST_CASE("depth and length are limited, and the limit is named") {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  CHECK(scanned(deep) == "limit");
  CHECK(scanned("<a b=\"" + std::string(limits::token_bytes.most + 10, 'x') + "\"/>") == "limit");
}

TEST_CASE("entities and characters are resolved, unknown ones stay") {
  CHECK(xml::unescaped("&lt;&gt;&amp;&quot;&apos;") == "<>&\"'");
  CHECK(xml::unescaped("&#12354;&#x3042;") == "ああ");
  CHECK(xml::unescaped("&nbsp; &#xD800; &#1114112; &") == "&nbsp; &#xD800; &#1114112; &");
  CHECK(xml::unescaped("a\r\nb\rc") == "a\nb\nc");
}

TEST_CASE("texts are escaped so that they read back") {
  std::string out;
  xml::append_escaped(out, "<資産> & \"引用\"\n\t");
  CHECK(xml::unescaped(out) == "<資産> & \"引用\"\n\t");
  CHECK(out.find('\n') == std::string::npos);
}
