#include "workbook/xlsx/book.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "model/codes.hpp"
#include "workbook/xlsx/graft.hpp"
#include "workbook/xlsx/insertion.hpp"
#include "workbook/xlsx/new_strings.hpp"
#include "workbook/xlsx/notes.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_changes.hpp"
#include "workbook/xlsx/sheet_editor.hpp"
#include "workbook/xlsx/sheet_reader.hpp"
#include "workbook/xlsx/small_parts.hpp"
#include "workbook/xlsx/strings.hpp"
#include "workbook/xlsx/styles.hpp"
#include "workbook/xlsx/tree.hpp"
#include "workbook/zip/archive.hpp"

namespace daicho::xlsx {
namespace {

/// Counts the bytes that pass, and stops when progress says so.
class Counted : public ByteSource {
 public:
  Counted(std::unique_ptr<ByteSource> inner, std::uint64_t& counter, std::uint64_t total, const Progress& progress)
      : inner_(std::move(inner)), counter_(counter), total_(total), progress_(progress) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t taken = inner_->read(into, size);
    counter_ += taken;
    if (!progress_ || progress_(total_ == 0 ? 1.0 : std::min(1.0, static_cast<double>(counter_) / static_cast<double>(total_))))
      return taken;
    stopped_ = {{code::interrupted, {}, -1, {}}};
    return 0;
  }
  const Findings& faults() const override { return stopped_.empty() ? inner_->faults() : stopped_; }

 private:
  std::unique_ptr<ByteSource> inner_;
  std::uint64_t& counter_;
  std::uint64_t total_;
  const Progress& progress_;
  Findings stopped_;
};

template <typename Change>
Place place_of(const Change& change) {
  return change.place;
}
Place place_of(const RowInsertion& insertion) { return {insertion.before, 0}; }

template <typename Change>
bool is_sound(const Change& change) {
  return change.place.row < max_rows && change.place.column < max_columns;
}
bool is_sound(const RowInsertion& insertion) {
  return insertion.count > 0 && insertion.count < max_rows && insertion.before < max_rows && insertion.model < max_rows;
}

/// A cell has one value, and a sheet is written in one pass: each edit, note or insertion must lie behind the one before, on a
/// sheet that has cells and is not replaced.
template <typename Change, typename Writable>
Findings disorder_of(std::span<const Change> changes, Writable writable) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    const Place place = place_of(change);
    const bool behind = i == 0 || std::pair(changes[i - 1].sheet, place_of(changes[i - 1])) < std::pair(change.sheet, place);
    if (behind && is_sound(change) && writable(change.sheet)) continue;
    return {{code::edits_disordered, {argument(name(place))}, change.sheet, Area{place, place}}};
  }
  return {};
}

/// Those of one sheet, among changes in order.
template <typename Change>
std::span<const Change> of_sheet(std::span<const Change> changes, std::size_t sheet) {
  const auto first = std::partition_point(changes.begin(), changes.end(), [&](const Change& c) { return c.sheet < sheet; });
  const auto last = std::partition_point(first, changes.end(), [&](const Change& c) { return c.sheet <= sheet; });
  return {first, last};
}

class Book : public Workbook {
 public:
  Book(zip::Archive archive, Package package) : archive_(std::move(archive)), package_(std::move(package)) {}

  Findings read(const Progress& progress) {
    Findings findings;
    const auto collect = [&](const auto& outcome) {
      if (!outcome) findings.insert(findings.end(), outcome.error().begin(), outcome.error().end());
    };
    for (const SheetEntry& sheet : package_.sheets) to_read_ += size_of(sheet.part);
    if (package_.strings_part) to_read_ += size_of(*package_.strings_part);
    collect(read_styles());
    collect(read_strings(progress));
    tables_.resize(package_.sheets.size());
    extras_.resize(package_.sheets.size());
    for (std::size_t i = 0; i < tables_.size() && findings.empty(); ++i) collect(read_table(i, progress));
    return findings;
  }

  std::span<const Table> tables() const override { return tables_; }
  bool is_signed() const override { return !package_.signature_parts.empty(); }
  bool has_formulas() const override {
    return std::any_of(tables_.begin(), tables_.end(), [](const Table& table) { return !table.formulas().empty(); });
  }

  std::vector<PlacedSheet> placed(const RenderedBook& sheets) const override {
    std::vector<PlacedSheet> out;
    for (const Graft::Slot& slot : place_sheets(sheets, package_).slots) out.push_back({slot.sheet.name, slot.replaces});
    return out;
  }

  Outcome<Findings> insertable(std::span<const RowInsertion> insertions) override {
    PartChanges parts(archive_);
    return Insertion(archive_, package_, tables_, insertions).prepare([](std::size_t) { return false; }, parts);
  }

