#pragma once

/// The stable words that the program itself compares: written and compared by these names only, so that a misspelt one
/// does not compile. Others (a rule's, a plugin's, a reason that only people read) stand where they are given.
namespace connections {

/// Problem::code
namespace problem {
inline constexpr char kUnclaimed[] = "unclaimed";         ///< no parser says that the mail is its own
inline constexpr char kKindUnknown[] = "kind_unknown";    ///< its platform has no pack for it
inline constexpr char kKindUnsure[] = "kind_unsure";      ///< two packs take it nearly as surely
inline constexpr char kPluginFailed[] = "plugin_failed";  ///< a parser could not answer
inline constexpr char kNoKeyFact[] = "no_key_fact";       ///< its kind of mail should tell a value that it lacks
/// Its days stand there without a year, and nothing that was proven tells when it was written. What else agrees may
/// tell.
inline constexpr char kYearUnproven[] = "year_unproven";
}  // namespace problem

/// Reason::code
namespace reason {
inline constexpr char kCancelled[] = "cancelled";  ///< a later mail cancels the reservation
}  // namespace reason

/// Decision::enrichment_reason
inline constexpr char kCodeMatch[] = "Code Match";

}  // namespace connections
