#include "cli/request.hpp"

#include <algorithm>
#include <charconv>

#include <CLI/CLI.hpp>

#include "cli/version.hpp"
#include "render/fresh_book.hpp"
#include "text/joined.hpp"

namespace daicho::cli {
namespace {

/// Options and commands with their help in the user's language.
class Parser {
 public:
  Parser(const Library& library, Language language)
      : library_(library), language_(language), app_(text("help.program"), "daicho") {
    app_.set_help_flag("-h,--help", text("help.help"));
    app_.set_version_flag("--version", std::string("daicho ") + version(), text("help.version"));
    app_.require_subcommand(1);
    app_.get_help_ptr()->group(text("help.options"));
    app_.get_version_ptr()->group(text("help.options"));
    app_.option_defaults()->group(text("help.options"));
    add_language(&app_);
    app_.footer(
        footer({"daicho refresh daicho.xlsx", "daicho refresh daicho.xlsx --in-place", "daicho check daicho.xlsx --json -",
                "daicho explain daicho.xlsx '台帳!M12'", "daicho new asset-register -o daicho.xlsx"}));
    const auto formatter = std::make_shared<CLI::Formatter>();
    formatter->column_width(26);
    formatter->label("Usage", text("help.usage"));
    formatter->label("OPTIONS", "OPTIONS");
    formatter->label("Positionals", text("help.arguments"));
    formatter->label("REQUIRED", "");
    formatter->label("SUBCOMMAND", "COMMAND");
    app_.formatter(formatter);
    add_refresh();
    add_check();
    add_convert();
    add_explain();
    add_new();
    add_diff();
    add_catalog();
  }

  std::variant<Request, ExitCode> parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      terminal_.out(app_.help());
      return done;
    } catch (const CLI::CallForVersion& call) {
      terminal_.out(std::string(call.what()) + "\n");
      return done;
    } catch (const CLI::ParseError& error) { return wrong(argc > 1 ? argv[1] : "", error); }
    return request_;
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return library_.messages.text(key, language_, arguments);
  }

  std::string footer(std::initializer_list<std::string_view> examples) const {
    std::string out = text("help.examples") + ":\n";
    for (const auto example : examples) out += "  " + std::string(example) + "\n";
    return out + "\n" + text("help.exit") + ":\n  " + text("help.exit_codes");
  }

  ExitCode wrong(const std::string& first, const CLI::ParseError& error) const {
    if (first.empty()) {
      terminal_.err(app_.help());
      return wrong_usage;
    }
    const auto commands = app_.get_subcommands();
    const std::string name = "daicho" + (commands.empty() ? std::string() : " " + commands.front()->get_name());
    const std::string what = commands.empty() && !first.starts_with('-')
                                 ? text("usage.command", {argument(first), argument(commands_of(app_))})
                                 : explained(error);
    terminal_.err(printable(what) + "\n" + text("usage.see", {argument(name)}) + "\n");
    return wrong_usage;
  }

