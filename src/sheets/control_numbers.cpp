#include "sheets/control_numbers.hpp"

#include <algorithm>
#include <cctype>

#include "model/calendar.hpp"
#include "text/fold.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

/// An id that a cell may mean, and whether the cell shows it so.
struct Possible {
  std::string id;
  bool as_shown = false;
};

std::vector<Possible> possible(const NamedControl& row) {
  std::vector<Possible> out;
  if (!row.shown.empty()) out.push_back({row.shown, true});
  const auto add = [&](std::string id) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Possible& p) { return p.id == id; });
    if (!known) out.push_back({std::move(id), false});
  };
  if (row.number.is_number()) {
    const std::string digits = plain(row.number.number());
    add(digits);
    // 5.10 typed into a cell of numbers is 5.1.
    if (digits.find('.') != std::string::npos && digits.size() - digits.find('.') == 2) add(digits + "0");
  } else if (row.number.kind() == Kind::date) {
    const Civil day = civil(row.number.number());
    add(std::to_string(day.month) + "." + std::to_string(day.day));
    add(std::to_string(day.year % 100) + "." + std::to_string(day.month) + "." + std::to_string(day.day));
  }
  return out;
}

class Finder {
 public:
  Finder(std::span<const NamedControl> rows, const Catalogue& catalogue) : rows_(rows), catalogue_(catalogue) {}

  std::vector<FoundControl> run() {
    std::vector<FoundControl> out;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      out.push_back(find(i));
      if (out.back().entry != none) last_ = out.back().entry;
    }
    return out;
  }

 private:
  struct Match {
    std::size_t entry;
    bool as_shown;
  };

  FoundControl find(std::size_t at) const {
    std::vector<Match> matches;
    for (const Possible& id : possible(rows_[at])) {
      const std::size_t entry = catalogue_.find(id.id);
      if (entry != none) matches.push_back({entry, id.as_shown});
    }
    const std::size_t by_title = catalogue_.find_title(rows_[at].title);
    for (const Match& match : matches) {
      if (match.entry == by_title) return {match.entry, true, true, !match.as_shown};
    }
    if (matches.empty()) return {by_title, false, by_title != none, false};
    const Match& best = matches.size() == 1 ? matches.front() : by_neighbours(matches, at);
    return {best.entry, true, false, !best.as_shown};
  }

  /// The one that continues the row above; else the one before the row below; else what is shown.
  const Match& by_neighbours(const std::vector<Match>& matches, std::size_t at) const {
    for (const Match& match : matches) {
      if (last_ != none && match.entry == next(last_)) return match;
    }
    if (at + 1 < rows_.size()) {
      const std::size_t below = catalogue_.find(rows_[at + 1].shown);
      for (const Match& match : matches) {
        if (below != none && next(match.entry) == below) return match;
      }
    }
    for (const Match& match : matches) {
      if (last_ != none && match.entry > last_) return match;
    }
    return matches.front();
  }

  /// The unit behind an entry.
  std::size_t next(std::size_t entry) const {
    for (std::size_t i = entry + 1; i < catalogue_.entries.size(); ++i) {
      if (catalogue_.is_unit(i)) return i;
    }
    return none;
  }

  std::span<const NamedControl> rows_;
  const Catalogue& catalogue_;
  std::size_t last_ = none;
};

/// Rows whose number is one of the catalogue's, and half as much for each title it knows.
double known(std::span<const NamedControl> rows, const Catalogue& catalogue) {
  double out = 0;
  for (const FoundControl& found : find_controls(rows, catalogue)) {
    if (found.entry != none && found.by_number) out += 1;
    if (found.entry != none && found.by_title) out += 0.5;
  }
  return out;
}

}  // namespace

std::vector<FoundControl> find_controls(std::span<const NamedControl> rows, const Catalogue& catalogue) {
  return Finder(rows, catalogue).run();
}

std::size_t control_in(std::string_view text, const Catalogue& catalogue) {
  const std::string words = nfkc(trim(text));
  if (const std::size_t entry = catalogue.find(words); entry != none) return entry;
  if (const std::size_t entry = catalogue.find_title(words); entry != none) return entry;
  const auto in_number = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '(' || c == ')' || c == '-';
  };
  const auto end = std::find_if_not(words.begin(), words.end(), in_number);
  for (std::string number(words.begin(), end); !number.empty(); number.pop_back()) {
    const std::size_t entry =
        number.find('.') == std::string::npos && number.find('(') == std::string::npos ? none : catalogue.find(number);
    if (entry != none) return entry;
    if (number.back() != '.' && number.back() != ')' && number.back() != '-') break;  // 5.123 is not 5.12
  }
  return none;
}

const Catalogue* catalogue_of(std::span<const NamedControl> rows, const Catalogues& catalogues, const Catalogue** rival) {
  const Catalogue* best = nullptr;
  double most = 0;
  *rival = nullptr;
  for (const std::string& id : catalogues.ids()) {
    const Catalogue* catalogue = catalogues.find(id);
    const double score = catalogue == nullptr ? 0 : known(rows, *catalogue);
    if (score > most) {
      best = catalogue;
      most = score;
      *rival = nullptr;
    } else if (score == most && score > 0) {
      *rival = catalogue;
    }
  }
  if (most * 2 < static_cast<double>(rows.size())) *rival = nullptr;
  return most * 2 < static_cast<double>(rows.size()) || *rival != nullptr ? nullptr : best;
}

}  // namespace daicho
