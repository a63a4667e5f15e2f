#pragma once
#include <array>
#include <string_view>

#include "catalog/form.hpp"

namespace daicho {

/// Tells rows that are no data by the words in them. Asked for every row of a sheet, it first looks at one character only, and
/// remembers what it said of the texts that a sheet shares. A text must stay where it is for as long as it is asked about.
class RowWords {
 public:
  explicit RowWords(const CommonWords& words);
  bool total(std::string_view text) const;     ///< 合計, Total
  bool approval(std::string_view text) const;  ///< 承認, Approved by
  bool example(std::string_view text) const;   ///< 記入例, "例：社員名簿", "（例）社員名簿"
  bool remark(std::string_view text) const;    ///< "※ …", "注）…"
  bool section(std::string_view text) const;   ///< "■ 営業部": a heading when it stands alone

 private:
  struct Verdict {
    const char* text = nullptr;
    std::size_t size = 0;
    bool total = false;
    bool approval = false;
    bool example = false;
  };
  const Verdict& verdict(std::string_view text) const;
  bool begins_with(std::string_view text, const std::vector<std::string>& words) const;
  bool may_be_one(std::string_view text) const;
  const CommonWords& words_;
  std::array<bool, 65536> first_{};  // by the first code point of some word
  mutable std::array<Verdict, 256> known_{};
};

}  // namespace daicho
