#include "cli/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "text/fold.hpp"

namespace daicho::cli {
namespace {

volatile std::sig_atomic_t interrupted_flag = 0;
timespec first_interrupt{};
int first_output_error = 0;

/// Programs that stop others (timeout) send a signal to the process and to its group: what comes twice within this is one wish.
constexpr double one_wish = 0.2;  // seconds

/// Where no safe place comes soon (a calculation, a file system that does not answer), asking again ends the program at once.
void note_interrupt(int signal) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (interrupted_flag == 0) first_interrupt = now;
  interrupted_flag = 1;
  const auto seconds = static_cast<double>(now.tv_sec - first_interrupt.tv_sec);
  if (seconds + static_cast<double>(now.tv_nsec - first_interrupt.tv_nsec) / 1e9 < one_wish) return;
  std::signal(signal, SIG_DFL);
  raise(signal);
}

constexpr std::chrono::milliseconds silent_for{400};
constexpr std::chrono::milliseconds between_updates{100};

bool write(std::FILE* to, std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), to) == text.size() && std::fflush(to) == 0;
}

/// How many bytes of a control character stand at a place: 1 for C0 and DEL, 2 for C1 (U+0080 to U+009F), 0 for other text.
std::size_t control_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x20U; };
  if (byte(at) < 0x20 || byte(at) == 0x7F) return 1;
  return byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0 ? 2 : 0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = control_size(text, at);
    const bool line_end = text.substr(at, 2) == "\r\n";
    if (size == 0) out += text[at];
    else out += text[at] == '\n' || text[at] == '\r' || text[at] == '\t' ? " " : "·";
    at += line_end ? 2 : std::max<std::size_t>(size, 1);
  }
  return out;
}

int output_error() { return first_output_error; }

void catch_interrupts() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that stops reading (| head) is no error
}

bool was_interrupted() { return interrupted_flag != 0; }

Terminal::Terminal(Colour colour) : colour_(colour == Colour::always), interactive_(isatty(STDERR_FILENO) != 0) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (colour == Colour::automatic) colour_ = isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

void Terminal::out(std::string_view text) const {
  if (!write(stdout, text) && errno != EPIPE && first_output_error == 0) first_output_error = errno;
}
void Terminal::err(std::string_view text) const { write(stderr, text); }

std::string Terminal::painted(std::string_view text, std::string_view code) const {
  if (!colour_) return std::string(text);
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

std::string Terminal::bold(std::string_view text) const { return painted(text, "1"); }
std::string Terminal::faint(std::string_view text) const { return painted(text, "2"); }

std::string Terminal::in_severity(std::string_view text, Severity severity) const {
  switch (severity) {
    case Severity::error: return painted(text, "1;38;5;202");  // vermilion, orange and blue are told apart by every eye
    case Severity::warning: return painted(text, "38;5;214");
    case Severity::info: return painted(text, "38;5;75");
  }
  return std::string(text);
}

std::string Terminal::swatch(std::string_view colour) const {
  return colour_ && colour.size() == 7 ? filled("  ", colour) : std::string();
}

std::string Terminal::filled(std::string_view text, std::string_view colour) const {
  if (!colour_ || colour.size() != 7) return std::string(text);
  const auto channel = [&](std::size_t at) { return std::strtol(std::string(colour.substr(at, 2)).c_str(), nullptr, 16); };
  const auto part = [&](std::size_t at) { return std::to_string(channel(at)); };
  const bool light = 299 * channel(1) + 587 * channel(3) + 114 * channel(5) > 140'000;
  return painted(text, "48;2;" + part(1) + ";" + part(3) + ";" + part(5) + (trim(text).empty() ? "" : light ? ";30" : ";97"));
}

Progress Terminal::progress(std::string_view label) const {
  using Clock = std::chrono::steady_clock;
  return [this, label = std::string(label), next = Clock::now() + silent_for](double share) mutable {
    const auto now = Clock::now();
    if (interactive_ && now >= next) {
      next = now + between_updates;
      err("\r" + label + " " + std::to_string(static_cast<int>(share * 100)) + "%  ");
    }
    return !was_interrupted();
  };
}

void Terminal::end_progress() const {
  if (interactive_) err("\r\033[K");
}

}  // namespace daicho::cli
