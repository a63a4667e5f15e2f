#include "sheets/recognise.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "sheets/cards.hpp"
#include "sheets/extent.hpp"
#include "sheets/headings.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr double accepted = 0.75;      // confidence from which a sheet is taken for a form
constexpr double doubtful = 0.55;      // confidence from which it is at least reported
constexpr double same_quality = 0.04;  // two headings this close are equally good
constexpr double outright = 0.85;      // from here a heading names its column, whatever the cells below say
constexpr double least_share = 0.1;    // of all headings that a form must know
constexpr double told = 2.0;           // by the user
constexpr std::uint32_t sampled_rows = 300;
constexpr std::uint32_t title_rows = 6;

struct Candidate {
  std::size_t heading;  // position in HeadingBlock::headings
  double quality;
  std::optional<std::size_t> mapping = std::nullopt;
};

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
        std::any_of(out_.layouts.begin(), out_.layouts.end(), [](const Layout& layout) { return names_things(*layout.list); });
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

  static bool names_things(const FormList& list) {
    return std::any_of(list.columns.begin(), list.columns.end(), [](const FormColumn& c) { return c.names_row; });
  }

  static double weight(const Layout& layout) { return layout.confidence + 0.1 * static_cast<double>(layout.columns.size()); }

  /// The headings that stand beside each other without a free column.
  static std::vector<std::pair<std::size_t, std::size_t>> runs(const HeadingBlock& block) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < block.headings.size(); ++i) {
      const bool apart = i > 0 && block.headings[i].area.first.column > block.headings[i - 1].area.last.column + 1;
      if (i == 0 || apart) out.emplace_back(i, i);
      out.back().second = i + 1;
    }
    return out;
  }

  /// Where two headings are equally good, the one in a run with the name of the things is theirs: the other is another table's.
  static void prefer_run_of_names(const HeadingBlock& block, const FormList& list,
                                  std::vector<std::vector<Candidate>>& candidates) {
    const auto name = std::find_if(list.columns.begin(), list.columns.end(), [](const FormColumn& c) { return c.names_row; });
    if (name == list.columns.end()) return;
    const auto& names = candidates[static_cast<std::size_t>(name - list.columns.begin())];
    if (names.size() != 1) return;
    for (const auto& [first, last] : runs(block)) {
      if (names.front().heading < first || names.front().heading >= last) continue;
      for (auto& options : candidates) {
        const auto inside = [&, begin = first, end = last](const Candidate& c) {
          return c.heading >= begin && c.heading < end;
        };
        const bool told_by_user = !options.empty() && options.front().mapping.has_value();
        if (!told_by_user && std::any_of(options.begin(), options.end(), inside))
          std::erase_if(options, [&](const Candidate& c) { return !inside(c); });
      }
    }
  }

  /// Parts a block where the columns of a list begin again: tables side by side.
  std::vector<std::pair<std::size_t, std::size_t>> segments(const HeadingBlock& block, std::size_t form,
                                                            std::size_t list) const {
    if (!names_things(forms_.forms[form].lists[list])) return runs(block);
    std::vector<std::pair<std::size_t, std::size_t>> out;
    std::set<std::size_t> seen;
    std::size_t begin = 0;
    bool named = false;
    for (std::size_t i = 0; i < block.headings.size(); ++i) {
      const auto column = best_column(block.headings[i], form, list);
      if (!column) continue;
      const auto& columns = forms_.forms[form].lists[list].columns;
      const bool key = columns[*column].names_row || columns[*column].entry == Entry::identifier;
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
      if (meaning.form == form && meaning.list == list && meaning.quality > quality && !heading.later) {
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
    auto candidates = gather(block, form, list, first, last);
    apply_mappings(block, *layout.list, candidates);
    prefer_run_of_names(block, *layout.list, candidates);
    reject_unfitting(block, layout, candidates);
    std::vector<bool> used(block.headings.size(), false);
    const Findings contested = assign(block, layout, candidates, used);
    if (layout.columns.empty()) return std::nullopt;
    set_headings(block, layout);
    note_unknown(block, first, last, used, layout);
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
    out_.findings.insert(out_.findings.end(), contested.begin(), contested.end());
    end_with_list_object(grid_.table(), layout);
    if (!names_things(*layout.list)) end_with_filled(grid_, layout);
    return layout;
  }

  /// For each column of the list, the headings that may mean it.
  std::vector<std::vector<Candidate>> gather(const HeadingBlock& block, std::size_t form, std::size_t list, std::size_t first,
                                             std::size_t last) const {
    std::vector<std::vector<Candidate>> out(forms_.forms[form].lists[list].columns.size());
    for (std::size_t h = first; h < last; ++h) {
      const Heading& heading = block.headings[h];
      if (heading.later) continue;
      for (const Meaning& meaning : *heading.meanings) {
        const bool here = meaning.form == form && meaning.list == list;
        if (here && (meaning.within.empty() || heading.group.find(meaning.within) != std::string::npos))
          out[meaning.column].push_back({h, meaning.quality});
      }
    }
    return out;
  }

  /// What the user says overrules every guess.
  void apply_mappings(const HeadingBlock& block, const FormList& list, std::vector<std::vector<Candidate>>& candidates) const {
    for (std::size_t m = 0; m < mappings_.size(); ++m) {
      const Mapping& mapping = mappings_[m];
      const std::size_t column = list.find(mapping.field);
      if (column == list.columns.size() || fold(mapping.sheet) != fold(grid_.table().name)) continue;
      const auto cell = place(mapping.heading);
      std::vector<Candidate> meant;
      for (std::size_t h = 0; h < block.headings.size(); ++h) {
        const bool named = heading_key(block.headings[h].text) == heading_key(mapping.heading);
        if (!named && !(cell && block.headings[h].area.contains(*cell))) continue;
        for (auto& others : candidates) std::erase_if(others, [&](const Candidate& c) { return c.heading == h; });
        meant.push_back({h, told, m});
      }
      if (!meant.empty()) candidates[column] = std::move(meant);
    }
  }

  /// Drops headings over columns that hold something else: 脅威 over descriptions is not the rating. A heading that can mean
  /// nothing else keeps its column: what stands below it is then wrong, and is told cell by cell.
  void reject_unfitting(const HeadingBlock& block, const Layout& layout, std::vector<std::vector<Candidate>>& candidates) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const FormColumn& column = layout.list->columns[i];
      if (column.entry != Entry::rating && column.entry != Entry::result && column.entry != Entry::range) continue;
      const bool may_be_else = column.described || !names_things(*layout.list) || candidates[i].size() > 1;
      std::erase_if(candidates[i], [&](const Candidate& c) {
        const Area& area = block.headings[c.heading].area;
        const bool fits = content_fits(column, area, layout.body_first) ||
                          (!names_things(*layout.list) && begins_fitting(column, area, layout.body_first));
        return (may_be_else ? c.quality < told : c.quality < outright) && !fits;
      });
    }
  }

  /// A list of criteria ends where something else begins: what stands first below the heading counts.
  bool begins_fitting(const FormColumn& column, const Area& heading, std::uint32_t from) const {
    std::uint32_t row = from;
    for (; row < from + sampled_rows; ++row) {
      const Value value = grid_.value({row, heading.first.column});
      if (is_blank(value) || !fits_(column, value)) break;
    }
    return row >= from + 2;
  }

  bool content_fits(const FormColumn& column, const Area& heading, std::uint32_t from) const {
    std::size_t fitting = 0;
    std::size_t other = 0;
    const Table& table = grid_.table();
    for (std::size_t at = table.position(from); at < table.row_count() && table.row(at).index < from + sampled_rows; ++at) {
      if (finder_.is_heading_row(table.row(at).index)) break;
      for (const Cell& cell : table.row(at).cells) {
        if (cell.column() < heading.first.column || cell.column() > heading.last.column || is_blank(cell.value()) ||
            cell.value().is_error())
          continue;
        if (fits_(column, cell.value())) ++fitting;
        else ++other;
      }
    }
    return other < 2 || fitting >= other;
  }

  /// Gives each column of the list its heading: the only one, or the best. Equally good ones are contested and left to the
  /// user.
  Findings assign(const HeadingBlock& block, Layout& layout, const std::vector<std::vector<Candidate>>& candidates,
                  std::vector<bool>& used) const {
    Findings contested;
    std::vector<bool> done(candidates.size(), false);
    for (std::size_t round = 0; round < candidates.size(); ++round) {
      const auto choice = next_choice(candidates, used, done);
      if (!choice) break;
      const auto& [column, options] = *choice;
      done[column] = true;
      const bool text = layout.list->columns[column].entry == Entry::text;
      if (options.size() > 1 && options[0].quality - options[1].quality < same_quality && !text) {
        contested.push_back(contested_finding(block, layout, column, options));
        layout.contested.push_back(layout.list->columns[column].field);
        for (const Candidate& option : options) used[option.heading] = true;
        continue;
      }
      const Heading& heading = block.headings[options[0].heading];
      used[options[0].heading] = true;
      layout.columns.push_back({column, heading.area.first.column, heading.area.last.column, heading.area.first, heading.text,
                                std::min(options[0].quality, 1.0), options[0].mapping});
    }
    std::sort(layout.columns.begin(), layout.columns.end(),
              [](const FoundColumn& a, const FoundColumn& b) { return a.first < b.first; });
    return contested;
  }

  using Choice = std::pair<std::size_t, std::vector<Candidate>>;

  /// The column that is surest next: one with a single heading left before one that must choose, then by quality.
  static std::optional<Choice> next_choice(const std::vector<std::vector<Candidate>>& candidates, const std::vector<bool>& used,
                                           const std::vector<bool>& done) {
    std::optional<Choice> out;
    double best = 0;
    for (std::size_t column = 0; column < candidates.size(); ++column) {
      if (done[column]) continue;
      std::vector<Candidate> left;
      for (const Candidate& c : candidates[column]) {
        if (!used[c.heading]) left.push_back(c);
      }
      if (left.empty()) continue;
      std::stable_sort(left.begin(), left.end(), [](const Candidate& a, const Candidate& b) { return a.quality > b.quality; });
      const double sure = left.front().quality + (left.size() == 1 ? 1 : 0);
      if (sure > best) {
        best = sure;
        out = Choice{column, left};
      }
    }
    return out;
  }

  Finding contested_finding(const HeadingBlock& block, const Layout& layout, std::size_t column,
                            const std::vector<Candidate>& options) const {
    std::string places;
    for (const Candidate& option : options)
      places += (places.empty() ? "" : ", ") + name(block.headings[option.heading].area.first);
    const Heading& heading = block.headings[options[0].heading];
    return {code::column_ambiguous,
            {term(layout.list->columns[column].field), argument(places), argument(grid_.table().name),
             argument(layout.list->columns[column].field), argument(heading.text)},
            static_cast<std::int32_t>(sheet_),
            heading.area};
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
