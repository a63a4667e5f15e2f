#include "cli/inputs.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>

#include "catalog/method_file.hpp"
#include "model/calendar.hpp"
#include "sheets/heading_index.hpp"
#include "text/date.hpp"
#include "text/fold.hpp"
#include "text/joined.hpp"

namespace daicho::cli {
namespace {

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

/// Classes and their rules; an exit code where the ones asked for are not to be had.
std::optional<ExitCode> read_handling(const Request& request, const Context& context, Inputs& out) {
  using Command = Request::Command;
  const auto& known = context.library.handlings;
  const bool refreshes =
      request.command == Command::refresh || request.command == Command::check || request.command == Command::explain;
  if (!refreshes) return std::nullopt;
  out.options.handling_chosen = !request.handling.empty();
  out.options.handling = &known.front();
  if (request.handling.empty()) return std::nullopt;
  std::vector<std::string> ids;
  for (const Handling& handling : known) {
    ids.push_back(handling.id);
    out.options.handling = &handling;
    if (handling.id == request.handling) return std::nullopt;
  }
  const auto content = content_of(request.handling);
  if (!content) return report_usage(context, "usage.handling", {argument(request.handling), argument(joined(ids, ", "))});
  auto read = daicho::read_handling(request.handling, *content);
  if (!read) return report_failure(context, read.error());
  out.handling = std::make_shared<const Handling>(std::move(*read));
  out.options.handling = out.handling.get();
  return std::nullopt;
}

std::variant<Method, ExitCode> read_method(const Request& request, const Context& context) {
  const auto& methods = context.library.methods;
  if (request.method.empty()) return methods.front();
  const auto known =
      std::find_if(methods.begin(), methods.end(), [&](const Method& method) { return method.id == request.method; });
  if (known != methods.end()) return *known;
  const auto content = content_of(request.method);
  if (!content) return report_usage(context, "usage.method", {argument(request.method)});
  auto method = daicho::read_method(request.method, *content);
  if (!method) return report_failure(context, method.error());
  return std::move(*method);
}

/// A field by its name or by one of its headings: --map '台帳:重要度=評価' works as well.
std::string find_field(const Forms& forms, std::string_view word) {
  for (const Form& form : forms.forms) {
    for (const FormList& list : form.lists) {
      for (const FormColumn& column : list.columns) {
        const bool heading = std::any_of(column.synonyms.begin(), column.synonyms.end(),
                                         [&](const Synonym& s) { return heading_key(s.text) == heading_key(word); });
        if (column.field == word || heading) return column.field;
      }
    }
  }
  return {};
}

/// A sheet's name without the quotes in which reports print it: 'Asset register'
std::string unquoted(const std::string& sheet) {
  const bool quoted = sheet.size() > 2 && sheet.front() == '\'' && sheet.back() == '\'';
  return quoted ? sheet.substr(1, sheet.size() - 2) : sheet;
}

/// Today where the user lives, as a day count.
std::optional<double> local_today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  return day_count({local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1), static_cast<unsigned>(local.tm_mday)});
}

std::string all_fields(const Forms& forms) {
  std::vector<std::string> fields;
  for (const Form& form : forms.forms) {
    for (const FormList& list : form.lists) {
      for (const FormColumn& column : list.columns) {
        const bool known = std::find(fields.begin(), fields.end(), column.field) != fields.end();
        if (list.names_things() && !known) fields.push_back(column.field);
      }
    }
  }
  std::string out;
  for (const std::string& field : fields) out += (out.empty() ? "" : ", ") + field;
  return out;
}

}  // namespace

std::variant<Inputs, ExitCode> read_inputs(const Request& request, const Context& context) {
  Inputs out;
  auto method = read_method(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&method)) return *code;
  out.method = std::get<Method>(std::move(method));
  if (const auto failed = read_handling(request, context, out)) return *failed;
  out.options.method_chosen = !request.method.empty();
  out.options.known = context.library.methods;
  out.options.catalogues = &context.library.catalogues;
  if (!request.catalogue.empty()) {
    out.options.catalogue = context.library.catalogues.find(request.catalogue);
    if (out.options.catalogue == nullptr)
      return report_usage(context, "usage.catalogue",
                          {argument(request.catalogue), argument(joined(context.library.catalogues.ids(), ", "))});
  }
  out.options.replace_formulas = request.replace_formulas;
  out.options.today = request.date.empty() ? local_today() : date(request.date);
  if (!request.date.empty() && !out.options.today) return report_usage(context, "usage.date", {argument(request.date)});
  for (const std::string& map : request.maps) {
    const std::size_t equals = map.find('=');
    const std::size_t colon = map.rfind(':', equals);
    if (equals == std::string::npos || colon == std::string::npos || colon == 0 || equals + 1 == map.size())
      return report_usage(context, "usage.map", {argument(map)});
    const std::string word = map.substr(colon + 1, equals - colon - 1);
    const std::string field = find_field(context.library.forms, word);
    if (field.empty())
      return report_usage(context, "usage.map_field", {argument(word), argument(all_fields(context.library.forms))});
    out.options.mappings.push_back({unquoted(map.substr(0, colon)), field, map.substr(equals + 1)});
  }
  return out;
}

}  // namespace daicho::cli
