#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/wording.hpp"

namespace daicho {

/// What the cells of a column hold.
enum class Entry : std::uint8_t {
  identifier,  ///< a number or code that names a row; read as it is shown
  control,     ///< the number of a control (5.10, A.5.1.1, 3(1)-1), which a spreadsheet may hold as a number or a date
  text,
  rating,  ///< a step of a scale, rated by people
  mark,    ///< ○, 有 or nothing
  date,
  result,      ///< calculated by the method; given by people only where its inputs have no columns
  range,       ///< one value or several: "9", "4～6", "3以下"
  references,  ///< numbers of rows of another list: 「10、11、13」
  state        ///< one of the words of its column: 済み, 予定, 未定
};

/// True for what tells a row from others of its list.
inline bool identifies(Entry entry) { return entry == Entry::identifier || entry == Entry::control; }

/// A word that a column of states may hold.
struct StateWord {
  std::string id;  ///< "done"
  Wording label;
  std::vector<std::string> aliases;  ///< folded, the labels among them
};

/// A heading under which a column is known, folded.
struct Synonym {
  std::string text;
  std::string within;     ///< only under this group heading, folded; empty: anywhere
  bool weak = false;      ///< also means other things: any better heading wins
  bool anywhere = false;  ///< says itself which evaluation it belongs to (残留リスク値): it needs no group heading for that
};

/// A column of a form.
struct FormColumn {
  std::string field;
  std::string quantity;    ///< what it is in a method: "importance" for residual_importance; the field itself unless said
  std::string evaluation;  ///< empty: the first one; "residual" (二次評価), "inherent" (対策前)
  std::string like;        ///< field of the same list whose headings it shares; empty once the forms are put together
  Entry entry = Entry::text;
  bool names_row = false;  ///< the name of what a row is about (情報資産名称); a form has at most one
  bool needed = false;     ///< without it, the sheet is not this form
  bool described = false;  ///< its headings also stand over descriptions (脅威: 不正アクセス), which are not this column
  double weight = 0;       ///< how much finding it speaks for the form, 0 to 1
  Wording heading;
  Wording group;                  ///< heading over several columns (評価値); empty when there is none
  Wording help;                   ///< one sentence on what to enter; may be empty
  std::vector<Synonym> synonyms;  ///< the headings above among them
  std::vector<StateWord> words;   ///< of a column of states
  bool fresh = true;              ///< part of a new sheet
  bool in_worksheet = true;       ///< part of a new sheet that holds assets and their risks together
  double width = 10;              ///< of a new sheet's column, in characters
};

/// A block with headings across and one thing per row (or, turned, per column or card).
struct FormList {
  std::string id;
  std::vector<FormColumn> columns;
  double coverage = 0;  ///< least share of a block's headings that must be known, 0 to 1
  /// A place where columns go that another list describes.
  struct Use {
    std::size_t at = 0;          ///< position among the columns
    std::string block;           ///< name of the other list's block
    bool own_freshness = false;  ///< the next two replace what the block says
    bool fresh = true;
    bool in_worksheet = true;
  };
  std::vector<Use> uses;  ///< empty once the forms are put together
  /// The position of a field, or columns.size().
  std::size_t find(std::string_view field) const;
  /// The position of the column that names the row, or columns.size().
  std::size_t name_column() const;
  /// True for a list of things (assets); a list of criteria has no names.
  bool names_things() const { return name_column() < columns.size(); }
  /// True for a register: things that people rate.
  bool rates_things() const;
  /// The evaluations its columns belong to, the first one ("") at the front.
  std::vector<std::string> evaluations() const;
};

/// A block with values across and down, such as 被害発生可能性の換算表.
struct FormMatrix {
  std::string result;   ///< field of the values inside
  std::string rows;     ///< field of the values down
  std::string columns;  ///< field of the values across
  Wording title;
  Wording row_heading;
  Wording column_heading;
  std::vector<std::string> row_names;     ///< folded names of what goes down
  std::vector<std::string> column_names;  ///< folded names of what goes across
  /// The heading of one of its two fields.
  const Wording& heading_of(std::string_view field) const { return field == columns ? column_heading : row_heading; }
};

/// One kind of sheet, as a file of templates/ describes it.
struct Form {
  std::string id;
  Wording title;
  std::vector<std::string> sheet_names;  ///< folded names and titles that speak for the form
  std::vector<FormList> lists;
  std::vector<FormMatrix> matrices;
  std::vector<std::string> method_names;  ///< folded: what stands before the title of a method (評価方法: …)
  /// Columns that lists of other forms may use as they are, by name.
  std::map<std::string, std::vector<FormColumn>, std::less<>> blocks;
};

/// Words that all forms share, folded. From templates/words.xml.
struct CommonWords {
  std::vector<std::string> totals;     ///< 合計, Total …: rows to leave alone
  std::vector<std::string> approvals;  ///< 承認, Approved by …: what follows is no data
  std::vector<std::string> examples;   ///< 記入例, Example …
  std::vector<std::string> notes;      ///< ※, 注) …: beginnings of remarks
  std::vector<std::string> sections;   ///< ■, 【 …: beginnings of headings between the rows
  std::vector<std::string> residual;   ///< 二次評価, Residual …: groups that hold a later evaluation
  std::vector<std::string> inherent;   ///< 対策前, Inherent …: groups that hold an evaluation without any controls
};

struct Forms {
  std::vector<Form> forms;
  CommonWords words;
  /// The form, or null.
  const Form* find(std::string_view id) const;
};

}  // namespace daicho
