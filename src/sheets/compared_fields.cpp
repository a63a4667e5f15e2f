#include "sheets/compared_fields.hpp"

#include <algorithm>
#include <array>

#include "sheets/result_columns.hpp"

namespace daicho {
namespace {

constexpr std::array<std::string_view, 2> prefixes{"inherent_", "residual_"};

Held number(const std::optional<double>& value) { return {value, {}}; }
Held truth(bool value) { return value ? Held{1.0, {}} : Held{}; }
Held text(std::string value) { return {{}, std::move(value)}; }

Held lines(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "\n") + item;
  return text(std::move(out));
}

Held options(const Treatment& treatment) {
  std::string out;
  const auto add = [&](bool chosen, std::string_view term) {
    if (chosen) out += (out.empty() ? "" : " ") + std::string(term);
  };
  add(treatment.retain, "state.retain");
  add(treatment.reduce, "state.reduce");
  add(treatment.avoid, "state.avoid");
  add(treatment.transfer, "state.transfer");
  return text(std::move(out));
}

bool acceptable(const Assessed& row, const Method& method) {
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    if (method.quantities[q].rule == Rule::bands) return is_acceptable(method, row.numbers, q);
  }
  return false;
}

}  // namespace

ComparedFields::ComparedFields(std::string_view list, const Method& before, const Method& after) : risks_(list == "risks") {
  add("number", Holds::text);
  if (list == "tasks") {
    add("control", Holds::lines);
    add("task", Holds::text);
    add("assignee", Holds::text);
    add("risk_numbers", Holds::lines);
    add("status", Holds::terms);
    for (const std::string_view date : {"planned_start", "planned_end", "actual_start", "actual_end"}) add(date, Holds::date);
    add("overdue", Holds::truth);
    return;
  }
  add(risks_ ? "event" : "asset_name", Holds::text);
  if (risks_) add("asset_name", Holds::lines);
  add("risk_owner", Holds::text);
  add_quantities(Evaluation::first, "", before, after);
  add("acceptable", Holds::truth);
  if (!risks_) add("key_asset", Holds::truth);
  add("treatment", Holds::terms);
  add("controls", Holds::lines);
  add("response", Holds::terms);
  add("acceptance", Holds::truth);
  add_quantities(Evaluation::residual, prefixes[1], before, after);
  add_quantities(Evaluation::inherent, prefixes[0], before, after);
}

void ComparedFields::add_quantities(Evaluation evaluation, std::string_view prefix, const Method& before, const Method& after) {
  const auto take = [&](const std::string& field) {
    const std::string word = !prefix.empty() && field == "risk_level" ? "level" : field;
    add(std::string(prefix) + word, Holds::number);
    sources_.push_back({evaluation, before.find(field), after.find(field)});
  };
  for (const Quantity& quantity : after.quantities) take(quantity.field);
  for (const Quantity& quantity : before.quantities) {
    if (after.find(quantity.field) == Quantity::none) take(quantity.field);
  }
}

Held ComparedFields::quantity(const Source& source, const Assessed& row, bool old) const {
  const std::size_t q = old ? source.before : source.after;
  const Numbers& numbers = source.evaluation == Evaluation::first      ? row.numbers
                           : source.evaluation == Evaluation::inherent ? row.inherent
                                                                       : row.residual;
  return q < numbers.size() ? number(numbers[q]) : Held{};
}

std::vector<Held> ComparedFields::held(const Assessed& row, const Refreshed& of, bool old) const {
  std::vector<Held> out;
  out.reserve(fields_.size());
  std::size_t next = 0;
  for (const ComparedField& field : fields_) {
    if (field.holds == Holds::number) out.push_back(quantity(sources_[next++], row, old));
    else if (field.name == "number") out.push_back(text(row.number));
    else if (out.size() == name_at) out.push_back(text(row.name));
    else if (field.name == "asset_name") out.push_back(text(named_assets(row, of.book)));
    else if (field.name == "risk_owner") out.push_back(text(row.owner));
    else if (field.name == "acceptable") out.push_back(truth(acceptable(row, of.method)));
    else if (field.name == "key_asset") out.push_back(truth(row.key));
    else if (field.name == "treatment") out.push_back(options(row.treatment));
    else if (field.name == "controls") out.push_back(lines(row.treatment.controls));
    else if (field.name == "response")
      out.push_back(text(row.treatment.response.empty() ? "" : "state." + row.treatment.response));
    else out.push_back(truth(row.treatment.accepted));
  }
  return out;
}

std::vector<Held> ComparedFields::held(const Task& task) {
  return {text(task.number),
          lines(task.controls),
          text(task.task),
          text(task.assignee),
          lines(task.risks),
          text(std::string(status_terms[static_cast<std::size_t>(task.status)])),
          number(task.planned_start),
          number(task.planned_end),
          number(task.actual_start),
          number(task.actual_end),
          truth(task.overdue)};
}

std::string named_assets(const Assessed& risk, const Book& book) {
  if (risk.assets.empty()) return risk.named_assets;
  std::vector<std::string> names;
  for (const std::size_t i : risk.assets) {
    const Assessed& asset = book.assets[i];
    const std::string& called = asset.name.empty() ? asset.number : asset.name;
    if (std::find(names.begin(), names.end(), called) == names.end()) names.push_back(called);
  }
  return lines(names).text;
}

std::string quantity_of(std::string_view field) {
  for (const std::string_view prefix : prefixes) {
    if (!field.starts_with(prefix)) continue;
    const std::string_view word = field.substr(prefix.size());
    return std::string(word == "level" ? "risk_level" : word);
  }
  return std::string(field);
}

}  // namespace daicho
