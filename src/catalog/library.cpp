#include "catalog/library.hpp"

#include <algorithm>

#include "catalog/embedded.hpp"
#include "catalog/form_file.hpp"
#include "catalog/method_file.hpp"

namespace daicho {
namespace {

constexpr std::string_view default_method = "sme-3x3";  // source 003

/// Hands a result on, or keeps its faults.
template <typename T, typename Keep>
void take(Outcome<T> outcome, Findings& faults, Keep keep) {
  if (outcome) keep(std::move(*outcome));
  else faults.insert(faults.end(), outcome.error().begin(), outcome.error().end());
}

}  // namespace

Outcome<Library> load_library() {
  Library out;
  Findings faults;
  for (const DataFile& file : embedded_files()) {
    if (file.path == "catalog/messages.xml") {
      take(Messages::read(file.path, file.content), faults, [&](Messages messages) { out.messages = std::move(messages); });
    } else if (file.path == "templates/words.xml") {
      take(read_words(file.path, file.content), faults, [&](CommonWords words) { out.forms.words = std::move(words); });
    } else if (file.path.starts_with("templates/")) {
      take(read_form(file.path, file.content), faults, [&](Form form) { out.forms.forms.push_back(std::move(form)); });
    } else if (file.path.starts_with("catalog/methods/")) {
      take(read_method(file.path, file.content), faults, [&](Method method) { out.methods.push_back(std::move(method)); });
    } else if (file.path.starts_with("catalog/handling/")) {
      take(read_handling(file.path, file.content), faults,
           [&](Handling handling) { out.handlings.push_back(std::move(handling)); });
    }
  }
  const Findings apart = put_together(out.forms.forms);
  faults.insert(faults.end(), apart.begin(), apart.end());
  std::stable_partition(out.methods.begin(), out.methods.end(),
                        [](const Method& method) { return method.id == default_method; });
  if (!faults.empty()) return Failure(std::move(faults));
  return out;
}

}  // namespace daicho
