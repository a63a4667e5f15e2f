#include "choices.hpp"

#include <vector>

#include <com/sun/star/awt/PushButtonType.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XNumericField.hpp>

#include "dialog.hpp"
#include "engine.hpp"
#include "render/fresh_book.hpp"

namespace daicho::office {
namespace {

/// What can be chosen from a list: what is meant, and what people read.
using Offer = std::vector<std::pair<std::string, rtl::OUString>>;

constexpr double most_rows = 10'000;

class Form {
 public:
  Form(const Context& context, Language language, const char* title, sal_Int32 height)
      : language_(language), height_(height), dialog_(context, said(title, language), 240, height, false) {}

  void label(const char* text, sal_Int32 y) {
    dialog_.add("FixedText", text, {8, y + 2, 72, 10}, {{"Label", Any(said(text, language_))}});
  }

  void list(const char* name, sal_Int32 y, const Offer& offer, const std::string& chosen) {
    label(name, y);
    std::vector<rtl::OUString> words;
    sal_Int16 at = 0;
    for (const auto& [meaning, word] : offer) {
      if (meaning == chosen) at = static_cast<sal_Int16>(words.size());
      words.push_back(word);
    }
    dialog_.add("ListBox", field(name).c_str(), {82, y, 150, 13},
                {{"Dropdown", Any(true)},
                 {"LineCount", Any(sal_Int16(16))},
                 {"StringItemList", Any(Sequence<rtl::OUString>(words.data(), static_cast<sal_Int32>(words.size())))},
                 {"SelectedItems", Any(sequence(at))}});
  }

  void number(const char* name, sal_Int32 y, double value, double most) {
    label(name, y);
    dialog_.add("NumericField", field(name).c_str(), {82, y, 50, 13},
                {{"Value", Any(value)},
                 {"ValueMin", Any(1.0)},
                 {"ValueMax", Any(most)},
                 {"DecimalAccuracy", Any(sal_Int16(0))},
                 {"ValueStep", Any(10.0)},
                 {"Spin", Any(true)}});
  }

  bool run(const Reference<css::frame::XFrame>& frame) {
    const auto ok = sal_Int16(css::awt::PushButtonType_OK);
    const auto cancel = sal_Int16(css::awt::PushButtonType_CANCEL);
    dialog_.add("Button", "ok", {126, height_ - 20, 50, 14},
                {{"Label", Any(said("office.ok", language_))}, {"PushButtonType", Any(ok)}, {"DefaultButton", Any(true)}});
    dialog_.add("Button", "cancel", {182, height_ - 20, 50, 14},
                {{"Label", Any(said("office.cancel", language_))}, {"PushButtonType", Any(cancel)}});
    dialog_.open(frame);
    return dialog_.run();
  }

  std::string chosen(const char* name, const Offer& offer) const {
    const auto at = dialog_.control<css::awt::XListBox>(field(name).c_str())->getSelectedItemPos();
    return at < 0 ? std::string() : offer[static_cast<std::size_t>(at)].first;
  }
  double number(const char* name) const { return dialog_.control<css::awt::XNumericField>(field(name).c_str())->getValue(); }
  void close() { dialog_.close(); }

 private:
  static std::string field(const char* name) { return std::string(name) + ".field"; }

  Language language_;
  sal_Int32 height_;
  Dialog dialog_;
};

}  // namespace

std::optional<Settings> ask_settings(const Context& context, const Reference<css::frame::XFrame>& frame, Language language,
                                     const Settings& now) {
  Offer methods{{"", said("office.method_of_book", language)}};
  for (const Method& method : library().methods) methods.emplace_back(method.id, utf16(method.title.in(language)));
  const Offer languages{{"", said("office.language_of_office", language)}, {"ja", utf16("日本語")}, {"en", utf16("English")}};
  const Offer notes{{"", said("office.notes_none", language)},
                    {"changed", said("office.notes_changed", language)},
                    {"all", said("office.notes_all", language)}};
  Form form(context, language, "office.settings", 92);
  form.list("office.method", 10, methods, now.method);
  form.list("office.language", 29, languages, !now.language ? "" : *now.language == Language::ja ? "ja" : "en");
  form.list("office.notes", 48, notes, now.notes);
  std::optional<Settings> out;
  if (form.run(frame)) {
    out.emplace();
    out->method = form.chosen("office.method", methods);
    out->notes = form.chosen("office.notes", notes);
    const std::string chosen = form.chosen("office.language", languages);
    if (!chosen.empty()) out->language = chosen == "ja" ? Language::ja : Language::en;
  }
  form.close();
  return out;
}

std::optional<FreshBook> ask_fresh_book(const Context& context, const Reference<css::frame::XFrame>& frame, Language language) {
  Offer books;
  for (const std::string& book : fresh_books())
    books.emplace_back(book, utf16(capitalised(library().messages.term("form." + book, language))));
  Form form(context, language, "office.new", 72);
  form.list("office.form", 10, books, books.front().first);
  form.number("office.rows", 29, 100, most_rows);
  std::optional<FreshBook> out;
  if (form.run(frame))
    out = FreshBook{form.chosen("office.form", books), static_cast<std::uint32_t>(form.number("office.rows"))};
  form.close();
  return out;
}

}  // namespace daicho::office
