#pragma once
#include <string>
#include <variant>
#include <vector>

#include "catalog/library.hpp"
#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"

namespace daicho::cli {

enum class FailOn { error, warning, never };

/// The command line, understood. One struct for all commands: each uses what it offers.
struct Request {
  enum class Command {
    refresh,
    check,
    convert,
    explain,
    fresh,
    diff,
    catalog_methods,
    catalog_list,
    catalog_show,
    catalog_search,
    catalog_map,
    catalog_export
  };
  Command command = Command::refresh;
  std::string file;
  std::string old_file;      ///< diff: what `file` is compared with
  std::string old_date;      ///< diff: the day the old workbook shows; empty: not known
  std::string cell;          ///< explain
  std::string form;          ///< new
  std::uint32_t rows = 100;  ///< new
  bool documents = false;    ///< new soa: what each control relies on is filled in
  std::string output;
  bool in_place = false;
  bool no_backup = false;
  bool dry_run = false;
  std::string method;
  std::string migrate;  ///< convert: id of the method to go over to
  std::vector<std::string> maps;
  std::string date;  ///< the day that counts as today; empty: today
  std::string json;  ///< a file, "-" for standard output, or nothing
  bool quiet = false;
  bool verbose = false;
  Colour colour = Colour::automatic;
  bool force = false;
  FailOn fail_on = FailOn::error;
  bool replace_formulas = false;
  bool drop_signature = false;
  bool allow_protected = false;
  bool compact = false;
  bool formulas = false;  ///< check: the formulas of every sheet too
  bool summary = false;
  bool add_missing = false;   ///< refresh: rows for the controls that statements of applicability lack
  bool write_method = false;  ///< refresh: the method in use as a criteria sheet of the workbook
  std::string catalogue;      ///< new, catalog list, export; catalog map: the first one; else that of statements and checklists
  std::string other_catalogue;     ///< catalog map: the second one
  std::vector<std::string> words;  ///< catalog show: an id or title; search: what to look for
  std::string format;              ///< catalog export: "xlsx", "csv", "json"
  std::string catalogues;          ///< a folder with catalogues of the user's own
  std::string handling;            ///< id or file of handling rules; empty: not asked for
  std::string notes;               ///< "changed", "all", or nothing
  bool remove_notes = false;
};

/// What every command needs.
struct Context {
  const Library& library;
  Language language;
  Terminal terminal;

  // What is said to people is said through these: whatever it quotes from a file does nothing to the terminal.
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return printable(library.messages.text(key, language, arguments));
  }
  std::string message(const Finding& finding) const { return printable(library.messages.message(finding, language)); }
  std::string hint(const Finding& finding) const { return printable(library.messages.hint(finding, language)); }
  std::string term(std::string_view name) const { return library.messages.term(name, language); }
};

/// Reads the command line. Help, version and errors are printed here; then there is only an exit code.
std::variant<Request, ExitCode> parse(int argc, char** argv, const Library& library, Language language);

/// Prints findings that stopped the work, each with its hint, to standard error.
ExitCode report_failure(const Context& context, const Findings& findings);

/// Prints a usage error to standard error.
ExitCode report_usage(const Context& context, std::string_view key, const std::vector<Argument>& arguments);

}  // namespace daicho::cli
