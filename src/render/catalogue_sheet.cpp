#include "render/catalogue_sheet.hpp"

#include <algorithm>

#include "render/json_pieces.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

/// A column of the table that a catalogue makes.
struct Column {
  std::string heading;
  double width = 10;  ///< in characters
  bool centred = false;
};

/// A catalogue as headings and rows of texts; columns that no entry fills are left out.
class CatalogueTable {
 public:
  CatalogueTable(const Catalogue& catalogue, const Messages& messages, Language language)
      : catalogue_(catalogue), messages_(messages), language_(language) {
    add_columns();
    for (std::size_t i = 0; i < catalogue.entries.size(); ++i) rows_.push_back(row(catalogue.entries[i]));
    drop_empty_columns();
  }

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<std::vector<std::string>>& rows() const { return rows_; }

 private:
  std::string text(std::string_view key) const { return messages_.text(key, language_); }

  void add_columns() {
    const auto add = [&](std::string heading, double width, bool centred = false) {
      columns_.push_back({std::move(heading), width, centred});
    };
    add(text("catalog.id"), 12);
    add(text("entry.level"), 12, true);
    add(text("entry.title_ja"), 44);
    add(text("entry.title_en"), 44);
    add(text("entry.kind"), 10, true);
    add(text("entry.meaning"), 60);
    for (const MarkScale& scale : catalogue_.scales) {
      for (const Named& item : scale.items) add(item.title.in(language_), 7, true);
    }
    add(text("entry.point"), 44);
    add(text("entry.other_ids"), 14);
    add(text("entry.other_title"), 40);
    add(text("entry.place"), 18);
    add(text("entry.note"), 44);
  }

  std::vector<std::string> row(const CatalogueEntry& entry) const {
    std::vector<std::string> out{entry.id, catalogue_.levels[entry.level].title.in(language_), entry.title.ja, entry.title.en};
    out.push_back(entry.kind == CatalogueEntry::none ? "" : catalogue_.kinds[entry.kind].title.in(language_));
    out.push_back(entry.meaning.in(language_));
    for (std::size_t scale = 0; scale < catalogue_.scales.size(); ++scale) {
      for (std::size_t item = 0; item < catalogue_.scales[scale].items.size(); ++item)
        out.emplace_back(entry.mark(scale, item));
    }
    std::vector<std::string> others;
    for (const OtherTitle& other : entry.other_titles)
      others.push_back(other.text + (other.place.empty() ? "" : " (" + other.place + ")"));
    out.push_back(lines(entry.points));
    out.push_back(joined(entry.other_ids, ", "));
    out.push_back(joined(others, "\n"));
    out.push_back(entry.place);
    out.push_back(lines(entry.notes));
    return out;
  }

  std::string lines(const std::vector<Wording>& wordings) const {
    std::vector<std::string> out;
    for (const Wording& wording : wordings) out.push_back(wording.in(language_));
    return joined(out, "\n");
  }

  void drop_empty_columns() {
    for (std::size_t c = columns_.size(); c-- > 0;) {
      if (std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return !row[c].empty(); })) continue;
      const auto at = static_cast<std::ptrdiff_t>(c);
      columns_.erase(columns_.begin() + at);
      for (auto& row : rows_) row.erase(row.begin() + at);
    }
  }

  const Catalogue& catalogue_;
  const Messages& messages_;
  Language language_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// A field of CSV: in quotes where it holds what parts fields. A text that an office would take for a formula stays text.
std::string csv_field(const std::string& text) {
  const bool quoted = text.find_first_of(",\"\r\n") != std::string::npos;
  if (!quoted) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::vector<std::string> out;
  for (const std::string& field : fields) out.push_back(csv_field(field));
  return joined(out, ",") + "\r\n";
}

Json json(const Wording& wording) { return {{"ja", wording.ja}, {"en", wording.en}}; }

Json json(const std::vector<Wording>& wordings) {
  Json out = Json::array();
  for (const Wording& wording : wordings) out.push_back(json(wording));
  return out;
}

Json json(const std::vector<Named>& names) {
  Json out = Json::array();
  for (const Named& named : names) out.push_back({{"id", named.id}, {"title", json(named.title)}});
  return out;
}

Json marks(const Catalogue& catalogue, const CatalogueEntry& entry) {
  Json out = Json::object();
  for (const EntryMarks& marked : entry.marks) {
    const MarkScale& scale = catalogue.scales[marked.scale];
    Json items = {{"main", Json::array()}, {"part", Json::array()}};
    for (const std::size_t item : marked.main) items["main"].push_back(scale.items[item].id);
    for (const std::size_t item : marked.part) items["part"].push_back(scale.items[item].id);
    out[scale.id] = items;
  }
  return out;
}

