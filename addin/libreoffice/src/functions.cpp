#include <algorithm>
#include <utility>
#include <vector>

#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>
#include <org/daicho/XRiskFunctions.hpp>

#include "component.hpp"
#include "engine.hpp"
#include "risk/score.hpp"
#include "sheets/ratings.hpp"

namespace daicho::office {
namespace {

/// A quantity's name and what the formula gives for it.
using Given = std::vector<std::pair<std::string_view, Any>>;

[[noreturn]] void refuse(const char* why) {
  throw css::lang::IllegalArgumentException(ascii(why), nullptr, 0);  // shown as an error in the cell
}

/// Formulas mean the same on every desk: the method is named in them or is the default, whatever the settings say.
const Method& method_of(const Any& name) {
  const auto& methods = library().methods;
  rtl::OUString id;
  if (!(name >>= id) || id.isEmpty()) return methods.front();
  const auto known = std::find_if(methods.begin(), methods.end(), [&](const Method& one) { return one.id == utf8(id); });
  if (known == methods.end()) refuse("no such method");
  return *known;
}

/// A reference to one cell may come as the array of its values.
Any single(const Any& given) {
  Sequence<Sequence<Any>> rows;
  if (!(given >>= rows)) return given;
  if (rows.getLength() != 1 || rows[0].getLength() != 1) refuse("one cell is wanted, not an area");
  return rows[0][0];
}

std::optional<double> rating(const Method& method, std::size_t quantity, const Any& given) {
  double number = 0;
  rtl::OUString text;
  Value value;
  std::string kept;
  if (given >>= number) {
    value = Value::of(number);
  } else if (given >>= text) {
    kept = utf8(text);
    value = Value::of(kept);
  }
  const Rating read = RatingReader(method).read(quantity, value, false);
  if (read.reading == Reading::missing) return std::nullopt;
  // An empty cell comes as 0.
  if (read.reading != Reading::good && number == 0 && value.is_number()) return std::nullopt;
  if (read.reading != Reading::good) refuse("not a value of the scale");
  return read.value;
}

/// The result, or an empty text where something is not rated, or the rule gives nothing: nothing is never zero.
Any calculated(const Any& method_name, std::string_view result, const Given& given) {
  const Method& method = method_of(single(method_name));
  const std::size_t wanted = method.find(result);
  if (wanted == Quantity::none) refuse("the method has no such result");
  Numbers numbers(method.quantities.size());
  Stated stated(method.quantities.size(), false);
  for (const auto& [field, any] : given) {
    const std::size_t quantity = method.find(field);
    if (quantity == Quantity::none) refuse("the method has no such rating");
    numbers[quantity] = rating(method, quantity, single(any));
    stated[quantity] = method.quantities[quantity].rule != Rule::given;
  }
  calculate(method, numbers, stated);
  return numbers[wanted] ? Any(*numbers[wanted]) : Any(rtl::OUString());
}

class Functions : public cppu::WeakImplHelper2<org::daicho::XRiskFunctions, css::lang::XServiceInfo> {
 public:
  Any SAL_CALL importance(const Any& confidentiality, const Any& integrity, const Any& availability,
                          const Any& method) override {
    return calculated(method, "importance",
                      {{"confidentiality", confidentiality}, {"integrity", integrity}, {"availability", availability}});
  }
  Any SAL_CALL likelihood(const Any& threat, const Any& vulnerability, const Any& method) override {
    return calculated(method, "likelihood", {{"threat", threat}, {"vulnerability", vulnerability}});
  }
  Any SAL_CALL level(const Any& importance, const Any& likelihood, const Any& method) override {
    return calculated(method, "risk_level", {{"importance", importance}, {"likelihood", likelihood}});
  }
  Any SAL_CALL priority(const Any& level, const Any& method) override {
    return calculated(method, "priority", {{"risk_level", level}});
  }

  rtl::OUString SAL_CALL getImplementationName() override { return ascii("org.daicho.RiskFunctions"); }
  sal_Bool SAL_CALL supportsService(const rtl::OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override { return sequence(ascii("com.sun.star.sheet.AddIn")); }
};

}  // namespace

css::uno::XInterface* make_functions() { return static_cast<cppu::OWeakObject*>(new Functions()); }

}  // namespace daicho::office
