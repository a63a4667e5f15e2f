#include "sheets/control_numbers.hpp"

#include <algorithm>
#include <cctype>
#include <map>

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

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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

bool is_title_of(const CatalogueEntry& entry, std::string_view written) {
  const std::string key = fold(written);
  if (key == fold(entry.title.ja) || key == fold(entry.title.en)) return true;
  return std::any_of(entry.other_titles.begin(), entry.other_titles.end(),
                     [&](const OtherTitle& other) { return fold(other.text) == key; });
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

std::size_t heading_in(std::string_view text, const Catalogue& catalogue) {
  const auto heading = [&](std::size_t entry) {
    if (entry == none || catalogue.is_unit(entry)) return false;
    const std::size_t parent = catalogue.entries[entry].parent;
    return parent == none || !catalogue.is_unit(parent);
  };
  const auto named = [&](std::string_view words) {
    const std::size_t entry = catalogue.find(words);
    if (heading(entry)) return entry;
    const std::size_t titled = catalogue.find_title(words);
    return heading(titled) ? titled : none;
  };
  std::string words = nfkc(trim(text));
  for (const std::string_view mark : {"■", "□", "◆", "◇", "●", "○", "▼", "▽", "【", "[", "<", "〈", "《", "「"}) {
    if (words.starts_with(mark)) words = std::string(trim(std::string_view(words).substr(mark.size())));
  }
  for (const std::string_view mark : {"】", "]", ">", "〉", "》", "」"}) {
    if (words.ends_with(mark)) words = std::string(trim(std::string_view(words).substr(0, words.size() - mark.size())));
  }
  if (const std::size_t entry = named(words); entry != none) return entry;
  const std::size_t blank = words.find(' ');
  const std::size_t end = words.find_first_not_of("0123456789.()-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  for (const std::size_t at : {blank, end}) {
    if (at == std::string::npos || at == 0) continue;
    // Both must be of one heading: 「5 年間の保存」 is none.
    const std::size_t entry = catalogue.find(trim(std::string_view(words).substr(0, at)));
    if (heading(entry) && is_title_of(catalogue.entries[entry], trim(std::string_view(words).substr(at)))) return entry;
  }
  return none;
}

std::optional<std::string> written_like(const std::string& shown, const CatalogueEntry& other, const CatalogueEntry& entry) {
  // The characters as they are written and, in step, as they are compared.
  std::vector<std::string> written;
  std::string compared;
  for (std::size_t at = 0; at < shown.size();) {
    std::size_t next = at + 1;
    while (next < shown.size() && (static_cast<unsigned char>(shown[next]) & 0xC0U) == 0x80) ++next;
    const std::string one = shown.substr(at, next - at);
    const std::string plain = nfkc(one);
    written.push_back(one);
    compared += plain.size() == 1 ? lower(plain[0]) : '\0';
    at = next;
  }
  std::size_t kind = 0;
  std::size_t found = std::string::npos;
  std::string longest;
  for (std::size_t i = 0; i <= other.other_ids.size(); ++i) {
    std::string id = i == 0 ? other.id : other.other_ids[i - 1];
    std::transform(id.begin(), id.end(), id.begin(), lower);
    const std::size_t at = compared.find(id);
    if (at == std::string::npos || id.size() <= longest.size()) continue;
    kind = i;
    found = at;
    longest = id;
  }
  if (found == std::string::npos || kind > entry.other_ids.size()) return std::nullopt;
  bool wide_digits = false;
  std::map<char, std::string> marks;
  for (std::size_t i = found; i < found + longest.size(); ++i) {
    if (compared[i] >= '0' && compared[i] <= '9') wide_digits = wide_digits || written[i].size() > 1;
    else marks[compared[i]] = written[i];
  }
  std::string out;
  for (std::size_t i = 0; i < found; ++i) out += written[i];
  for (const char c : kind == 0 ? entry.id : entry.other_ids[kind - 1]) {
    const auto mark = marks.find(lower(c));
    if (c >= '0' && c <= '9' && wide_digits) out += std::string("\xEF\xBC") + static_cast<char>(0x90 + (c - '0'));
    else out += mark == marks.end() ? std::string(1, c) : mark->second;
  }
  for (std::size_t i = found + longest.size(); i < written.size(); ++i) out += written[i];
  return out;
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
