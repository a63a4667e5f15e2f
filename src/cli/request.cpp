#include "cli/request.hpp"

#include <CLI/CLI.hpp>

#include "cli/version.hpp"

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
    app_.footer(
        footer({"daicho refresh daicho.xlsx", "daicho refresh daicho.xlsx --in-place", "daicho check daicho.xlsx --json -",
                "daicho explain daicho.xlsx '台帳!M12'", "daicho new asset-register -o daicho.xlsx"}));
    const auto formatter = std::make_shared<CLI::Formatter>();
    formatter->column_width(26);
    formatter->label("Usage", text("help.usage"));
    formatter->label("OPTIONS", "OPTIONS");
    formatter->label("Options", text("help.options"));
    formatter->label("Positionals", text("help.arguments"));
    formatter->label("Subcommands", text("help.commands"));
    formatter->label("SUBCOMMAND", "COMMAND");
    app_.formatter(formatter);
    add_refresh();
    add_check();
    add_explain();
    add_new();
    add_catalog();
  }

  std::variant<Request, ExitCode> parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      std::fputs(app_.help().c_str(), stdout);
      return done;
    } catch (const CLI::CallForVersion& call) {
      std::printf("%s\n", call.what());
      return done;
    } catch (const CLI::ParseError& error) {
      std::fprintf(stderr, "%s\n%s\n", explained(error).c_str(), text("usage.see", {argument(chosen())}).c_str());
      return wrong_usage;
    }
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

  std::string explained(const CLI::ParseError& error) const {
    const std::string name = error.get_name();
    const auto detail = argument(error.what());
    if (name == "ExtrasError") return text("usage.extras", {detail});
    if (name == "RequiredError") return text("usage.required", {detail});
    if (name == "ConversionError" || name == "ValidationError" || name == "ArgumentMismatch")
      return text("usage.value", {detail});
    return text("usage.wrong", {detail});
  }

  std::string chosen() const {
    const auto commands = app_.get_subcommands();
    return commands.empty() ? std::string() : commands.front()->get_name();
  }

  CLI::App* command(const std::string& name, std::string_view help, Request::Command command,
                    std::initializer_list<std::string_view> examples) {
    CLI::App* out = app_.add_subcommand(name, text(help));
    out->set_help_flag("-h,--help", text("help.help"));
    out->footer(footer(examples));
    out->callback([this, command] { request_.command = command; });
    return out;
  }

  void flag(CLI::App* app, const std::string& name, bool& into, std::string_view help) {
    app->add_flag(name, into, text(help));
  }
  CLI::Option* value(CLI::App* app, const std::string& name, std::string& into, std::string_view help,
                     const std::string& type) {
    return app->add_option(name, into, text(help))->type_name(type);
  }

  void add_common(CLI::App* app) {
    app->add_option("--lang", language_word_, text("help.lang"))->type_name("LANG")->check(CLI::IsMember({"ja", "en"}));
    app->add_option("--color", colour_word_, text("help.color"))
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->each([this](const std::string& word) {
          request_.colour = word == "always" ? Colour::always : word == "never" ? Colour::never : Colour::automatic;
        });
    flag(app, "-q,--quiet", request_.quiet, "help.quiet");
    flag(app, "-v,--verbose", request_.verbose, "help.verbose");
  }

  void add_reading(CLI::App* app) {
    value(app, "FILE", request_.file, "help.file", "")->required();
    value(app, "--method", request_.method, "help.method", "ID|FILE");
    app->add_option("--map", request_.maps, text("help.map"))->type_name("SHEET:FIELD=HEADING")->allow_extra_args(false);
  }

  void add_judging(CLI::App* app) {
    value(app, "--json", request_.json, "help.json", "FILE|-");
    app->add_option("--fail-on", fail_on_word_, text("help.fail_on"))
        ->type_name("SEVERITY")
        ->check(CLI::IsMember({"error", "warning", "never"}))
        ->each([this](const std::string& word) {
          request_.fail_on = word == "warning" ? FailOn::warning : word == "never" ? FailOn::never : FailOn::error;
        });
  }

  void add_refresh() {
    CLI::App* app = command("refresh", "help.refresh", Request::Command::refresh,
                            {"daicho refresh daicho.xlsx", "daicho refresh daicho.xlsx -o daicho-2026.xlsx",
                             "daicho refresh daicho.xlsx --in-place", "daicho refresh daicho.xlsx --dry-run",
                             "daicho refresh daicho.xlsx --map '台帳:asset_name=文書名'"});
    add_reading(app);
    value(app, "-o,--output", request_.output, "help.output", "FILE");
    flag(app, "--in-place", request_.in_place, "help.in_place");
    flag(app, "--no-backup", request_.no_backup, "help.no_backup");
    flag(app, "-n,--dry-run", request_.dry_run, "help.dry_run");
    add_judging(app);
    flag(app, "--force", request_.force, "help.force");
    flag(app, "--replace-formulas", request_.replace_formulas, "help.replace_formulas");
    flag(app, "--allow-protected", request_.allow_protected, "help.allow_protected");
    flag(app, "--drop-signature", request_.drop_signature, "help.drop_signature");
    flag(app, "--compact", request_.compact, "help.compact");
    add_common(app);
  }

  void add_check() {
    CLI::App* app = command("check", "help.check", Request::Command::check,
                            {"daicho check daicho.xlsx", "daicho check daicho.xlsx --fail-on warning",
                             "daicho check daicho.xlsx --json findings.json"});
    add_reading(app);
    add_judging(app);
    add_common(app);
  }

  void add_explain() {
    CLI::App* app = command("explain", "help.explain", Request::Command::explain, {"daicho explain daicho.xlsx '台帳!M12'"});
    add_reading(app);
    value(app, "CELL", request_.cell, "help.cell", "")->required();
    add_common(app);
  }

  void add_new() {
    CLI::App* app = command(
        "new", "help.new", Request::Command::fresh,
        {"daicho new asset-register -o daicho.xlsx", "daicho new asset-register -o register.xlsx --lang en --rows 300"});
    value(app, "FORM", request_.form, "help.form", "")->required()->check(CLI::IsMember({"asset-register"}));
    value(app, "-o,--output", request_.output, "help.output_new", "FILE")->required();
    app->add_option("--rows", request_.rows, text("help.rows"))->type_name("N")->check(CLI::Range(1, 10'000));
    value(app, "--method", request_.method, "help.method", "ID|FILE");
    flag(app, "--force", request_.force, "help.force");
    add_common(app);
  }

  void add_catalog() {
    CLI::App* app = app_.add_subcommand("catalog", text("help.catalog"));
    app->set_help_flag("-h,--help", text("help.help"));
    app->require_subcommand(1);
    CLI::App* methods = app->add_subcommand("methods", text("help.catalog_methods"));
    methods->set_help_flag("-h,--help", text("help.help"));
    methods->callback([this] { request_.command = Request::Command::catalog_methods; });
    add_common(methods);
  }

  const Library& library_;
  Language language_;
  CLI::App app_;
  Request request_;
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
    const std::string hint = context.library.messages.hint(finding, context.language);
    context.terminal.err("daicho: " + context.library.messages.message(finding, context.language) + "\n");
    if (!hint.empty()) context.terminal.err("        " + hint + "\n");
  }
  return exit_code(findings);
}

ExitCode report_usage(const Context& context, std::string_view key, const std::vector<Argument>& arguments) {
  context.terminal.err("daicho: " + context.text(key, arguments) + "\n");
  return wrong_usage;
}

}  // namespace daicho::cli
