#pragma once
#include <vector>

#include "catalog/catalogues.hpp"
#include "catalog/form.hpp"
#include "catalog/handling.hpp"
#include "catalog/messages.hpp"
#include "catalog/method.hpp"
#include "model/finding.hpp"

namespace daicho {

/// The data files of the program, read: forms, methods, handling rules, messages, catalogues.
struct Library {
  Forms forms;
  std::vector<Method> methods;  ///< the default method first
  std::vector<Handling> handlings;
  Messages messages;
  Catalogues catalogues;  ///< read when asked for
};

/// Reads what is embedded in the binary. It fails only when the binary was built from faulty files, which the tests exclude.
Outcome<Library> load_library();

}  // namespace daicho
