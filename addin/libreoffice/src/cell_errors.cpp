#include "cell_errors.hpp"

namespace daicho::office {

std::string_view error_name(int number) {
  switch (number) {
    case 502:  // wrong argument
    case 504:  // wrong parameter
    case 508:  // a bracket is missing
    case 509:  // an operator is missing
    case 510:  // a variable is missing
    case 511:  // a parameter is missing
    case 519:
    case 522: return "#VALUE!";
    case 503: return "#NUM!";
    case 521: return "#NULL!";
    case 524: return "#REF!";
    case 525:
    case 530:  // no add-in
    case 531: return "#NAME?";
    case 532: return "#DIV/0!";
    default: return "#N/A";
  }
}

}  // namespace daicho::office