  Outcome<Findings> write(const Changes& changes, const WriteOptions& options, OutputFile& file,
                          const Progress& progress) override {
    const Graft graft = changes.sheets == nullptr ? Graft() : place_sheets(*changes.sheets, package_);
    if (Findings refusal = refusal_of(changes, graft, options); !refusal.empty()) return Failure(std::move(refusal));
    packing_ = options.compact ? zip::Packing::compact : zip::Packing::fast;
    NewStrings strings(package_.strings_part.has_value(), strings_.size());
    Findings kept;
    if (auto planned = plan(changes, graft, options.author, strings, kept, progress); !planned) {
      auto same = archive_.unchanged();  // where it has changed, that is why it cannot be read any more
      return Failure(same ? planned.error() : same.error());
    }
    if (auto written = archive_.write(file); !written) return Failure(written.error());
    return kept;
  }

 private:
  bool is_writable(std::size_t sheet, const Graft& graft) const {
    return sheet < package_.sheets.size() && package_.sheets[sheet].worksheet && !package_.sheets[sheet].part.empty() &&
           !graft.replaces(sheet);
  }

  Findings refusal_of(const Changes& changes, const Graft& graft, const WriteOptions& options) const {
    if (is_signed() && !options.drop_signature) return {{code::signed_file, {argument("")}, -1, {}}};
    if (graft.adds() && package_.structure_locked && !options.allow_protected) return {{code::structure_locked, {}, -1, {}}};
    const auto writable = [&](std::size_t sheet) { return is_writable(sheet, graft); };
    Findings disorder = disorder_of(changes.insertions, writable);
    if (disorder.empty()) disorder = disorder_of(changes.edits, writable);
    return disorder.empty() ? disorder_of(changes.notes, writable) : disorder;
  }

  std::uint64_t size_of(const std::string& part) const {
    const auto at = archive_.find(part);
    return at ? archive_.parts()[*at].size : 0;
  }

  Outcome<void> read_styles() {
    if (!package_.styles_part) return {};
    const auto content = archive_.read_whole(*archive_.find(*package_.styles_part));
    if (!content) return Failure(content.error());
    return styles_.read(*package_.styles_part, *content);
  }

  Outcome<void> read_strings(const Progress& progress) {
    if (!package_.strings_part) return {};
    auto source = archive_.read(*archive_.find(*package_.strings_part));
    if (!source) return Failure(source.error());
    Counted counted(std::move(*source), were_read_, to_read_, progress);
    return strings_.read(counted, *package_.strings_part);
  }

  Outcome<void> read_table(std::size_t position, const Progress& progress) {
    const SheetEntry& sheet = package_.sheets[position];
    Table& table = tables_[position];
    table.name = sheet.name;
    table.role = sheet.role;
    table.hidden = sheet.hidden;
    const auto at = archive_.find(sheet.part);
    if (!sheet.worksheet || sheet.part.empty()) return {};
    if (!at) return fail(code::part_missing, {argument(sheet.part), argument(sheet.name)});
    auto source = archive_.read(*at);
    if (!source) return Failure(source.error());
    Counted counted(std::move(*source), were_read_, to_read_, progress);
    auto extras = read_sheet(counted, sheet.part, strings_, styles_, package_.dates_from_1904, table);
    if (!extras) return Failure(extras.error());
    extras_[position] = std::move(*extras);
    return read_lists(sheet.part, extras_[position], table);
  }

  /// The sheet's tables (テーブル). A damaged one only loses us a hint.
  Outcome<void> read_lists(const std::string& part, const SheetExtras& extras, Table& table) {
    if (extras.table_ids.empty()) return {};
    const auto relationships = read_relationships(archive_, part);
    if (!relationships) return Failure(relationships.error());
    for (const Relationship& relationship : *relationships) {
      const bool wanted =
          std::find(extras.table_ids.begin(), extras.table_ids.end(), relationship.id) != extras.table_ids.end();
      const auto at = wanted ? archive_.find(relationship.target) : std::nullopt;
      if (!at) continue;
      const auto content = archive_.read_whole(*at);
      if (!content) return Failure(content.error());
      const auto tree = read_tree(relationship.target, *content);
      if (!tree) return Failure(tree.error());
      const auto root = (*tree)->document_element();
      const auto where = area(root.attribute("ref").value());
      if (where)
        table.lists.push_back({root.attribute("displayName").value(), *where, root.attribute("headerRowCount").as_uint(1),
                               root.attribute("totalsRowCount").as_uint(0)});
    }
    return {};
  }

