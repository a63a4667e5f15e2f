#include "workbook/xlsx/notes.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "workbook/xlsx/comments_part.hpp"
#include "workbook/xlsx/note_boxes.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view comments_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
constexpr std::string_view boxes_type = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What becomes of the notes of a sheet.
struct Decision {
  std::set<Place> removed;
  std::vector<Comment> added;
};

Decision decide(const NotedSheet& sheet, const CommentPlaces& places, Findings& kept) {
  Decision out;
  if (sheet.drop) out.removed = places.ours;
  for (const Note& note : sheet.notes) {
    if (places.others.count(note.place) > 0) {
      kept.push_back({code::note_kept, {argument(name(note.place))}, note.sheet, Area{note.place, note.place}});
      continue;
    }
    if (places.ours.count(note.place) > 0) out.removed.insert(note.place);
    out.added.push_back({note.place, note.text});
  }
  return out;
}

/// The part for something of the sheet: there already, or made and related.
struct Piece {
  std::string part;
  std::string id;
  bool made = false;
};

Piece comments_of(const NotedSheet& sheet, const std::vector<Relationship>& relationships) {
  for (const Relationship& one : relationships) {
    if (one.type == "comments" && !one.external) return {one.target, one.id, false};
  }
  return {"", "", !sheet.notes.empty()};
}

}  // namespace

Outcome<std::string> write_notes(const NotedSheet& sheet, const Spaces& spaces, PartChanges& parts, Findings& kept) {
  const auto relationships = parts.relationships(sheet.part);
  if (!relationships) return Failure(relationships.error());
  Piece comments = comments_of(sheet, *relationships);
  if (comments.part.empty() && !comments.made) return std::string();
  if (!comments.made && !parts.has(comments.part))
    return fail(code::part_missing, {argument(comments.part), argument(sheet.part)});
  const std::string content = comments.made ? empty_comments(spaces) : parts.text(comments.part);
  const auto places = read_comments(content, comments.part, sheet.author);
  if (!places) return Failure(places.error());
  const Decision decision = decide(sheet, *places, kept);
  if (decision.removed.empty() && decision.added.empty()) return std::string();

  auto written = with_comments(content, comments.part, sheet.author, decision.removed, decision.added);
  if (!written) return Failure(written.error());
  const std::string relations(spaces.relations);
  if (comments.made) {
    comments.part = parts.unused("xl/comments");
    parts.declare(comments.part, comments_type);
    parts.relate(sheet.part, relations + "/comments", comments.part);
  }
  parts.put(comments.part, std::move(*written));

  Piece boxes{"", sheet.legacy_drawing, sheet.legacy_drawing.empty()};
  for (const Relationship& one : *relationships) {
    if (!boxes.made && one.id == boxes.id) boxes.part = one.target;
  }
  if (!boxes.made && !parts.has(boxes.part)) return fail(code::part_missing, {argument(boxes.part), argument(sheet.part)});
  if (boxes.made && decision.added.empty()) return std::string();
  const std::string drawn = boxes.made ? empty_boxes() : parts.text(boxes.part);
  auto redrawn = with_boxes(drawn, boxes.part, decision.removed, decision.added, sheet.shape);
  if (!redrawn) return Failure(redrawn.error());
  if (boxes.made) {
    boxes.part = parts.unused("xl/drawings/vmlDrawing", ".vml");
    parts.declare_ending("vml", boxes_type);
    boxes.id = parts.relate(sheet.part, relations + "/vmlDrawing", boxes.part);
  }
  parts.put(boxes.part, std::move(*redrawn));
  return boxes.made ? boxes.id : std::string();
}

}  // namespace daicho::xlsx
