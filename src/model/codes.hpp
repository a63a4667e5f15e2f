#pragma once
#include <array>

#include "model/finding.hpp"

namespace daicho::code {

// Every kind of finding. Its texts stand under the same name in catalog/messages.xml; a test fails when one is missing there.

// Files that cannot be read.
inline constexpr Code cannot_read{"cannot-read", Severity::error, Stops::reading};
inline constexpr Code interrupted{"interrupted", Severity::error, Stops::reading};

// Files that can be read but not understood, or not safely.
inline constexpr Code empty_file{"empty-file", Severity::error, Stops::understanding};
inline constexpr Code not_a_workbook{"not-a-workbook", Severity::error, Stops::understanding};
inline constexpr Code not_a_sheet{"not-a-sheet", Severity::error, Stops::understanding};
inline constexpr Code lock_file{"lock-file", Severity::error, Stops::understanding};
inline constexpr Code format_not_read{"format-not-read", Severity::error, Stops::understanding};
inline constexpr Code password{"password", Severity::error, Stops::understanding};
inline constexpr Code signed_file{"signed-file", Severity::error, Stops::understanding};
inline constexpr Code sheet_locked{"sheet-locked", Severity::error, Stops::understanding};
inline constexpr Code structure_locked{"structure-locked", Severity::error, Stops::understanding};
inline constexpr Code part_missing{"part-missing", Severity::error, Stops::understanding};
inline constexpr Code sheet_disordered{"sheet-disordered", Severity::error, Stops::understanding};
inline constexpr Code limit{"limit", Severity::error, Stops::understanding};
inline constexpr Code xml_malformed{"xml-malformed", Severity::error, Stops::understanding};
inline constexpr Code xml_cut_short{"xml-cut-short", Severity::error, Stops::understanding};
inline constexpr Code xml_doctype{"xml-doctype", Severity::error, Stops::understanding};
inline constexpr Code xml_encoding{"xml-encoding", Severity::error, Stops::understanding};
inline constexpr Code zip_damaged{"zip-damaged", Severity::error, Stops::understanding};
inline constexpr Code zip_encrypted{"zip-encrypted", Severity::error, Stops::understanding};
inline constexpr Code zip_method{"zip-method", Severity::error, Stops::understanding};
inline constexpr Code zip_overlap{"zip-overlap", Severity::error, Stops::understanding};
inline constexpr Code zip_twice{"zip-twice", Severity::error, Stops::understanding};

// Files that cannot be written.
inline constexpr Code cannot_write{"cannot-write", Severity::error, Stops::writing};
inline constexpr Code format_not_written{"format-not-written", Severity::error, Stops::usage};
inline constexpr Code file_in_use{"file-in-use", Severity::error, Stops::writing};
inline constexpr Code file_changed{"file-changed", Severity::error, Stops::writing};
inline constexpr Code edits_disordered{"edits-disordered", Severity::error, Stops::writing};
inline constexpr Code rows_refused{"rows-refused", Severity::error, Stops::writing};
inline constexpr Code file_exists{"file-exists", Severity::error, Stops::writing};
inline constexpr Code json_exists{"json-exists", Severity::error, Stops::writing};
inline constexpr Code json_not_written{"json-not-written", Severity::error, Stops::writing};
inline constexpr Code output_not_written{"output-not-written", Severity::error, Stops::writing};

// Data files: methods, forms, messages.
inline constexpr Code data_malformed{"data-malformed", Severity::error, Stops::usage};
inline constexpr Code data_wrong_root{"data-wrong-root", Severity::error, Stops::usage};
inline constexpr Code data_missing{"data-missing", Severity::error, Stops::usage};
inline constexpr Code data_not_a_number{"data-not-a-number", Severity::error, Stops::usage};
inline constexpr Code data_unknown_word{"data-unknown-word", Severity::error, Stops::usage};
inline constexpr Code data_unknown_element{"data-unknown-element", Severity::error, Stops::usage};
inline constexpr Code data_duplicate{"data-duplicate", Severity::error, Stops::usage};
inline constexpr Code catalogue_no_entry{"catalogue-no-entry", Severity::error, Stops::usage};
inline constexpr Code form_unknown_columns{"form-unknown-columns", Severity::error, Stops::usage};
inline constexpr Code method_short_scale{"method-short-scale", Severity::error, Stops::usage};
inline constexpr Code method_unknown_scale{"method-unknown-scale", Severity::error, Stops::usage};
inline constexpr Code method_unknown_field{"method-unknown-field", Severity::error, Stops::usage};
inline constexpr Code method_wrong_inputs{"method-wrong-inputs", Severity::error, Stops::usage};
inline constexpr Code method_table_shape{"method-table-shape", Severity::error, Stops::usage};
inline constexpr Code method_table_gap{"method-table-gap", Severity::error, Stops::usage};
inline constexpr Code method_band_reversed{"method-band-reversed", Severity::error, Stops::usage};
inline constexpr Code method_bands_overlap{"method-bands-overlap", Severity::error, Stops::usage};
inline constexpr Code method_key_needs_scale{"method-key-needs-scale", Severity::error, Stops::usage};
inline constexpr Code method_marks_scale{"method-marks-scale", Severity::error, Stops::usage};
inline constexpr Code method_steps_and_ends{"method-steps-and-ends", Severity::error, Stops::usage};
inline constexpr Code method_no_words{"method-no-words", Severity::error, Stops::usage};
inline constexpr Code method_not_rated{"method-not-rated", Severity::error, Stops::usage};
inline constexpr Code method_not_a_mark{"method-not-a-mark", Severity::error, Stops::usage};
inline constexpr Code method_value_outside{"method-value-outside", Severity::error, Stops::usage};
inline constexpr Code method_table_continuous{"method-table-continuous", Severity::error, Stops::usage};

// Criteria that stand in the workbook.
inline constexpr Code criteria_contradict{"criteria-contradict", Severity::error};
inline constexpr Code criteria_gap{"criteria-gap", Severity::error};
inline constexpr Code criteria_unreadable{"criteria-unreadable", Severity::error};
inline constexpr Code criteria_bands_overlap{"criteria-bands-overlap", Severity::error};
inline constexpr Code criteria_other_method{"criteria-other-method", Severity::error};
inline constexpr Code method_named{"method-named", Severity::info};
inline constexpr Code method_overruled{"method-overruled", Severity::warning};
inline constexpr Code criteria_not_used{"criteria-not-used", Severity::warning};
inline constexpr Code edition_told{"edition-told", Severity::info};
inline constexpr Code edition_open{"edition-open", Severity::error};
inline constexpr Code edition_contradictory{"edition-contradictory", Severity::error};
inline constexpr Code method_unreachable{"method-unreachable", Severity::info};
inline constexpr Code method_empty_band{"method-empty-band", Severity::warning};
inline constexpr Code method_level_unbanded{"method-level-unbanded", Severity::warning};
inline constexpr Code method_value_never{"method-value-never", Severity::warning};
inline constexpr Code method_line_never{"method-line-never", Severity::warning};

// Recognition of sheets.
inline constexpr Code no_known_sheet{"no-known-sheet", Severity::error};
inline constexpr Code sheet_unclear{"sheet-unclear", Severity::warning};
inline constexpr Code sheet_is_example{"sheet-is-example", Severity::info};
inline constexpr Code column_ambiguous{"column-ambiguous", Severity::error};
inline constexpr Code needed_column_missing{"needed-column-missing", Severity::warning};
inline constexpr Code column_missing{"column-missing", Severity::error};
inline constexpr Code column_not_used{"column-not-used", Severity::warning};
inline constexpr Code headings_unknown{"headings-unknown", Severity::info};
inline constexpr Code result_column_missing{"result-column-missing", Severity::info};
inline constexpr Code nothing_to_calculate{"nothing-to-calculate", Severity::warning};
inline constexpr Code label_cells_unclear{"label-cells-unclear", Severity::warning};
inline constexpr Code method_does_not_fit{"method-does-not-fit", Severity::error};
inline constexpr Code no_ratings{"no-ratings", Severity::warning};
inline constexpr Code no_rows{"no-rows", Severity::warning};
inline constexpr Code hidden_sheet{"hidden-sheet", Severity::info};
inline constexpr Code mapping_unused{"mapping-unused", Severity::error};

// Classes of information and how they are handled.
inline constexpr Code class_filled{"class-filled", Severity::info};
inline constexpr Code class_contradicts{"class-contradicts", Severity::warning};
inline constexpr Code class_not_read{"class-not-read", Severity::warning};
inline constexpr Code class_column_other{"class-column-other", Severity::info};
inline constexpr Code class_limits{"class-limits", Severity::info};
inline constexpr Code handling_forbidden{"handling-forbidden", Severity::warning};
inline constexpr Code handling_exception{"handling-exception", Severity::warning};
inline constexpr Code handling_empty{"handling-empty", Severity::warning};

// Rows and cells.
inline constexpr Code row_left_out{"row-left-out", Severity::info};
inline constexpr Code rated_row_left_out{"rated-row-left-out", Severity::warning};
inline constexpr Code hidden_rows{"hidden-rows", Severity::info};
inline constexpr Code name_missing{"name-missing", Severity::warning};
inline constexpr Code number_twice{"number-twice", Severity::warning};
inline constexpr Code rating_missing{"rating-missing", Severity::warning};
inline constexpr Code result_missing{"result-missing", Severity::warning};
inline constexpr Code rating_outside{"rating-outside", Severity::error};
inline constexpr Code rating_not_a_number{"rating-not-a-number", Severity::error};
inline constexpr Code formula_error{"formula-error", Severity::error};
inline constexpr Code formula_not_calculated{"formula-not-calculated", Severity::error};
inline constexpr Code formula_disagrees{"formula-disagrees", Severity::error};
inline constexpr Code formulas_of_another_rule{"formulas-of-another-rule", Severity::error};
inline constexpr Code formula_changes{"formula-changes", Severity::warning};
inline constexpr Code formula_overtyped{"formula-overtyped", Severity::warning};
inline constexpr Code formula_kept{"formula-kept", Severity::warning};
inline constexpr Code result_corrected{"result-corrected", Severity::warning};
inline constexpr Code result_merged{"result-merged", Severity::warning};
inline constexpr Code result_not_read{"result-not-read", Severity::warning};
inline constexpr Code result_without_inputs{"result-without-inputs", Severity::warning};
inline constexpr Code result_not_shown{"result-not-shown", Severity::warning};
inline constexpr Code level_unbanded{"level-unbanded", Severity::error};
inline constexpr Code not_a_mark{"not-a-mark", Severity::warning};
inline constexpr Code not_a_date{"not-a-date", Severity::warning};
inline constexpr Code state_not_read{"state-not-read", Severity::warning};

// Risks and their assets, treatment and plan.
inline constexpr Code risk_asset_unknown{"risk-asset-unknown", Severity::error};
inline constexpr Code risk_asset_ambiguous{"risk-asset-ambiguous", Severity::error};
inline constexpr Code risk_asset_unrated{"risk-asset-unrated", Severity::warning};
inline constexpr Code risk_without_assets{"risk-without-assets", Severity::warning};
inline constexpr Code key_asset_without_risk{"key-asset-without-risk", Severity::warning};
inline constexpr Code treatment_undecided{"treatment-undecided", Severity::info};
inline constexpr Code treatment_without_control{"treatment-without-control", Severity::warning};
inline constexpr Code control_without_treatment{"control-without-treatment", Severity::warning};
inline constexpr Code control_not_in_plan{"control-not-in-plan", Severity::warning};
inline constexpr Code control_not_in_report{"control-not-in-report", Severity::warning};
inline constexpr Code response_contradicts_plan{"response-contradicts-plan", Severity::warning};
inline constexpr Code residual_missing{"residual-missing", Severity::warning};
inline constexpr Code residual_higher{"residual-higher", Severity::warning};
inline constexpr Code importance_lowered{"importance-lowered", Severity::warning};
inline constexpr Code residual_not_accepted{"residual-not-accepted", Severity::warning};
inline constexpr Code map_contradicts_method{"map-contradicts-method", Severity::error};
inline constexpr Code map_contradicts_rows{"map-contradicts-rows", Severity::warning};
inline constexpr Code risk_unknown{"risk-unknown", Severity::error};
inline constexpr Code task_overdue{"task-overdue", Severity::warning};
inline constexpr Code dates_reversed{"dates-reversed", Severity::warning};
inline constexpr Code date_ahead{"date-ahead", Severity::warning};
inline constexpr Code status_contradicts_dates{"status-contradicts-dates", Severity::warning};

// Statements of applicability (適用宣言書)
inline constexpr Code soa_catalogue_unknown{"soa-catalogue-unknown", Severity::error};
inline constexpr Code soa_catalogue_unclear{"soa-catalogue-unclear", Severity::error};
inline constexpr Code soa_edition{"soa-edition", Severity::info};
inline constexpr Code control_unknown{"control-unknown", Severity::error};
inline constexpr Code control_number_differs{"control-number-differs", Severity::error};
inline constexpr Code control_number_misread{"control-number-misread", Severity::warning};
inline constexpr Code control_twice{"control-twice", Severity::error};
inline constexpr Code control_missing{"control-missing", Severity::error};
inline constexpr Code control_added{"control-added", Severity::info};
inline constexpr Code controls_not_added{"controls-not-added", Severity::warning};
inline constexpr Code control_out_of_order{"control-out-of-order", Severity::info};
inline constexpr Code control_title_corrected{"control-title-corrected", Severity::warning};
inline constexpr Code control_theme_corrected{"control-theme-corrected", Severity::warning};
inline constexpr Code related_risks_corrected{"related-risks-corrected", Severity::warning};
inline constexpr Code control_title_other{"control-title-other", Severity::warning};
inline constexpr Code applicability_undecided{"applicability-undecided", Severity::error};
inline constexpr Code excluded_without_reason{"excluded-without-reason", Severity::error};
inline constexpr Code excluded_but_done{"excluded-but-done", Severity::error};
inline constexpr Code exclusion_not_accepted{"exclusion-not-accepted", Severity::error};
inline constexpr Code applied_but_not_due{"applied-but-not-due", Severity::error};
inline constexpr Code applied_without_status{"applied-without-status", Severity::warning};
inline constexpr Code applied_without_reason{"applied-without-reason", Severity::warning};
inline constexpr Code control_open{"control-open", Severity::info};
inline constexpr Code control_undocumented{"control-undocumented", Severity::warning};
inline constexpr Code treatment_control_excluded{"treatment-control-excluded", Severity::error};
inline constexpr Code treatment_control_missing{"treatment-control-missing", Severity::error};
inline constexpr Code treatment_controls_unnumbered{"treatment-controls-unnumbered", Severity::info};

// Checklists (チェックリスト)
inline constexpr Code item_catalogue{"item-catalogue", Severity::info};
inline constexpr Code item_unknown{"item-unknown", Severity::warning};
inline constexpr Code item_number_differs{"item-number-differs", Severity::warning};
inline constexpr Code item_number_misread{"item-number-misread", Severity::warning};
inline constexpr Code item_missing{"item-missing", Severity::warning};
inline constexpr Code item_left_out{"item-left-out", Severity::warning};
inline constexpr Code item_without_evidence{"item-without-evidence", Severity::warning};
inline constexpr Code item_without_due{"item-without-due", Severity::info};
inline constexpr Code item_overdue{"item-overdue", Severity::warning};

inline constexpr Code other_formulas{"other-formulas", Severity::info};

// Going over to another method.
inline constexpr Code migration_refused{"migration-refused", Severity::error, Stops::understanding};
inline constexpr Code migration_done{"migration-done", Severity::error};
inline constexpr Code migration_other_method{"migration-other-method", Severity::error};
inline constexpr Code migration_rating_formula{"migration-rating-formula", Severity::error};
inline constexpr Code migration_unwritable{"migration-unwritable", Severity::error};
inline constexpr Code migration_stated{"migration-stated", Severity::error};
inline constexpr Code migration_criteria{"migration-criteria", Severity::error};
inline constexpr Code migration_formulas{"migration-formulas", Severity::warning};
inline constexpr Code migration_lists{"migration-lists", Severity::warning};

// A statement of applicability going over to another edition.
inline constexpr Code succession_no_statement{"succession-no-statement", Severity::error};
inline constexpr Code succession_no_rows{"succession-no-rows", Severity::error};
inline constexpr Code succession_edition_open{"succession-edition-open", Severity::error};
inline constexpr Code succession_done{"succession-done", Severity::error};
inline constexpr Code succession_several_editions{"succession-several-editions", Severity::error};
inline constexpr Code succession_several_statements{"succession-several-statements", Severity::error};
inline constexpr Code succession_no_way{"succession-no-way", Severity::error};
inline constexpr Code succession_unaccounted{"succession-unaccounted", Severity::error};

// Sheets and notes written into the workbook.
inline constexpr Code summary_empty{"summary-empty", Severity::warning};
inline constexpr Code notes_left_out{"notes-left-out", Severity::warning};
inline constexpr Code note_kept{"note-kept", Severity::info};
inline constexpr Code rows_skipped{"rows-skipped", Severity::warning};
inline constexpr Code rows_by_text{"rows-by-text", Severity::warning};
// Formulas and results of any workbook (--formulas).
inline constexpr Code rule_changes{"rule-changes", Severity::warning};
inline constexpr Code rule_differs{"rule-differs", Severity::warning};
inline constexpr Code value_among_formulas{"value-among-formulas", Severity::warning};
inline constexpr Code range_stops_early{"range-stops-early", Severity::warning};
inline constexpr Code range_starts_late{"range-starts-late", Severity::warning};
inline constexpr Code range_unlike_others{"range-unlike-others", Severity::warning};
inline constexpr Code range_slides{"range-slides", Severity::warning};
inline constexpr Code results_contradict{"results-contradict", Severity::warning};
inline constexpr Code label_contradicts{"label-contradicts", Severity::warning};
inline constexpr Code label_against_bands{"label-against-bands", Severity::warning};
inline constexpr Code reference_lost{"reference-lost", Severity::error};
inline constexpr Code refers_to_itself{"refers-to-itself", Severity::error};
inline constexpr Code result_error{"result-error", Severity::error};
inline constexpr Code result_unavailable{"result-unavailable", Severity::warning};
inline constexpr Code number_as_text{"number-as-text", Severity::warning};
inline constexpr Code external_links{"external-links", Severity::info};
inline constexpr Code only_formulas_checked{"only-formulas-checked", Severity::info};
// Two workbooks compared.
inline constexpr Code methods_differ{"methods-differ", Severity::warning};
inline constexpr Code levels_not_comparable{"levels-not-comparable", Severity::warning};
inline constexpr Code book_has_errors{"book-has-errors", Severity::warning};
inline constexpr Code book_not_refreshed{"book-not-refreshed", Severity::warning};
inline constexpr Code list_missing{"list-missing", Severity::warning};
inline constexpr Code numbered_anew{"numbered-anew", Severity::info};
inline constexpr Code pair_renamed{"pair-renamed", Severity::warning};
inline constexpr Code pair_ambiguous{"pair-ambiguous", Severity::warning};
inline constexpr Code overdue_unknown{"overdue-unknown", Severity::info};

}  // namespace daicho::code
