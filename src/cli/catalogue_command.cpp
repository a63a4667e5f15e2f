#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/catalogue_report.hpp"
#include "cli/commands.hpp"
#include "model/codes.hpp"
#include "render/catalogue_sheet.hpp"
#include "text/joined.hpp"
#include "workbook/new_workbook.hpp"
#include "workbook/output_file.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

class CatalogueCommand {
 public:
  CatalogueCommand(const Request& request, const Context& context)
      : request_(request), context_(context), catalogues_(context.library.catalogues) {}

  ExitCode run() {
    switch (request_.command) {
      case Request::Command::catalog_list: return list();
      case Request::Command::catalog_show: return show();
      case Request::Command::catalog_search: return search();
      case Request::Command::catalog_map: return map();
      default: return write_out();
    }
  }

 private:
  ExitCode say(const std::string& words) const {
    context_.terminal.out(words);
    return done;
  }

  ExitCode unknown(const std::string& id) const {
    return report_usage(context_, "usage.catalogue", {argument(id), argument(joined(catalogues_.ids(), ", "))});
  }

  ExitCode list() const {
    if (request_.catalogue.empty()) return say(list_catalogues(catalogues_, context_));
    const Catalogue* catalogue = catalogues_.find(request_.catalogue);
    return catalogue == nullptr ? unknown(request_.catalogue) : say(list_entries(*catalogue, context_));
  }

  ExitCode show() const {
    const std::string wanted = joined(request_.words, " ");
    const auto hits = catalogues_.named(wanted);
    if (hits.empty()) return not_found(wanted);
    std::string out;
    for (const CatalogueHit& hit : hits) out += (out.empty() ? "" : "\n") + describe_entry(catalogues_, hit, context_);
    return say(out);
  }

  ExitCode search() const {
    const std::string wanted = joined(request_.words, " ");
    const auto hits = catalogues_.search(wanted);
    if (hits.empty()) return not_found(wanted);
    return say(list_hits(hits, request_.verbose, context_));
  }

  /// Nothing found is an answer, but no success: a script must see it.
  ExitCode not_found(const std::string& wanted) const {
    context_.terminal.err(context_.text("catalog.not_found", {argument(wanted)}) + "\n");
    return findings_found;
  }

  ExitCode map() const {
    const std::size_t colon = request_.catalogue.find(':');
    const std::string first = request_.catalogue.substr(0, colon);
    const Catalogue* from = catalogues_.find(first);
    const Catalogue* to = catalogues_.find(request_.other_catalogue);
    if (from == nullptr) return unknown(first);
    if (to == nullptr) return unknown(request_.other_catalogue);
    const auto crosswalk = catalogues_.between(from->id, to->id);
    if (!crosswalk) return report_usage(context_, "usage.no_crosswalk", {argument(from->id), argument(to->id)});
    std::size_t only = CatalogueEntry::none;
    if (colon != std::string::npos) {
      only = from->find(request_.catalogue.substr(colon + 1));
      if (only == CatalogueEntry::none) return not_found(request_.catalogue);
    }
    return say(describe_crosswalk(*crosswalk, *from, *to, only, context_));
  }

  ExitCode write_out() const {
    const Catalogue* catalogue = catalogues_.find(request_.catalogue);
    if (catalogue == nullptr) return unknown(request_.catalogue);
    std::string format = request_.format;
    if (format.empty()) format = fs::path(request_.output).extension().string().substr(0, 5);
    if (format.starts_with('.')) format.erase(0, 1);
    if (format != "xlsx" && format != "csv" && format != "json")
      return report_usage(context_, "usage.export_format", {argument(request_.output)});
    std::error_code error;
    if (!request_.force && fs::exists(request_.output, error))
      return report_failure(context_, {{code::file_exists, {argument(request_.output)}, -1, {}}});
    const ExitCode written = format == "xlsx" ? write_sheet(*catalogue)
                             : format == "csv"
                                 ? write_text(catalogue_csv(*catalogue, context_.library.messages, context_.language))
                                 : write_text(catalogue_json(*catalogue));
    if (written == done && !request_.quiet)
      say(context_.text("catalog.exported", {argument(request_.output), argument(catalogue->title.in(context_.language))}) +
          "\n");
    return written;
  }

  ExitCode write_sheet(const Catalogue& catalogue) const {
    const auto written =
        write_new_workbook(render_catalogue(catalogue, context_.library.messages, context_.language), request_.output, false);
    return written ? done : report_failure(context_, written.error());
  }

  ExitCode write_text(const std::string& content) const {
    OutputFile file(request_.output, false);
    if (file.begin() && file.write(content.data(), content.size()) && file.commit()) return done;
    return report_failure(context_, file.faults());
  }

  const Request& request_;
  const Context& context_;
  const Catalogues& catalogues_;
};

}  // namespace

ExitCode catalogue_command(const Request& request, const Context& context) { return CatalogueCommand(request, context).run(); }

}  // namespace daicho::cli