Json json(const Catalogue& catalogue, const CatalogueEntry& entry) {
  Json out = {{"id", entry.id}, {"level", catalogue.levels[entry.level].id}, {"title", json(entry.title)}};
  out["parent"] = entry.parent == CatalogueEntry::none ? Json(nullptr) : Json(catalogue.entries[entry.parent].id);
  if (entry.kind != CatalogueEntry::none) out["kind"] = catalogue.kinds[entry.kind].id;
  if (!entry.place.empty()) out["place"] = entry.place;
  if (!entry.meaning.ja.empty()) out["meaning"] = json(entry.meaning);
  if (!entry.other_ids.empty()) out["other_ids"] = entry.other_ids;
  for (const OtherTitle& other : entry.other_titles)
    out["other_titles"].push_back({{"text", other.text}, {"place", other.place}});
  if (!entry.marks.empty()) out["marks"] = marks(catalogue, entry);
  if (!entry.points.empty()) out["points"] = json(entry.points);
  if (!entry.notes.empty()) out["notes"] = json(entry.notes);
  return out;
}

}  // namespace

RenderedBook render_catalogue(const Catalogue& catalogue, const Messages& messages, Language language) {
  constexpr std::uint32_t heading_row = 2;
  const CatalogueTable table(catalogue, messages, language);
  RenderedBook book;
  book.title = catalogue.title.in(language);
  book.font = messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  SheetBuilder builder(book, messages.text("sheet.catalogue", language));
  RenderedSheet& sheet = builder.sheet();
  sheet.landscape = true;
  sheet.frozen = Place{heading_row + 1, 1};
  sheet.repeated_rows = {heading_row, heading_row};
  sheet.heights = {{0, 28}, {1, 18}, {heading_row, 30}};
  builder.put({0, 0}, book.title, look::title());
  builder.put({1, 0}, catalogue.source.in(language), look::note());
  for (std::uint32_t c = 0; c < table.columns().size(); ++c) {
    sheet.widths.push_back(table.columns()[c].width);
    builder.put({heading_row, c}, table.columns()[c].heading, look::heading(false));
  }
  const auto rows = static_cast<std::uint32_t>(table.rows().size());
  for (std::uint32_t r = 0; r < rows; ++r) {
    const std::uint32_t row = heading_row + 1 + r;
    double lines = 1;
    for (std::uint32_t c = 0; c < table.columns().size(); ++c) {
      const Column& column = table.columns()[c];
      const std::string& words = table.rows()[r][c];
      Style style = look::cell(column.centred ? Align::centre : Align::start);
      style.bold = !catalogue.is_unit(r);  // a heading over what counts
      style.upright = Align::start;
      builder.put({row, c}, words, style);
      double taken = 0;
      for (std::size_t at = 0; at <= words.size();) {
        const std::size_t end = std::min(words.find('\n', at), words.size());
        taken += 1 + static_cast<int>(half_widths(words.substr(at, end - at)) / (column.width - 1));
        at = end + 1;
      }
      lines = std::max(lines, taken);
    }
    sheet.heights.emplace_back(row, std::min(400.0, 6 + 13 * lines));
  }
  const auto last = static_cast<std::uint32_t>(table.columns().size()) - 1;
  sheet.filter = Area{{heading_row, 0}, {heading_row + rows, last}};
  sheet.texts_of_digits.push_back({{heading_row + 1, 0}, {heading_row + rows, 0}});
  builder.finish();
  return book;
}

std::string catalogue_csv(const Catalogue& catalogue, const Messages& messages, Language language) {
  const CatalogueTable table(catalogue, messages, language);
  std::vector<std::string> headings;
  for (const Column& column : table.columns()) headings.push_back(column.heading);
  std::string out = "\xEF\xBB\xBF" + csv_line(headings);
  for (const auto& row : table.rows()) out += csv_line(row);
  return out;
}

std::string catalogue_json(const Catalogue& catalogue) {
  Json head = {{"id", catalogue.id},
               {"title", json(catalogue.title)},
               {"source", json(catalogue.source)},
               {"levels", json(catalogue.levels)}};
  head["units"] = Json::array();
  for (std::size_t level = 0; level < catalogue.levels.size(); ++level) {
    if (catalogue.unit[level]) head["units"].push_back(catalogue.levels[level].id);
  }
  if (!catalogue.kinds.empty()) head["kinds"] = json(catalogue.kinds);
  for (const MarkScale& scale : catalogue.scales)
    head["marks"].push_back({{"id", scale.id}, {"title", json(scale.title)}, {"items", json(scale.items)}});
  std::string out = "{\n  \"schema\": \"daicho.catalogue/1\"";
  for (const auto& [name, value] : head.items()) out += ",\n  " + dumped(name) + ": " + dumped(value);
  out += ",\n  \"entries\": ";
  write_array([&](std::string_view text) { out += text; }, catalogue.entries,
              [&](const CatalogueEntry& entry) { return json(catalogue, entry); });
  return out + "\n}\n";
}

}  // namespace daicho
