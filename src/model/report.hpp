#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/edit.hpp"
#include "model/finding.hpp"
#include "model/reference.hpp"
#include "model/texts.hpp"

namespace daicho {

/// A part of the method that stands in the workbook itself (リスク基準).
struct CriteriaUse {
  std::string part;   ///< term of the messages: "criteria.table", "criteria.bands", "criteria.scale"
  std::string field;  ///< what it is about: "likelihood", "priority", "confidentiality"
  std::size_t sheet = 0;
  Area area;
  bool differs = false;  ///< it says something else than the method
};

/// Why a sheet was taken for a form: a text of the messages ("reason.headings") with its arguments.
struct Reason {
  std::string name;
  std::vector<Argument> arguments;
};

/// What was read on one sheet.
struct SheetReport {
  std::size_t sheet = 0;  ///< position among the tables
  std::string form;       ///< "asset-register"
  Area area;              ///< headings and rows
  double confidence = 0;  ///< 0 to 1
  std::vector<Reason> reasons;
  std::size_t rows = 0;        ///< things listed
  std::size_t unfinished = 0;  ///< of them, those that miss a rating some result needs
};

/// Counts over things with a risk level.
struct LevelCounts {
  std::map<double, std::size_t> by_level;
  std::map<double, std::size_t> by_priority;
  std::size_t acceptable = 0;  ///< with a level but no priority: the risk is acceptable
  std::size_t unfinished = 0;
  std::map<double, std::size_t> residual_by_level;  ///< of the second evaluation (二次評価)
};

/// What a person wants to know first, counted over all registers of the workbook.
struct Summary : LevelCounts {
  std::size_t assets = 0;
  std::size_t key_assets = 0;  ///< 重要資産
};

/// The same for all risk reports.
struct RiskSummary : LevelCounts {
  std::size_t risks = 0;
};

/// The same for all treatment plans.
struct TaskSummary {
  std::size_t tasks = 0;
  std::size_t finished = 0;     ///< 終了
  std::size_t started = 0;      ///< 着手
  std::size_t not_started = 0;  ///< 未着手
  std::size_t overdue = 0;      ///< of those that are not finished
};

/// Answers of checklists. Their sum is `items`; those past their due date are also among `partly`, `not_done` and
/// `open`.
struct ItemCounts {
  std::size_t items = 0;
  std::size_t done = 0;            ///< 実施している
  std::size_t partly = 0;          ///< 一部
  std::size_t not_done = 0;        ///< 実施していない
  std::size_t not_applicable = 0;  ///< 該当なし
  std::size_t open = 0;            ///< no answer, or none that can be read
  std::size_t overdue = 0;
};
struct NamedItemCounts : ItemCounts {
  std::string name;  ///< of a section or department; empty: rows that name none
};

/// The same for all checklists, each section and department in the order of the rows.
struct ChecklistSummary : ItemCounts {
  std::vector<NamedItemCounts> by_section;
  std::vector<NamedItemCounts> by_department;
};

/// All that refreshing a workbook comes to.
struct Report {
  std::string method_id;  ///< empty where the edition, and with it the method, could not be told
  std::vector<CriteriaUse> criteria;
  std::vector<SheetReport> sheets;
  std::vector<std::string> fields;  ///< names for Edit::field
  std::vector<Edit> edits;          ///< by sheet and place
  Findings findings;                ///< by sheet and place, those of the whole file first
  Summary summary;
  RiskSummary risks;
  TaskSummary tasks;
  ChecklistSummary checklist;
  Texts texts;  ///< texts of the edits
};

}  // namespace daicho
