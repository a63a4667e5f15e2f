#pragma once
#include <vector>

#include "sheets/asset_index.hpp"
#include "sheets/body.hpp"
#include "sheets/grid.hpp"
#include "sheets/layout.hpp"
#include "sheets/register.hpp"

namespace daicho {

/// Scores the rows of a list of assets or risks, in all evaluations it has columns for.
class RowScorer {
 public:
  RowScorer(const Grid& grid, const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended,
            const AssetIndex& assets);

  /// Reads and calculates one row; what the functions below say is about it until the next one.
  void read(const Record& record);

  const std::vector<Wiring>& wirings() const { return wirings_; }  ///< the first evaluation at the front
  const std::vector<Scored>& scored() const { return scored_; }    ///< by wiring
  const AssetIndex::Named& named() const { return named_; }        ///< the assets that a risk names
  /// The cell that names them, or null.
  const Slot* naming(const Record& record) const;

 private:
  AssetIndex::Named named_assets(const Record& record) const;

  const Grid& grid_;
  const Layout& layout_;
  const Method& method_;
  const AssetIndex& assets_;
  RatingReader reader_;
  const std::vector<Wiring> wirings_;
  std::vector<Scored> scored_;
  AssetIndex::Named named_;
};

}  // namespace daicho
