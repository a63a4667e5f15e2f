#include "sheets/column_choice.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr double same_quality = 0.04;  // two headings this close are equally good
constexpr double outright = 0.85;      // from here a heading names its column, whatever the cells below say
constexpr double told = 2.0;           // by the user
constexpr std::uint32_t sampled_rows = 300;

struct Candidate {
  std::size_t heading;  // position in HeadingBlock::headings
  double quality;
  std::optional<std::size_t> mapping = std::nullopt;
};
using Candidates = std::vector<Candidate>;

class ColumnChoice {
 public:
  ColumnChoice(const SheetView& view, const HeadingBlock& block, const KnownList& list, std::size_t first, std::size_t last)
      : view_(view),
        block_(block),
        known_(list),
        list_(list.columns),
        first_(first),
        last_(last),
        candidates_(list_.columns.size()) {
    out_.used.assign(block.headings.size(), false);
  }

  ChosenColumns run() {
    gather();
    apply_mappings();
    prefer_run_of_names();
    reject_unfitting();
    assign();
    return std::move(out_);
  }

 private:
  const Heading& heading(const Candidate& candidate) const { return block_.headings[candidate.heading]; }

  /// For each column of the list, the headings that may mean it.
  void gather() {
    for (std::size_t h = first_; h < last_; ++h) {
      const Heading& heading = block_.headings[h];
      for (const Meaning& meaning : *heading.meanings) {
        const bool here = meaning.form == known_.form && meaning.list == known_.list;
        if (here && under_its_group(heading, meaning)) candidates_[meaning.column].push_back({h, meaning.quality});
      }
    }
  }

  /// What the user says overrules every guess.
  void apply_mappings() {
    for (std::size_t m = 0; m < view_.mappings.size(); ++m) {
      const Mapping& mapping = view_.mappings[m];
      const std::size_t column = list_.find(mapping.field);
      if (column == list_.columns.size() || fold(mapping.sheet) != fold(view_.grid.table().name)) continue;
      const auto cell = place(mapping.heading);
      Candidates meant;
      for (std::size_t h = 0; h < block_.headings.size(); ++h) {
        const bool named = heading_key(block_.headings[h].text) == heading_key(mapping.heading);
        if (!named && !(cell && block_.headings[h].area.contains(*cell))) continue;
        for (auto& others : candidates_) std::erase_if(others, [&](const Candidate& c) { return c.heading == h; });
        meant.push_back({h, told, m});
      }
      if (!meant.empty()) candidates_[column] = std::move(meant);
    }
  }

  /// Where several headings may be meant, those in a run with the name of the things are theirs: the others are another
  /// table's.
  void prefer_run_of_names() {
    if (!list_.names_things()) return;
    const Candidates& names = candidates_[list_.name_column()];
    if (names.size() != 1) return;
    const std::size_t named = names.front().heading;
    for (const auto& run : adjoining(block_.headings)) {
      const auto inside = [&](std::size_t h) { return h >= run.first && h < run.second; };
      if (inside(named)) keep_inside(inside);
    }
  }

  template <typename Inside>
  void keep_inside(Inside inside) {
    for (Candidates& options : candidates_) {
      const bool by_user = !options.empty() && options.front().mapping.has_value();
      const bool some = std::any_of(options.begin(), options.end(), [&](const Candidate& c) { return inside(c.heading); });
      if (!by_user && some) std::erase_if(options, [&](const Candidate& c) { return !inside(c.heading); });
    }
  }

