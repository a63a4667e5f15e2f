#include "sheets/recognise.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "sheets/cards.hpp"
#include "sheets/column_choice.hpp"
#include "sheets/extent.hpp"
#include "sheets/headings.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr double accepted = 0.75;    // confidence from which a sheet is taken for a form
constexpr double doubtful = 0.55;    // confidence from which it is at least reported
constexpr double least_share = 0.1;  // of all headings that a form must know
constexpr std::uint32_t title_rows = 6;

class Recogniser {
 public:
  Recogniser(std::size_t sheet, const Table& table, const Forms& forms, const HeadingIndex& index,
             std::span<const Mapping> mappings, const Fits& fits)
      : sheet_(sheet),
        grid_(table),
        forms_(forms),
        index_(index),
        mappings_(mappings),
        fits_(fits),
        finder_(grid_, index, forms.words) {}

  Recognition run() {
    const Table& table = grid_.table();
    if (table.row_count() == 0) return std::move(out_);
    const std::uint32_t end = table.row(table.row_count() - 1).index;
    for (auto block = finder_.next(0); block;) {
      std::vector<Layout> found = read(*block, end);
      if (const auto next = next_headings(grid_.table(), found, finder_)) finder_.expect(*next);
      for (Layout& layout : found) {
        finder_.claim({layout.headings.first, {layout.body_last, layout.headings.last.column}});
        out_.layouts.push_back(std::move(layout));
      }
      // What was understood is claimed, so the same rows may be looked at again for something beside it.
      block = finder_.next(block->first_row + (found.empty() ? 1 : 0));
    }
    const bool things =
        std::any_of(out_.layouts.begin(), out_.layouts.end(), [](const Layout& layout) { return layout.list->names_things(); });
    if (!things) {
      for (Layout& layout : find_cards(sheet_, grid_, forms_, index_)) out_.layouts.push_back(std::move(layout));
    }
    if (out_.layouts.empty() && nearly_) out_.findings.push_back(std::move(*nearly_));
    return std::move(out_);
  }

 private:
  /// The layouts of one block of headings, side by side.
  std::vector<Layout> read(const HeadingBlock& block, std::uint32_t end) {
    std::vector<Layout> out;
    for (std::size_t f = 0; f < forms_.forms.size(); ++f) {
      for (std::size_t l = 0; l < forms_.forms[f].lists.size(); ++l) {
        for (const auto& [first, last] : segments(block, f, l)) {
          if (auto layout = match(block, f, l, first, last, end)) out.push_back(std::move(*layout));
        }
      }
    }
    // Where two forms claim the same columns, the more convincing one has them.
    std::stable_sort(out.begin(), out.end(), [](const Layout& a, const Layout& b) { return weight(a) > weight(b); });
    std::vector<Layout> kept;
    for (Layout& layout : out) {
      const bool overlaps =
          std::any_of(kept.begin(), kept.end(), [&](const Layout& other) { return other.headings.overlaps(layout.headings); });
      if (!overlaps) kept.push_back(std::move(layout));
    }
    part_columns(kept);
    return kept;
  }

  static double weight(const Layout& layout) { return layout.confidence + 0.1 * static_cast<double>(layout.columns.size()); }

  /// Parts a block where the columns of a list begin again: tables side by side.
  std::vector<std::pair<std::size_t, std::size_t>> segments(const HeadingBlock& block, std::size_t form,
                                                            std::size_t list) const {
    if (!forms_.forms[form].lists[list].names_things()) return adjoining(block.headings);
    std::vector<std::pair<std::size_t, std::size_t>> out;
    std::set<std::size_t> seen;
    std::size_t begin = 0;
    bool named = false;
    for (std::size_t i = 0; i < block.headings.size(); ++i) {
      const auto column = best_column(block.headings[i], form, list);
      if (!column) continue;
      const auto& columns = forms_.forms[form].lists[list].columns;
      const bool key = columns[*column].names_row || identifies(columns[*column].entry);
      if (key && seen.count(*column) != 0 && named) {
        out.emplace_back(begin, i);
        begin = i;
        seen.clear();
        named = false;
      }
      seen.insert(*column);
      named = named || columns[*column].names_row;
    }
    out.emplace_back(begin, block.headings.size());
    if (out.size() == 1 || named) return out;
    // The last part has no name column of its own: it was no table of its own.
    out[out.size() - 2].second = out.back().second;
    out.pop_back();
    return out;
  }

