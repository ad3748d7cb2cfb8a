using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Comparison;

namespace PublicDirectory.Extranet.Editing;

/// <summary>What stands above the form of a section.</summary>
/// <param name="ReadOnlyReason">Why the agent may not change it; null when they may.</param>
/// <param name="Comments">What an approver asked to correct here.</param>
/// <param name="Meanwhile">What the agent's form would change in what was saved since it was made; empty without conflict.</param>
/// <param name="Warnings">What to look at again before saving; empty for nothing.</param>
/// <param name="Unread">What the source gives for the section and nobody could read; empty for nothing.</param>
/// <param name="Joined">The agent's request that still waits, and that what they change here joins; null for none.</param>
/// <param name="Report">What is reported of the section, for who comes from there; null for nothing.</param>
/// <param name="IsProposed">Whether the form holds what the report proposes.</param>
public sealed record SectionNotes(
    string? ReadOnlyReason, IReadOnlyList<string> Comments, IReadOnlyList<ComparedBlock> Meanwhile, IReadOnlyList<FormWarning> Warnings,
    IReadOnlyList<UnreadValue> Unread, ChangeRequest? Joined, ReportDetail? Report, bool IsProposed);
