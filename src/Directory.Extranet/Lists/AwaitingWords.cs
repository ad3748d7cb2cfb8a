using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Lists;

/// <summary>« Ce qui vous attend », line by line.</summary>
internal static class AwaitingWords
{
    /// <summary>« 1 publication urgente à relire avant le 4 mars 2026 à 18 h 00 », and where it is done.</summary>
    public static (string Text, string Path) Of(AwaitingWork work)
    {
        var (what, path) = work.Kind switch
        {
            AwaitingKind.ToCorrect =>
                (FrenchCounts.Of(work.Count, "fiche à corriger", "fiches à corriger"), EntryListQuery.PathOf(EntryTab.ToCorrect)),
            AwaitingKind.UrgentToReview => (
                FrenchCounts.Of(work.Count, "publication urgente à relire", "publications urgentes à relire"), "/extranet/validations?onglet=urgentes"),
            AwaitingKind.ToApprove =>
                (FrenchCounts.Of(work.Count, "modification à valider", "modifications à valider"), "/extranet/validations"),
            AwaitingKind.ToConfirm =>
                (FrenchCounts.Of(work.Count, "fiche à confirmer", "fiches à confirmer"), EntryListQuery.PathOf(EntryTab.ToConfirm)),
            AwaitingKind.Drafts =>
                (FrenchCounts.Of(work.Count, "brouillon à envoyer", "brouillons à envoyer"), EntryListQuery.PathOf(EntryTab.Drafts)),
            _ => throw new ArgumentOutOfRangeException(nameof(work), work.Kind, "Nothing that waits."),
        };
        return (work.DueAt is { } due ? $"{what} avant le {FrenchDates.Of(due)}" : what, path);
    }
}
