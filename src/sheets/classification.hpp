#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/handling.hpp"
#include "sheets/assessed.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Where classes come from ratings of confidentiality on one sheet; why they do not.
struct ClassLimits {
  std::size_t quantity = Quantity::none;  ///< confidentiality; none: the method or the sheet has no such rating
  bool fit = false;  ///< every class can be reached, and the highest rating is not above what its class asks for

  ClassLimits(const Layout& layout, const Method& method, const RefreshOptions& options);
  std::optional<std::size_t> class_of(const Handling& handling, const Numbers& numbers) const;
};

/// What a row's cell for the class holds.
struct SaidClass {
  const Slot* slot = nullptr;  ///< null: no such column, or the cell belongs to a row above
  std::string text;            ///< as shown
  std::optional<std::size_t> information_class;
  bool unknown() const;  ///< a word that is no class
  bool fillable() const { return slot != nullptr && !slot->formula && text.empty(); }
};
SaidClass said_class(const Grid& grid, const Layout& layout, const Record& record, const Handling& handling);

/// The class of one asset, and what its cells name against the rules of that.
Classified classified(const Grid& grid, const Layout& layout, const Record& record, const Numbers& numbers,
                      const ClassLimits& limits, const Handling& handling);

/// The information classes of the assets of one list (情報区分): empty cells are filled from confidentiality, words of people
/// are held against it but stay, and where it was asked for, places and users are held against the rules of the class.
class Classification {
 public:
  /// A list of assets that has a column for classes, or for which they were asked for.
  static bool wanted(const Layout& layout, const RefreshOptions& options);

  Classification(const Table& table, const Grid& grid, const Layout& layout, const RefreshOptions& options, Refreshed& out);

  /// One row that begins an asset, with the numbers of its first evaluation.
  void take(const Record& record, const Numbers& numbers);
  /// What only all rows show: whether the column holds these classes at all, and how people write them.
  void finish();

 private:
  struct Empty {
    Place place;
    std::size_t information_class;
  };
  struct Unknown {
    std::string text;
    Place first;
    std::size_t cells = 0;
  };

  void find(Code code, std::vector<Argument> arguments, Place place);
  void compare(const SaidClass& said, std::optional<std::size_t> by_rating, double rating);
  void report(const Classified& asset);
  void report_other();
  void fill();
  std::string word(std::size_t information_class) const;
  const std::string& in_language(const Wording& wording) const { return japanese_ ? wording.ja : wording.en; }
  std::string classes() const;

  const Grid& grid_;
  const Layout& layout_;
  const RefreshOptions& options_;
  const Handling& handling_;
  Refreshed& out_;
  const ClassLimits limits_;
  const FoundColumn* column_;
  bool japanese_ = true;                      ///< the language of the sheet
  bool rated_ = false;                        ///< some asset has a rating
  std::map<std::size_t, std::string> words_;  ///< as people write the classes
  std::map<std::string, Unknown> unknown_;    ///< by folded text
  std::vector<Empty> empty_;
};

}  // namespace daicho
