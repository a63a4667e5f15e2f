#include "catalog/messages.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::stringstream out;
  out << stream.rdbuf();
  return out.str();
}

/// Every match of the pattern's first group in the sources.
std::set<std::string> in_sources(const std::string& pattern) {
  std::set<std::string> out;
  const std::regex expression(pattern);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(DAICHO_SOURCE_DIR "/src")) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    const std::string text = content_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) out.insert((*at)[1]);
  }
  return out;
}

const Messages& messages() {
  static const Library library = *load_library();
  return library.messages;
}

std::set<std::string> slots(const std::string& text) {
  std::set<std::string> out;
  const std::regex slot("\\{[0-9]\\}");
  for (std::sregex_iterator at(text.begin(), text.end(), slot), end; at != end; ++at) out.insert(at->str());
  return out;
}

}  // namespace

TEST_CASE("the program's data files are sound") {
  const auto library = load_library();
  if (!library) {
    for (const Finding& finding : library.error()) {
      std::string text(finding.code.name);
      for (const Argument& argument : finding.arguments) text += " | " + argument.text;
      FAIL_CHECK(text);
    }
  }
  CHECK(library);
}

TEST_CASE("every code has a message, and every message a code") {
  const std::set<std::string> codes = in_sources("inline constexpr Code \\w+\\{\"([a-z-]+)\"");
  REQUIRE(codes.size() > 40);
  for (const std::string& code : codes) {
    CAPTURE(code);
    CHECK(messages().has("finding." + code));
  }
  for (const std::string& key : messages().keys()) {
    CAPTURE(key);
    if (key.starts_with("finding.")) CHECK(codes.count(key.substr(8)) == 1);
    if (key.starts_with("hint.")) CHECK(codes.count(key.substr(5)) == 1);
    if (key.starts_with("window.")) CHECK(codes.count(key.substr(7)) == 1);
  }
}

TEST_CASE("every error and warning about a workbook has a short name for lists of kinds") {
  const std::set<std::string> codes = in_sources("inline constexpr Code \\w+\\{\"([a-z-]+)\", Severity::(?:error|warning)\\}");
  REQUIRE(codes.size() > 40);
  for (const std::string& code : codes) {
    CAPTURE(code);
    CHECK(messages().has("term.kind." + code));
  }
}

TEST_CASE("every code is used, and every text the program asks for is there") {
  const std::set<std::string> used = in_sources("code::(\\w+)");
  for (const std::string& name : in_sources("inline constexpr Code (\\w+)\\{")) {
    CAPTURE(name);
    CHECK(used.count(name) == 1);
  }
  for (const std::string& key : in_sources("text\\(\"([a-z_]+\\.[a-z_.0-9]+)\"[,)]")) {
    CAPTURE(key);
    CHECK(messages().has(key));
  }
  for (const std::string& key :
       in_sources("\"((?:row|reason|insert|added|explain|usage|report|rule|sheet|cause|limit|criteria|summary)\\.[a-z_]+)\"")) {
    CAPTURE(key);
    const bool content_type = key == "sheet.binary";
    CHECK((content_type || messages().has(key) || messages().has("term." + key)));
  }
}

TEST_CASE("no text is left over") {
  std::string sources;
  for (const char* folder : {"/src", "/addin"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(DAICHO_SOURCE_DIR) + folder)) {
      if (entry.is_regular_file()) sources += content_of(entry.path());
    }
  }
  for (const std::string& key : messages().keys()) {
    CAPTURE(key);
    bool composed = false;
    for (const char* kind : {"finding.", "hint.", "window.", "term.", "office.command."}) composed |= key.starts_with(kind);
    if (!composed) CHECK(sources.find("\"" + key + "\"") != std::string::npos);
  }
}

TEST_CASE("every field of every form and method has a word in both languages") {
  const Library library = *load_library();
  for (const Form& form : library.forms.forms) {
    CHECK(messages().has("term.form." + form.id));
    for (const FormList& list : form.lists) {
      for (const FormColumn& column : list.columns) {
        CAPTURE(column.field);
        CHECK(messages().has("term." + column.field));
      }
    }
  }
  for (const Method& method : library.methods) {
    for (const Quantity& quantity : method.quantities) CHECK(messages().has("term." + quantity.field));
  }
}

TEST_CASE("both languages use the same arguments") {
  for (const std::string& key : messages().keys()) {
    CAPTURE(key);
    CHECK(slots(messages().text(key, Language::ja)) == slots(messages().text(key, Language::en)));
  }
}

TEST_CASE("arguments are filled in, terms in the reader's language") {
  const auto made = Messages::read("m",
                                   "<messages xmlns='urn:daicho:messages:1'><text id='a' ja='{0}は{1}' en='{0} is {1}'/><term "
                                   "id='x' ja='重要度' en='importance'/><term id='y' ja='尺度' en='scale'/></messages>");
  REQUIRE(made);
  CHECK(made->text("a", Language::ja, {term("x"), argument(3.0)}) == "重要度は3");
  CHECK(made->text("a", Language::en, {term("x y"), argument("{0}")}) == "importance, scale is {0}");
  CHECK(made->text("none", Language::en) == "none");
}