  static std::optional<std::size_t> best_column(const Heading& heading, std::size_t form, std::size_t list) {
    std::optional<std::size_t> out;
    double quality = 0.6;
    for (const Meaning& meaning : *heading.meanings) {
      if (meaning.form == form && meaning.list == list && meaning.quality > quality && under_its_group(heading, meaning)) {
        out = meaning.column;
        quality = meaning.quality;
      }
    }
    return out;
  }

  std::optional<Layout> match(const HeadingBlock& block, std::size_t form, std::size_t list, std::size_t first,
                              std::size_t last, std::uint32_t end) {
    Layout layout;
    layout.sheet = sheet_;
    layout.form = &forms_.forms[form];
    layout.list = &layout.form->lists[list];
    layout.body_first = block.last_row + 1;
    layout.body_last = end;
    ChosenColumns chosen =
        choose_columns({sheet_, grid_, finder_, mappings_, fits_}, block, {form, list, *layout.list}, first, last);
    layout.columns = std::move(chosen.columns);
    layout.contested = std::move(chosen.contested);
    if (layout.columns.empty()) return std::nullopt;
    take_for_first(layout);
    set_headings(block, layout);
    note_unknown(block, first, last, chosen.used, layout);
    judge(block, first, last, layout);
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < layout.list->columns.size(); ++i) {
      if (layout.list->columns[i].needed && layout.find(layout.list->columns[i].field) == nullptr)
        missing.push_back(layout.list->columns[i].field);
    }
    const bool lost_among_others = static_cast<double>(layout.columns.size()) < least_share * static_cast<double>(last - first);
    if (!missing.empty() || layout.confidence < accepted || lost_among_others || scattered(block, layout) ||
        known_share(block, first, last, layout) < layout.list->coverage) {
      note_nearly(layout, missing);
      return std::nullopt;
    }
    out_.findings.insert(out_.findings.end(), chosen.findings.begin(), chosen.findings.end());
    end_with_list_object(grid_.table(), layout);
    if (!layout.list->names_things()) end_with_filled(grid_, layout);
    return layout;
  }

  /// Where 対策前 stands beside 対策後 and nothing else, it is the first evaluation under another name.
  static void take_for_first(Layout& layout) {
    const auto& columns = layout.list->columns;
    const auto same = [&](const FoundColumn& found, const FormColumn& other) {
      const FormColumn& column = columns[found.column];
      return column.evaluation.empty() && column.quantity == other.quantity;
    };
    const auto stands_beside = [&](const FoundColumn& inherent) {
      return std::any_of(layout.columns.begin(), layout.columns.end(),
                         [&](const FoundColumn& other) { return same(other, columns[inherent.column]); });
    };
    std::vector<FoundColumn*> inherent;
    for (FoundColumn& found : layout.columns) {
      if (columns[found.column].evaluation == "inherent") inherent.push_back(&found);
    }
    if (std::any_of(inherent.begin(), inherent.end(), [&](const FoundColumn* found) { return stands_beside(*found); })) return;
    for (FoundColumn* found : inherent) {
      const std::string& quantity = columns[found->column].quantity;
      const auto first = std::find_if(columns.begin(), columns.end(), [&](const FormColumn& column) {
        return column.evaluation.empty() && column.quantity == quantity;
      });
      if (first != columns.end()) found->column = static_cast<std::size_t>(first - columns.begin());
    }
  }

  static void set_headings(const HeadingBlock& block, Layout& layout) {
    layout.headings = {{block.first_row, layout.columns.front().first}, {block.last_row, layout.columns.front().last}};
    for (const FoundColumn& column : layout.columns)
      layout.headings.last.column = std::max(layout.headings.last.column, column.last);
  }

  static void note_unknown(const HeadingBlock& block, std::size_t first, std::size_t last, const std::vector<bool>& used,
                           Layout& layout) {
    std::uint32_t end = layout.headings.last.column;
    for (std::size_t h = first; h < last; ++h) {
      const Area& area = block.headings[h].area;
      // Headings beside the table count as far as they follow without a free column.
      if (used[h] || area.first.column < layout.headings.first.column || area.first.column > end + 1) continue;
      end = std::max(end, area.last.column);
      layout.unknown.push_back(area);
    }
  }

  /// Confidence grows with every heading found, each by what it says about the form; a fitting name of the sheet adds to it.
  void judge(const HeadingBlock& block, std::size_t first, std::size_t last, Layout& layout) const {
    double doubt = 1;
    std::string found;
    for (const FoundColumn& column : layout.columns) {
      doubt *= 1 - layout.list->columns[column.column].weight * column.quality;
      found += (found.empty() ? "" : ", ") + name(column.heading);
    }
    layout.reasons.push_back(
        {"reason.headings",
         {argument(static_cast<double>(layout.columns.size())), argument(static_cast<double>(last - first)), argument(found)}});
    if (const std::string title = fitting_title(*layout.form, block.first_row); !title.empty()) {
      doubt *= 0.6;
      layout.reasons.push_back({"reason.title", {argument(title)}});
    }
    layout.confidence = 1 - doubt;
  }

  /// The sheet's name, or a text above the headings, that names the form.
  std::string fitting_title(const Form& form, std::uint32_t heading_row) const {
    const auto names_form = [&](std::string_view text) {
      const std::string key = heading_key(text);
      return std::any_of(form.sheet_names.begin(), form.sheet_names.end(),
                         [&](const std::string& known) { return key.find(known) != std::string::npos; });
    };
    if (names_form(grid_.table().name)) return grid_.table().name;
    const Table& table = grid_.table();
    for (std::size_t at = table.position(heading_row > title_rows ? heading_row - title_rows : 0);
         at < table.row_count() && table.row(at).index < heading_row; ++at) {
      for (const Cell& cell : table.row(at).cells) {
        if (cell.value().is_text() && cell.value().text().size() < 120 && names_form(cell.value().text()))
          return std::string(cell.value().text());
      }
    }
    return {};
  }

  /// How many of the headings between its first and last column a layout knows.
  static double known_share(const HeadingBlock& block, std::size_t first, std::size_t last, const Layout& layout) {
    std::size_t within = 0;
    for (std::size_t h = first; h < last; ++h) {
      const Area& area = block.headings[h].area;
      const bool adjoining =
          area.first.column <= layout.headings.last.column + 1 && area.last.column + 1 >= layout.headings.first.column;
      if (adjoining) ++within;
    }
    return within == 0 ? 0 : static_cast<double>(layout.columns.size()) / static_cast<double>(within);
  }

  /// The headings of a list of criteria stand in one row; labels here and there are none.
  static bool scattered(const HeadingBlock& block, const Layout& layout) {
    if (layout.list->coverage == 0) return false;
    std::set<std::uint32_t> rows;
    for (const Heading& heading : block.headings) {
      for (const FoundColumn& column : layout.columns) {
        if (column.heading == heading.area.first) rows.insert(heading.area.last.row);
      }
    }
    return rows.size() > 1;
  }

  /// Keeps the best of what was not enough, to tell the user what is missing.
  void note_nearly(const Layout& layout, const std::vector<std::string>& missing) {
    const bool rated = std::any_of(layout.columns.begin(), layout.columns.end(),
                                   [&](const FoundColumn& c) { return layout.list->columns[c.column].entry == Entry::rating; });
    if (layout.confidence < doubtful || layout.confidence <= nearly_confidence_ || !rated || layout.list->coverage > 0) return;
    nearly_confidence_ = layout.confidence;
    Finding finding{
        code::sheet_unclear,
        {term("form." + layout.form->id), argument(std::to_string(static_cast<int>(layout.confidence * 100)) + "%")},
        static_cast<std::int32_t>(sheet_),
        layout.headings};
    if (!missing.empty()) {
      finding.code = code::needed_column_missing;
      finding.arguments = {term(missing.front()), term("form." + layout.form->id), argument(grid_.table().name),
                           argument(missing.front())};
    }
    nearly_ = std::move(finding);
  }

  std::size_t sheet_;
  Grid grid_;
  const Forms& forms_;
  const HeadingIndex& index_;
  std::span<const Mapping> mappings_;
  const Fits& fits_;
  HeadingFinder finder_;
  Recognition out_;
  std::optional<Finding> nearly_;
  double nearly_confidence_ = 0;
};

}  // namespace

Recognition recognise(std::size_t sheet, const Table& table, const Forms& forms, const HeadingIndex& index,
                      std::span<const Mapping> mappings, const Fits& fits) {
  return Recogniser(sheet, table, forms, index, mappings, fits).run();
}

}  // namespace daicho
