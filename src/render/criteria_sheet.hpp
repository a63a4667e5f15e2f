#pragma once
#include <map>
#include <string>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/messages.hpp"
#include "catalog/method.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// Where a criteria sheet holds what formulas of other sheets look up.
struct CriteriaPlaces {
  std::string sheet;
  struct Table {
    Area values;
    Area rows;
    Area columns;
  };
  struct BandPlace {
    Place from;      ///< the lowest level of the band
    Place priority;  ///< a number, or a dash where the risk is acceptable
  };
  std::map<std::string, Area> scales;   ///< by field: the values of its scale; of a result, those it can take
  std::map<std::string, Table> tables;  ///< by field
  std::vector<BandPlace> bands;         ///< the highest first
};

/// The values a quantity can take, the highest first; empty when that is not plain to see.
std::vector<double> values_of(const Method& method, std::size_t quantity);

/// Adds a sheet that carries a method: scales, tables, bands. It is recognised when the workbook is read again.
CriteriaPlaces render_criteria(RenderedBook& book, const Form& form, const Method& method, const Messages& messages,
                               Language language);

}  // namespace daicho
