#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.hpp"

namespace daicho {

/// How an entry of one catalogue stands to one of another.
enum class Relation : std::uint8_t {
  equal,
  part_of,   ///< the first asks for a part of what the second asks for
  contains,  ///< the first asks for all that the second asks for, and more
  overlaps,
  cites,     ///< the source of the first refers to the second
  relies_on  ///< a control needs a document or register
};

/// Who says so.
enum class Authority : std::uint8_t {
  source,  ///< the document that the first catalogue comes from
  common,  ///< generally known
  daicho   ///< our judgement
};

/// One entry answered by another.
struct Answer {
  std::string from;  ///< id
  std::string to;    ///< id; empty: looked at, and nothing answers it
  Relation relation = Relation::overlaps;
  std::vector<Wording> notes;
  std::vector<std::string> through;  ///< ids of the catalogues between, when composed: "iso27001-2013 5.1.1"
};

/// What answers what between two catalogues (対応表).
struct Crosswalk {
  std::string from;  ///< id of a catalogue
  std::string to;
  Authority by = Authority::daicho;
  Wording source;
  std::vector<Answer> answers;  ///< in the order of the first catalogue
  /// The answers for an id, the explicit "nothing" among them.
  std::vector<const Answer*> of(std::string_view from_id) const;
  /// The ids that have answers, in order.
  std::vector<std::string> asked() const;
  /// The same read from the other side: part-of becomes contains.
  Crosswalk turned() const;
};

/// What a crosswalk leaves open. A unit is answered when it has an answer itself, when something below it has one, or when it
/// belongs to a unit that has one (the points of a measure).
struct Coverage {
  std::vector<std::size_t> unanswered;  ///< units of the first catalogue without an answer
  std::vector<std::size_t> unasked;     ///< units of the second that answer nothing
};
Coverage coverage(const Crosswalk& crosswalk, const Catalogue& from, const Catalogue& to);

/// `first` followed by `second`. A relation is kept only where both steps allow it (equal then part-of is part-of), else it is
/// an overlap; the weaker authority counts. What has no answer in the end is explicit: an answer without
/// `to`, with the notes that say why.
Crosswalk composed(const Crosswalk& first, const Crosswalk& second);

}  // namespace daicho
