#pragma once
#include <optional>
#include <span>
#include <string>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "model/table.hpp"

namespace daicho {

/// What a sheet says behind 評価方法:
struct StatedMethod {
  Area area;
  std::string title;
};
std::optional<StatedMethod> stated_method(const Table& table, const Forms& forms);

/// True where a text is the title of a method, in either language, or its id.
bool names_method(const std::string& text, const Method& method);

/// The known method that the workbook names, and where; nothing where it names none, or several.
struct NamedMethod {
  const Method* method = nullptr;
  std::size_t sheet = 0;
  StatedMethod stated;
};
std::optional<NamedMethod> named_method(std::span<const Table> tables, const Forms& forms, std::span<const Method> known);

}  // namespace daicho
