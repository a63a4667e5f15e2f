#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/bytes.hpp"

namespace daicho::xml {

/// What next() met. `empty` is a tag that opens and closes an element at once: <v/>.
enum class Token : std::uint8_t { start, empty, end, text, cdata, other, finish, fault };

/// One attribute of a tag.
struct Attribute {
  std::string_view name;
  std::string_view value;  ///< still escaped
};

/// The value of an attribute, still escaped; empty when it is absent.
std::string_view value_of(std::span<const Attribute> attributes, std::string_view name);

class TagParser;

/// Reads XML as a stream of tokens with their exact bytes, so that whatever is not changed can be copied as it stands. Neither
/// a tree nor the whole text is ever held. Checks that tags match; refuses DOCTYPE and encodings other than UTF-8.
class Scanner {
 public:
  /// `part` is for messages. The source must outlive the scanner.
  Scanner(ByteSource& source, std::string_view part);

  Token next();
  /// The bytes of the token, valid until next().
  std::string_view raw() const { return raw_; }
  /// The qualified name of the element for start, empty and end, valid until next().
  std::string_view name() const { return name_; }
  /// The attributes of a start or empty tag, valid until next().
  std::span<const Attribute> attributes() const { return attributes_; }
  /// Elements that are open, the one just started included.
  std::size_t depth() const { return depth_; }
  /// Reads on to behind the end of the element just started; false on a fault. Does nothing for an empty element.
  bool skip(Token started);
  /// What is buffered behind the last token. A caller that finds whole elements in it may take them at one go with
  /// take_elements(); raw() is then their bytes.
  std::string_view buffered() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void take_elements(std::size_t size) { take(size); }

  const Findings& faults() const { return faults_; }

 private:
  Token markup();
  Token tag();
  Token opened(const TagParser& parser);
  Token close_tag();
  Token until(std::string_view end, Token token);
  Token fault(Code code, std::vector<Argument> arguments = {});
  bool fill();
  bool find(std::string_view what, std::size_t& at);
  bool accept_declaration();
  void take(std::size_t length);

  ByteSource& source_;
  std::string part_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool source_done_ = false;
  bool seen_root_ = false;
  std::string_view raw_;
  std::string_view name_;
  std::vector<Attribute> attributes_;
  std::size_t depth_ = 0;
  std::array<std::uint64_t, 64> open_;  // a key of the name of each open element
  Findings faults_;
};

/// Resolves &lt; &gt; &amp; &quot; &apos; and character references, and makes one kind of line end. Unknown entities stay as
/// they are.
std::string unescaped(std::string_view text);
/// Appends text so that it can stand between tags or in an attribute in double quotes. Characters that XML cannot hold become
/// U+FFFD.
void append_escaped(std::string& out, std::string_view text);

/// The part of a qualified name behind its prefix.
std::string_view local(std::string_view qualified);

}  // namespace daicho::xml