  /// Hands every part that changes to the archive.
  Outcome<void> plan(const Changes& changes, const Graft& graft, const std::string& author, NewStrings& strings, Findings& kept,
                     const Progress& progress) {
    const std::span<const Edit> edits = changes.edits;
    if (graft.book != nullptr) strings.reuse(*graft.book, strings_);
    Insertion& insertion = insertion_.emplace(archive_, package_, tables_, changes.insertions);
    for (const Edit& edit : edits) {
      const Table& table = tables_[edit.sheet];
      const Place old{insertion.rows().of(table.name).origin(edit.place.row).row, edit.place.column};
      const bool kept_formula = !edit.replace_formula && table.rule_at(old) >= 0;
      if (edit.value.is_text() && !kept_formula) strings.add(edit.value.text());
      replaces_formulas_ |= edit.replace_formula;
    }
    PartChanges parts(archive_);
    const auto told = insertion.prepare([&](std::size_t sheet) { return graft.replaces(sheet); }, parts);
    if (!told) return Failure(told.error());
    kept.insert(kept.end(), told->begin(), told->end());
    if (graft.book != nullptr) {
      if (auto done = graft_sheets(graft, archive_, package_, strings, parts); !done) return done;
    }
    to_read_ = were_read_ = 0;
    for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
      const SheetEntry& entry = package_.sheets[sheet];
      if (!is_writable(sheet, graft)) continue;
      const NotedSheet noted{entry.part, of_sheet(changes.notes, sheet), changes.drop_notes,
                             author,     extras_[sheet].legacy_drawing,  extras_[sheet].shape};
      const auto boxes = write_notes(noted, package_.spaces(), parts, kept);
      if (!boxes) return Failure(boxes.error());
      const auto own_edits = of_sheet(edits, sheet);
      if (own_edits.empty() && boxes->empty() && !insertion.changes(sheet)) continue;
      to_read_ += size_of(entry.part);
      if (auto done = plan_sheet(sheet, own_edits, *boxes, strings, progress); !done) return done;
    }
    if (strings.shared() && !strings.empty()) {
      const std::size_t part = *archive_.find(*package_.strings_part);
      auto source = archive_.read(part);
      if (!source) return Failure(source.error());
      archive_.replace(part, extended_strings(std::move(*source), *package_.strings_part, strings), packing_);
    }
    plan_small_parts(!edits.empty() || !changes.insertions.empty(), !changes.insertions.empty(), graft, parts);
    return parts.hand_over(packing_);
  }

  Outcome<void> plan_sheet(std::size_t sheet, std::span<const Edit> edits, const std::string& boxes, const NewStrings& strings,
                           const Progress& progress) {
    const std::string& name = package_.sheets[sheet].part;
    const std::size_t part = *archive_.find(name);
    auto source = archive_.read(part);
    if (!source) return Failure(source.error());
    std::unique_ptr<ByteSource> content = std::make_unique<Counted>(std::move(*source), were_read_, to_read_, progress);
    if (insertion_->changes(sheet)) content = insertion_->applied(sheet, std::move(content));
    if (!edits.empty() || !boxes.empty()) content = edited_sheet(std::move(content), name, edits, strings, styles_, boxes);
    archive_.replace(part, std::move(content), packing_);
    return {};
  }

  void plan_small_parts(bool edited, bool inserted, const Graft& graft, PartChanges& parts) const {
    const bool replaced =
        std::any_of(graft.slots.begin(), graft.slots.end(), [](const Graft::Slot& slot) { return slot.replaces; });
    const bool calculates = graft.has_formulas() || ((edited || replaced) && has_formulas());
    if (calculates)
      parts.change(package_.workbook_part,
                   [&](std::string_view content) { return with_full_calculation(content, package_.workbook_part); });
    std::vector<std::string> dropped = package_.signature_parts;
    // The chain lists cells with formulas; one that has none any more makes Excel call the file damaged.
    if ((inserted || replaces_formulas_ || replaced || graft.has_formulas()) && package_.calc_chain_part)
      dropped.push_back(*package_.calc_chain_part);
    if (dropped.empty()) return;
    parts.remove(dropped);
    parts.drop_relations("", dropped);
    parts.drop_relations(package_.workbook_part, dropped);
  }

  zip::Archive archive_;
  Package package_;
  Styles styles_;
  Strings strings_;
  std::vector<Table> tables_;
  std::vector<SheetExtras> extras_;     ///< of each sheet
  std::optional<Insertion> insertion_;  ///< while the file is written
  zip::Packing packing_ = zip::Packing::fast;
  bool replaces_formulas_ = false;
  std::uint64_t to_read_ = 0;
  std::uint64_t were_read_ = 0;
};

}  // namespace

Outcome<std::unique_ptr<Workbook>> open(const std::filesystem::path& file, const Progress& progress) {
  auto archive = zip::Archive::open(file);
  if (!archive) return Failure(archive.error());
  if (archive->find("content.xml") && archive->find("mimetype"))
    return fail(code::format_not_read, {argument(file.filename().string()), argument(".ods")});
  auto package = read_package(*archive);
  if (!package) return Failure(package.error());
  auto book = std::make_unique<Book>(std::move(*archive), std::move(*package));
  if (Findings findings = book->read(progress); !findings.empty()) return Failure(std::move(findings));
  return book;
}

}  // namespace daicho::xlsx
