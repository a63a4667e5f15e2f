#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "catalog/wording.hpp"
#include "model/finding.hpp"
#include "workbook/workbook.hpp"

namespace daicho::cli {

enum class Colour { automatic, always, never };

/// The text with nothing in it that would move the cursor, command the terminal or break a line: a line break or tab becomes a
/// blank, any other control character "·". What cells, files and sheets are called may hold anything.
std::string printable(std::string_view text);

/// Where texts go: data to standard output, everything else to standard error. Colour only adds to words, it never replaces
/// them.
class Terminal {
 public:
  /// Automatic colour is on where standard output is a terminal and NO_COLOR is not set.
  explicit Terminal(Colour colour);

  void out(std::string_view text) const;
  void err(std::string_view text) const;

  std::string bold(std::string_view text) const;
  std::string faint(std::string_view text) const;
  std::string in_severity(std::string_view text, Severity severity) const;
  /// A small block in a colour such as "#D55E00"; nothing where colours are off.
  std::string swatch(std::string_view colour) const;

  /// A text on a fill such as "#D55E00"; the text alone where colours are off or there is no fill.
  std::string filled(std::string_view text, std::string_view colour) const;

  /// A progress line on standard error, shown only on a terminal and only once the work takes long. It stops the work when the
  /// user interrupts it.
  Progress progress(std::string_view label) const;
  void end_progress() const;

 private:
  std::string painted(std::string_view text, std::string_view code) const;
  bool colour_;
  bool interactive_;
};

/// The errno of the first text that standard output did not take, else 0. A reader that reads no further (| head) is none.
int output_error();

/// From now on Ctrl+C and termination stop the work at a safe place instead of at once; the second one ends it at once.
void catch_interrupts();
bool was_interrupted();

}  // namespace daicho::cli
