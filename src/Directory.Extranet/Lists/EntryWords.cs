using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Lists;

/// <summary>What lists of entries call things.</summary>
public static class EntryWords
{
    /// <summary>The kinds, as one entry of each and as several are called.</summary>
    public static readonly IReadOnlyList<(EntryKind Kind, string One, string Many)> Kinds =
    [
        (EntryKind.Administration, "Administration ou guichet", "Administrations et guichets"),
        (EntryKind.Demarche, "Démarche", "Démarches"),
        (EntryKind.LocalComplement, "Complément local", "Compléments locaux"),
        (EntryKind.Notice, "Message au public", "Messages au public"),
        (EntryKind.ServiceType, "Nature de service", "Natures de service"),
    ];

    /// <summary>The tabs, in the order shown; the last two only where there is something in them.</summary>
    public static readonly IReadOnlyList<(EntryTab Tab, string Label)> Tabs =
    [
        (EntryTab.All, "Toutes"),
        (EntryTab.Drafts, "Brouillons"),
        (EntryTab.Submitted, "À valider"),
        (EntryTab.ToCorrect, "À corriger"),
        (EntryTab.ToConfirm, "À confirmer"),
        (EntryTab.Urgent, "Urgentes – à relire"),
        (EntryTab.Removed, "Retirées"),
    ];

    /// <summary>« Démarche ».</summary>
    public static string Of(EntryKind kind) => Kinds.First(item => item.Kind == kind).One;

    /// <summary>
    /// The badges of a line, as kinds of badge and words: what is under way or, with nothing under way, where the entry is.
    /// </summary>
    public static IReadOnlyList<(string? Kind, string Text)> States(EntryLine line, NodaTime.Instant now) =>
        line.IsRemoved && line.States.Count == 0 ? [(null, "Retirée")]
        : line.States.Count > 0 ? [.. line.States.Distinct().Select(state => State(state, line))]
        : line.IsToConfirmAt(now) ? [("warning", "À confirmer")]
        : [("success", "Publiée")];

    private static (string? Kind, string Text) State(ChangeRequestState state, EntryLine line) =>
        state is ChangeRequestState.Approved && line.ScheduledAt is { } at
            ? ("info", $"Programmée le {FrenchDates.DayAndMonth(at)}")
            : RequestStateTagHelper.Of(state);
}