  static std::string commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* known : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(known->get_name());
    return joined(names, ", ");
  }

  /// The library's messages are English sentences around the words that matter; those words are kept. What a validator says is
  /// in the user's language already.
  std::string explained(const CLI::ParseError& error) const {
    const std::string detail = error.what();
    const auto behind = [&](const std::string& mark) {
      const std::size_t at = detail.find(mark);
      return argument(at == std::string::npos ? detail : detail.substr(at + mark.size()));
    };
    const auto before = [&](const std::string& mark) { return argument(detail.substr(0, detail.find(mark))); };
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return text("usage.extras", {behind("expected: ")});
    if (detail.starts_with("A subcommand")) return text("usage.subcommand", {argument(commands_of(innermost()))});
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return text("usage.required", {before(" is required")});
    if (detail.find(": At Most ") != std::string::npos) return text("usage.twice", {before(": ")});
    if (detail.starts_with("Could not convert")) return text("usage.value", {behind("convert: ")});
    if (detail.ends_with(" missing")) return text("usage.no_value", {before(": ")});
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) return text("usage.value", {argument(detail)});
    return text("usage.wrong", {argument(detail)});
  }

  const CLI::App& innermost() const {
    const CLI::App* out = &app_;
    while (!out->get_subcommands().empty()) out = out->get_subcommands().front();
    return *out;
  }

  CLI::Validator one_of(const std::vector<std::string>& words) const {
    const auto check = [this, words](const std::string& given) {
      const bool known = std::find(words.begin(), words.end(), given) != words.end();
      return known ? std::string() : text("usage.one_of", {argument(given), argument(joined(words, ", "))});
    };
    return {check, "{" + joined(words, ",") + "}"};
  }

  CLI::Validator whole_number(int least, int most) const {
    const std::string range = std::to_string(least) + "-" + std::to_string(most);
    const auto check = [=, this](const std::string& given) {
      int number = 0;
      const char* end = given.data() + given.size();
      const auto read = std::from_chars(given.data(), end, number);
      const bool good = read.ec == std::errc() && read.ptr == end && least <= number && number <= most;
      return good ? std::string() : text("usage.one_of", {argument(given), argument(range)});
    };
    return {check, range};
  }

  CLI::Validator not_empty() const {
    return {[this](const std::string& given) { return given.empty() ? text("usage.empty") : std::string(); }, ""};
  }

  CLI::App* group(CLI::App* parent, const std::string& name, std::string_view help,
                  std::initializer_list<std::string_view> examples) {
    CLI::App* out = parent->add_subcommand(name, text(help));
    out->group(text("help.commands"));
    out->set_help_flag("-h,--help", text("help.help"))->group(text("help.options"));
    out->footer(footer(examples));
    return out;
  }

  CLI::App* command(CLI::App* parent, const std::string& name, std::string_view help, Request::Command command,
                    std::initializer_list<std::string_view> examples) {
    CLI::App* out = group(parent, name, help, examples);
    out->callback([this, command] { request_.command = command; });
    return out;
  }

  void flag(CLI::App* app, const std::string& name, bool& into, std::string_view help) {
    app->add_flag(name, into, text(help));
  }
  CLI::Option* value(CLI::App* app, const std::string& name, std::string& into, std::string_view help,
                     const std::string& type) {
    return app->add_option(name, into, text(help))->type_name(type)->check(not_empty());
  }

  /// Read before the rest of the command line (see language.hpp); here it is only allowed and explained.
  void add_language(CLI::App* app) {
    app->add_option("--lang", language_word_, text("help.lang"))->type_name("LANG")->check(one_of({"ja", "en"}));
  }

  void add_common(CLI::App* app) {
    add_language(app);
    app->add_option("--color", colour_word_, text("help.color"))
        ->type_name("WHEN")
        ->check(one_of({"auto", "always", "never"}))
        ->each([this](const std::string& word) {
          request_.colour = word == "always" ? Colour::always : word == "never" ? Colour::never : Colour::automatic;
        });
    flag(app, "-q,--quiet", request_.quiet, "help.quiet");
    flag(app, "-v,--verbose", request_.verbose, "help.verbose");
  }

  void add_reading(CLI::App* app, const std::string& name = "FILE", std::string_view help = "help.file") {
    value(app, name, request_.file, help, "")->required();
    value(app, "--method", request_.method, "help.method", "ID|FILE");
    app->add_option("--map", request_.maps, text("help.map"))->type_name("SHEET:FIELD=HEADING")->allow_extra_args(false);
    value(app, "--date", request_.date, "help.date", "YYYY-MM-DD");
    value(app, "--catalog", request_.catalogue, "help.soa_catalogue", "ID");
    add_catalogue_folder(app);
  }

  /// Its value stands behind =, so that it never takes the file's name for one.
  void add_handling(CLI::App* app, std::string_view help) {
    app->add_flag("--handling{" + library_.handlings.front().id + "}", request_.handling, text(help));
  }

  void add_judging(CLI::App* app) {
    value(app, "--json", request_.json, "help.json", "FILE|-");
    app->add_option("--fail-on", fail_on_word_, text("help.fail_on"))
        ->type_name("SEVERITY")
        ->check(one_of({"error", "warning", "never"}))
        ->each([this](const std::string& word) {
          request_.fail_on = word == "warning" ? FailOn::warning : word == "never" ? FailOn::never : FailOn::error;
        });
  }

  void add_writing(CLI::App* app, std::string_view output_help) {
    value(app, "-o,--output", request_.output, output_help, "FILE");
    flag(app, "--in-place", request_.in_place, "help.in_place");
    flag(app, "--no-backup", request_.no_backup, "help.no_backup");
    flag(app, "-n,--dry-run", request_.dry_run, "help.dry_run");
    add_judging(app);
    flag(app, "--force", request_.force, "help.force");
  }

  void add_permissions(CLI::App* app) {
    flag(app, "--allow-protected", request_.allow_protected, "help.allow_protected");
    flag(app, "--drop-signature", request_.drop_signature, "help.drop_signature");
    flag(app, "--compact", request_.compact, "help.compact");
  }

  void add_refresh() {
    CLI::App* app = command(&app_, "refresh", "help.refresh", Request::Command::refresh,
                            {"daicho refresh daicho.xlsx", "daicho refresh daicho.xlsx -o daicho-2026.xlsx",
                             "daicho refresh daicho.xlsx --in-place", "daicho refresh daicho.xlsx --dry-run",
                             "daicho refresh daicho.xlsx --map '台帳:asset_name=文書名'"});
    add_reading(app);
    add_writing(app, "help.output");
    flag(app, "--summary", request_.summary, "help.summary");
    flag(app, "--add-missing", request_.add_missing, "help.add_missing");
    add_handling(app, "help.handling");
    flag(app, "--write-method", request_.write_method, "help.write_method");
    // Its value stands behind =, so that it never takes the file's name for one.
    app->add_flag("--notes{changed}", request_.notes, text("help.notes"))->check(one_of({"changed", "all"}));
    flag(app, "--remove-notes", request_.remove_notes, "help.remove_notes");
    flag(app, "--replace-formulas", request_.replace_formulas, "help.replace_formulas");
    add_permissions(app);
    add_common(app);
  }

  void add_check() {
    CLI::App* app = command(&app_, "check", "help.check", Request::Command::check,
                            {"daicho check daicho.xlsx", "daicho check daicho.xlsx --fail-on warning",
                             "daicho check book.xlsx --formulas", "daicho check daicho.xlsx --json findings.json"});
    add_reading(app);
    add_judging(app);
    flag(app, "--formulas", request_.formulas, "help.formulas");
    add_handling(app, "help.handling_check");
    flag(app, "--force", request_.force, "help.force_json");
    add_common(app);
  }

  void add_convert() {
    CLI::App* app = command(
        &app_, "convert", "help.convert", Request::Command::convert,
        {"daicho convert daicho.xlsx --migrate ipa-b", "daicho convert daicho.xlsx --migrate ipa-b --dry-run",
         "daicho convert daicho.xlsx --migrate ipa-b --method ipa-a", "daicho convert soa.xlsx --migrate iso27001-2022"});
    add_reading(app);
    std::vector<std::string> targets;
    for (const Method& method : library_.methods) {
      if (!method.migration.from.empty()) targets.push_back(method.id);
    }
    for (const std::string& catalogue : library_.catalogues.newer_editions()) targets.push_back(catalogue);
    value(app, "--migrate", request_.migrate, "help.migrate", "ID")->required()->check(one_of(targets));
    add_writing(app, "help.output_convert");
    add_permissions(app);
    add_common(app);
  }

  void add_explain() {
    CLI::App* app =
        command(&app_, "explain", "help.explain", Request::Command::explain, {"daicho explain daicho.xlsx '台帳!M12'"});
    add_reading(app);
    value(app, "CELL", request_.cell, "help.cell", "")->required();
    add_handling(app, "help.handling_check");
    add_common(app);
  }

  void add_new() {
    CLI::App* app =
        command(&app_, "new", "help.new", Request::Command::fresh,
                {"daicho new risk-book -o risk.xlsx", "daicho new asset-register -o register.xlsx --lang en --rows 300",
                 "daicho new soa -o soa.xlsx", "daicho new checklist --catalog ci-guideline -o checklist.xlsx"});
    std::vector<std::string> books = fresh_books();
    books.insert(books.end(), {"soa", "checklist"});
    value(app, "FORM", request_.form, "help.form", "")->required()->check(one_of(books));
    value(app, "-o,--output", request_.output, "help.output_new", "FILE")->required();
    app->add_option("--rows", request_.rows, text("help.rows"))->type_name("N")->check(whole_number(1, 10'000));
    value(app, "--method", request_.method, "help.method", "ID|FILE");
    value(app, "--catalog", request_.catalogue, "help.catalog_of_book", "ID");
    flag(app, "--documents", request_.documents, "help.documents");
    add_catalogue_folder(app);
    flag(app, "--force", request_.force, "help.force");
    add_common(app);
  }

  void add_diff() {
    CLI::App* app = command(&app_, "diff", "help.diff", Request::Command::diff,
                            {"daicho diff 2025.xlsx 2026.xlsx", "daicho diff 2025.xlsx 2026.xlsx -o changes.xlsx",
                             "daicho diff 2025.xlsx 2026.xlsx --old-date 2025-03-31 --json changes.json"});
    value(app, "OLD", request_.old_file, "help.old_file", "")->required();
    add_reading(app, "NEW", "help.new_file");
    value(app, "--old-date", request_.old_date, "help.old_date", "YYYY-MM-DD");
    value(app, "-o,--output", request_.output, "help.output_diff", "FILE");
    add_judging(app);
    flag(app, "--force", request_.force, "help.force");
    add_common(app);
  }

  void add_catalog() {
    CLI::App* app = group(&app_, "catalog", "help.catalog",
                          {"daicho catalog methods", "daicho catalog show 5.10", "daicho catalog search バックアップ",
                           "daicho catalog map isms-2003 iso27001-2022"});
    app->require_subcommand(1);
    add_catalogues(app);
    CLI::App* methods =
        command(app, "methods", "help.catalog_methods", Request::Command::catalog_methods,
                {"daicho catalog methods", "daicho catalog methods ipa-b", "daicho catalog methods ipa-b -o own.xml",
                 "daicho catalog methods --from daicho.xlsx -o own.xml"});
    value(methods, "METHOD", request_.method, "help.method_shown", "ID|FILE");
    value(methods, "--from", request_.file, "help.from", "FILE");
    value(methods, "-o,--output", request_.output, "help.output_method", "FILE");
    flag(methods, "--force", request_.force, "help.force");
    add_common(methods);
  }

  void add_catalogues(CLI::App* catalog) {
    using Command = Request::Command;
    CLI::App* list = command(catalog, "list", "help.catalog_list", Command::catalog_list,
                             {"daicho catalog list", "daicho catalog list iso27001-2022"});
    value(list, "CATALOGUE", request_.catalogue, "help.catalogue_listed", "");
    CLI::App* show =
        command(catalog, "show", "help.catalog_show", Command::catalog_show,
                {"daicho catalog show 5.10", "daicho catalog show iso27001-2013:A.5.1.1", "daicho catalog show Ｔｄ１.１"});
    show->add_option("ID", request_.words, text("help.entry"))->required()->type_name("");
    CLI::App* search = command(catalog, "search", "help.catalog_search", Command::catalog_search,
                               {"daicho catalog search バックアップ", "daicho catalog search access review"});
    search->add_option("WORD", request_.words, text("help.words"))->required()->type_name("");
    CLI::App* map = command(catalog, "map", "help.catalog_map", Command::catalog_map,
                            {"daicho catalog map isms-2003 iso27001-2022", "daicho catalog map isms-2003:3.1.1 iso27001-2022"});
    value(map, "FROM", request_.catalogue, "help.map_from", "")->required();
    value(map, "TO", request_.other_catalogue, "help.map_to", "")->required();
    CLI::App* exported =
        command(catalog, "export", "help.catalog_export", Command::catalog_export,
                {"daicho catalog export iso27001-2022 -o controls.xlsx", "daicho catalog export ecom --to csv -o ecom.csv"});
    value(exported, "CATALOGUE", request_.catalogue, "help.catalogue_exported", "")->required();
    value(exported, "-o,--output", request_.output, "help.output_export", "FILE")->required();
    value(exported, "--to", request_.format, "help.to", "FORMAT")->check(one_of({"xlsx", "csv", "json"}));
    flag(exported, "--force", request_.force, "help.force");
    for (CLI::App* app : {list, show, search, map, exported}) {
      add_catalogue_folder(app);
      add_common(app);
    }
  }

  void add_catalogue_folder(CLI::App* app) {
    value(app, "--catalogues", request_.catalogues, "help.catalogues", "FOLDER")->envname("DAICHO_CATALOGUES");
  }

  const Library& library_;
  Language language_;
  CLI::App app_;
  Request request_;
  const Terminal terminal_{Colour::never};
  std::string language_word_;
  std::string colour_word_;
  std::string fail_on_word_;
};

}  // namespace

std::variant<Request, ExitCode> parse(int argc, char** argv, const Library& library, Language language) {
  return Parser(library, language).parse(argc, argv);
}

ExitCode report_failure(const Context& context, const Findings& findings) {
  for (const Finding& finding : findings) {
    const std::string hint = context.hint(finding);
    context.terminal.err("daicho: " + context.message(finding) + "\n");
    if (!hint.empty()) context.terminal.err("        " + hint + "\n");
  }
  return exit_code(findings);
}

ExitCode report_usage(const Context& context, std::string_view key, const std::vector<Argument>& arguments) {
  context.terminal.err("daicho: " + context.text(key, arguments) + "\n");
  return wrong_usage;
}

}  // namespace daicho::cli
