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
  std::string yes;  ///< what is entered as a mark: 有
  struct Scale {
    Area values;  ///< downwards; of a scale without steps its upper and lower end
    Area words;
  };
  struct Table {
    Area values;
    Area rows;
    Area columns;
  };
  struct BandPlace {
    Place from;      ///< the lowest value of the band
    Place priority;  ///< a number, or a dash where the risk is acceptable; the label where the list has no priorities
    Place label;
  };
  std::map<std::string, Scale> scales;        ///< by field
  std::map<std::string, Area> choices;        ///< by field: the values that a result can take, for where people state it
  std::map<std::string, Table> tables;        ///< by field; words stand in it for what the method writes in words
  std::vector<std::vector<BandPlace>> bands;  ///< by position in Method::band_lists, the highest first
};

/// The values a quantity can take, the highest first; empty when that is not plain to see.
std::vector<double> values_of(const Method& method, std::size_t quantity);

/// Adds a sheet that carries a method: scales, tables, bands. It is recognised when the workbook is read again.
CriteriaPlaces render_criteria(RenderedBook& book, const Form& form, const Method& method, const Messages& messages,
                               Language language);

}  // namespace daicho