  /// Drops headings over columns that hold something else: 脅威 over descriptions is not the rating. A heading that can mean
  /// nothing else keeps its column: what stands below it is then wrong, and is told cell by cell.
  void reject_unfitting() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const FormColumn& column = list_.columns[i];
      if (column.entry != Entry::rating && column.entry != Entry::result && column.entry != Entry::range) continue;
      const bool may_be_else = column.described || !list_.names_things() || candidates_[i].size() > 1;
      std::erase_if(candidates_[i], [&](const Candidate& c) {
        const bool doubtful = c.quality < (may_be_else ? told : outright);
        const bool fits =
            content_fits(column, heading(c).area) || (!list_.names_things() && begins_fitting(column, heading(c).area));
        return doubtful && !fits;
      });
    }
  }

  /// A list of criteria ends where something else begins: what stands first below the heading counts.
  bool begins_fitting(const FormColumn& column, const Area& heading) const {
    const std::uint32_t from = block_.last_row + 1;
    std::uint32_t row = from;
    for (; row < from + sampled_rows; ++row) {
      const Value value = view_.grid.value({row, heading.first.column});
      if (is_blank(value) || !view_.fits(column, value)) break;
    }
    return row >= from + 2;
  }

  bool content_fits(const FormColumn& column, const Area& heading) const {
    const std::uint32_t from = block_.last_row + 1;
    std::size_t fitting = 0;
    std::size_t other = 0;
    const Table& table = view_.grid.table();
    for (std::size_t at = table.position(from); at < table.row_count() && table.row(at).index < from + sampled_rows; ++at) {
      if (view_.finder.is_heading_row(table.row(at).index)) break;
      for (const Cell& cell : table.row(at).cells) {
        const Value value = cell.value();
        const bool below = cell.column() >= heading.first.column && cell.column() <= heading.last.column;
        if (!below || is_blank(value) || value.is_error()) continue;
        ++(view_.fits(column, value) ? fitting : other);
      }
    }
    return other < 2 || fitting >= other;
  }

  /// Gives each column its heading: the only one, or the best. Equally good ones are contested and left to the user.
  void assign() {
    std::vector<bool> done(candidates_.size(), false);
    while (const auto choice = next_choice(done)) {
      const auto& [column, options] = *choice;
      done[column] = true;
      const bool text = list_.columns[column].entry == Entry::text;
      if (options.size() > 1 && options[0].quality - options[1].quality < same_quality && !text) contest(column, options);
      else take(column, options.front());
    }
    std::sort(out_.columns.begin(), out_.columns.end(),
              [](const FoundColumn& a, const FoundColumn& b) { return a.first < b.first; });
  }

  using Choice = std::pair<std::size_t, Candidates>;

  /// The column that is surest next: one with a single heading left before one that must choose, then by quality.
  std::optional<Choice> next_choice(const std::vector<bool>& done) const {
    std::optional<Choice> out;
    double best = 0;
    for (std::size_t column = 0; column < candidates_.size(); ++column) {
      if (done[column]) continue;
      Candidates left;
      for (const Candidate& c : candidates_[column]) {
        if (!out_.used[c.heading]) left.push_back(c);
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

  void take(std::size_t column, const Candidate& candidate) {
    const Heading& chosen = heading(candidate);
    out_.used[candidate.heading] = true;
    out_.columns.push_back({column, chosen.area.first.column, chosen.area.last.column, chosen.area.first, chosen.text,
                            std::min(candidate.quality, 1.0), candidate.mapping});
  }

  void contest(std::size_t column, const Candidates& options) {
    const std::string& field = list_.columns[column].field;
    std::string places;
    for (const Candidate& option : options) {
      places += (places.empty() ? "" : ", ") + name(heading(option).area.first);
      out_.used[option.heading] = true;
    }
    const Heading& first = heading(options.front());
    out_.contested.push_back(field);
    out_.findings.push_back(
        {code::column_ambiguous,
         {term(field), argument(places), argument(view_.grid.table().name), argument(field), argument(first.text)},
         static_cast<std::int32_t>(view_.sheet),
         first.area});
  }

  const SheetView& view_;
  const HeadingBlock& block_;
  const KnownList& known_;
  const FormList& list_;
  std::size_t first_;
  std::size_t last_;
  std::vector<Candidates> candidates_;  // by column of the list
  ChosenColumns out_;
};

}  // namespace

ChosenColumns choose_columns(const SheetView& view, const HeadingBlock& block, const KnownList& list, std::size_t first,
                             std::size_t last) {
  return ColumnChoice(view, block, list, first, last).run();
}

}  // namespace daicho
