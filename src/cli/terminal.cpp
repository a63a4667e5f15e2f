#include "cli/terminal.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace daicho::cli {
namespace {

volatile std::sig_atomic_t interrupted_flag = 0;

void note_interrupt(int) { interrupted_flag = 1; }

constexpr std::chrono::milliseconds silent_for{400};
constexpr std::chrono::milliseconds between_updates{100};

void write(std::FILE* to, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), to);
  std::fflush(to);
}

}  // namespace

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

void Terminal::out(std::string_view text) const { write(stdout, text); }
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
  if (!colour_ || colour.size() != 7) return {};
  const auto channel = [&](std::size_t at) {
    return std::to_string(std::strtol(std::string(colour.substr(at, 2)).c_str(), nullptr, 16));
  };
  return painted("  ", "48;2;" + channel(1) + ";" + channel(3) + ";" + channel(5));
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
