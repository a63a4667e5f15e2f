#include "workbook/xlsx/comments_part.hpp"

#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/part_text.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

/// Follows a comments part (ECMA-376 §18.7) and knows whose comment a tag belongs to.
class Reader {
 public:
  explicit Reader(std::string_view author) : author_(author) {}

  void take(Token token, const xml::Scanner& scanner) {
    if (token == Token::text || token == Token::cdata) {
      if (in_author_)
        text_ += token == Token::text ? xml::unescaped(scanner.raw()) : scanner.raw().substr(9, scanner.raw().size() - 12);
      return;
    }
    if (token == Token::other) return;
    level_ = scanner.depth() + (token == Token::start ? 0 : 1);
    local_ = xml::local(scanner.name());
    if (level_ == 3 && local_ == "author") take_author(token);
    if (level_ == 3 && local_ == "comment" && token != Token::end) take_comment(scanner);
  }

  std::size_t level() const { return level_; }  ///< of the element the tag belongs to
  const std::string& local() const { return local_; }
  bool comment() const { return level_ == 3 && local_ == "comment"; }
  bool ours() const { return ours_; }
  const std::optional<Place>& place() const { return place_; }
  std::size_t authors() const { return authors_; }
  /// The number of the author; authors() when it is not there.
  std::size_t own() const { return own_.empty() ? authors_ : *own_.begin(); }

 private:
  void take_author(Token token) {
    in_author_ = token == Token::start;
    if (in_author_) {
      text_.clear();
      return;
    }
    if (token == Token::empty) text_.clear();
    if (text_ == author_) own_.insert(authors_);
    ++authors_;
  }

  void take_comment(const xml::Scanner& scanner) {
    std::size_t author = 0;
    parse(xml::value_of(scanner.attributes(), "authorId"), author);
    ours_ = own_.count(author) > 0;
    place_ = daicho::place(xml::value_of(scanner.attributes(), "ref"));
  }

  std::string_view author_;
  std::size_t level_ = 0;
  std::string local_;
  std::string text_;
  bool in_author_ = false;
  std::size_t authors_ = 0;
  std::set<std::size_t> own_;
  bool ours_ = false;
  std::optional<Place> place_;
};

void write_comment(XmlWriter& xml, const Comment& comment, std::size_t author) {
  xml.open("comment", {{"ref", name(comment.place)}, {"authorId", std::to_string(author)}, {"shapeId", "0"}});
  xml.open("text").open("r").open("rPr").set("sz", "9").empty("color", {{"indexed", "81"}});
  xml.set("rFont", "Meiryo UI").set("family", "3").set("charset", "128").close();
  xml.leaf("t", comment.text, {{"xml:space", "preserve"}}).close().close().close();
}

}  // namespace

Outcome<CommentPlaces> read_comments(std::string_view content, std::string_view name, std::string_view author) {
  CommentPlaces out;
  Reader reader(author);
  const auto done = each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    reader.take(token, scanner);
    const bool opens = token == Token::start || token == Token::empty;
    if (opens && reader.comment() && reader.place()) (reader.ours() ? out.ours : out.others).insert(*reader.place());
  });
  if (!done) return Failure(done.error());
  return out;
}

std::string empty_comments(const Spaces& spaces) {
  XmlWriter xml;
  xml.open("comments", {{"xmlns", std::string(spaces.main)}}).open("authors").close().open("commentList").close();
  return xml.take();
}

Outcome<std::string> with_comments(std::string_view content, std::string_view name, std::string_view author,
                                   const std::set<Place>& removed, const std::vector<Comment>& added) {
  std::string out;
  Reader reader(author);
  bool dropping = false;
  const auto appended = [&](const std::string& prefix) {
    XmlWriter xml = XmlWriter::fragment(prefix);
    if (reader.local() == "authors" && reader.own() == reader.authors() && !added.empty()) xml.leaf("author", author);
    if (reader.local() == "commentList") {
      for (const Comment& comment : added) write_comment(xml, comment, reader.own());
    }
    return xml.take();
  };
  const auto done = each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    reader.take(token, scanner);
    const bool tag = token == Token::start || token == Token::empty || token == Token::end;
    if (tag && token != Token::end && reader.comment())
      dropping = reader.ours() && reader.place() && removed.count(*reader.place()) > 0;
    const bool last = dropping && tag && token != Token::start && reader.comment();
    const bool list_ends = tag && token != Token::start && reader.level() == 2;
    if (list_ends && token == Token::empty)
      out +=
          as_start(std::string(scanner.raw())) + appended(prefix_of(scanner.name())) + "</" + std::string(scanner.name()) + ">";
    else if (!dropping) out += (list_ends ? appended(prefix_of(scanner.name())) : "") + std::string(scanner.raw());
    if (last) dropping = false;
  });
  if (!done) return Failure(done.error());
  return out;
}

}  // namespace daicho::xlsx
