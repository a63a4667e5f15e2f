#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/method.hpp"
#include "sheets/book.hpp"

namespace daicho {

/// Finds the assets that a risk names, by their numbers in the register (資産目録のNo) or by their names.
class AssetIndex {
 public:
  AssetIndex(std::span<const Assessed> assets, const Method& method);

  struct Named {
    std::vector<std::size_t> found;      ///< positions among the assets, each once
    std::vector<std::string> unknown;    ///< no register has them
    std::vector<std::string> ambiguous;  ///< several assets have this number
  };
  Named by_numbers(std::string_view text) const;
  /// By names; a text that names no asset at all is a description and gives nothing.
  Named by_names(std::string_view text) const;

  bool empty() const { return assets_.empty(); }
  const Assessed& operator[](std::size_t position) const { return assets_[position]; }
  /// The largest numbers of these assets, by quantity; nothing for a quantity that one of them lacks.
  Numbers largest(const std::vector<std::size_t>& positions) const;

 private:
  using Positions = std::map<std::string, std::vector<std::size_t>, std::less<>>;
  bool take(const Positions& from, const std::string& key, Named& into) const;
  bool one_asset(const std::vector<std::size_t>& positions) const;

  std::span<const Assessed> assets_;
  std::size_t quantities_;
  Positions by_number_;
  Positions by_name_;
};

}  // namespace daicho
