using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Every version of an entry: who, when, why; compared two by two, and put back as a draft.</summary>
internal sealed class HistoriqueModel(EntryDesk desk, EntryVersions versions, Drafts drafts) : EntryPageModel(desk)
{
    private const int PageSize = 25;

    public EntryVersionPage Versions { get; private set; } = new(0, []);

    public int Number { get; private set; }

    public int Pages => Math.Max(1, (Versions.Total + PageSize - 1) / PageSize);

    public bool MayRestore { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] int? page, CancellationToken cancellationToken)
    {
        Number = Math.Clamp(page ?? 1, 1, 100_000);
        Versions = await versions.ReadAsync(Entry.EntryId, (Number - 1) * PageSize, PageSize, cancellationToken);
        MayRestore = Desk.Refuse(Agent.Id, Entry, Core.Habilitations.EntryAction.Propose) is null && !Entry.IsRemoved;
        Head(Pages > 1 ? $"Historique (page {Number} sur {Pages})" : "Historique");
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken cancellationToken)
    {
        var outcome = await drafts.DraftVersionAsync(Agent.Id, Entry.EntryId, version, cancellationToken);
        if (outcome.Refusal is { Code: ChangeOutcome.Outdated })
        {
            TempData.Refuse("Vous avez déjà un brouillon de cette fiche : envoyez-le ou jetez-le avant de rétablir une version.");
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say($"Brouillon créé avec le contenu de la version {version}. Vérifiez-le, puis envoyez-le pour validation.");
        return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
    }

    public static string PathInFrench(EntryVersionLine line) => line.Path switch
    {
        PublicationPath.Import => "Import",
        PublicationPath.Urgent => "Urgence",
        _ => "Validation",
    };

    /// <summary>Why it was published. The name of an import's file says nothing to people: its day does.</summary>
    public static string? Why(EntryVersionLine line) =>
        line.Path == PublicationPath.Import ? $"Import du {FrenchDates.Day(line.PublishedAt)}"
        : line.Reason is { } reason ? $"« {reason} »"
        : null;

    public static string WhatChanged(EntryVersionLine line) =>
        line.IsRemoval ? "Fiche retirée"
        : line.IsNew ? line.Version == 1 ? "Première version" : "Fiche rétablie"
        : line.Blocks.Count == 0 ? "Contenu confirmé, sans changement"
        : string.Join(", ", line.Blocks.Select(BlockNames.Of).Distinct());
}
