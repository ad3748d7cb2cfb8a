using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

internal sealed class MesFichesModel(EntryLists lists, AgentGrants grants, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<Choice> TodayChoices =
        [new("oui", "Oui"), new("non", "Non"), new("inconnu", "Horaires non connus")];

    public EntryListQuery Query { get; private set; } = new();

    public EntryPage Entries { get; private set; } = new(new Dictionary<EntryTab, long>(), 0, 0, []);

    public IReadOnlyList<Choice> Departements { get; private set; } = [];

    public IReadOnlyList<Choice> ServiceTypes { get; private set; } = [];

    public IReadOnlySet<AccessRight> Rights { get; private set; } = new HashSet<AccessRight>();

    /// <summary>« Pour le département du Rhône ».</summary>
    public string Perimeter { get; private set; } = "";

    public IReadOnlyList<Creation> Creations { get; private set; } = [];

    public string Title => "Mes fiches" + (Pages > 1 ? $" (page {Query.Page} sur {Pages})" : "")
        + (Query.Text is { } text ? $" – « {text} »" : "");

    /// <summary>What the list has, or that it has nothing.</summary>
    public string Found => Entries.Total > 0 ? FrenchCounts.Of(Entries.Total, "fiche")
        : Query.Text is { } text ? $"Aucune fiche ne contient « {text} »."
        : "Aucune fiche ne correspond.";

    public Instant Now { get; private set; }

    public int Pages => (int)Math.Max(1, (Entries.Total + Query.PageSize - 1) / Query.PageSize);

    /// <summary>Nothing was ever given to this person: they are told what this place is for.</summary>
    public bool IsFirstUse => !Query.IsFiltered && Query.Tab is EntryTab.All && Entries.Total == 0;

    public static IReadOnlyList<Choice> Kinds => [.. EntryWords.Kinds.Select(kind => new Choice(kind.Kind.Code(), kind.Many))];

    public bool CanEdit => Rights.Contains(AccessRight.Propose) || Rights.Contains(AccessRight.Modify);

    public bool CanModify => Rights.Contains(AccessRight.Modify);

    public bool CanPublishUrgently => Rights.Contains(AccessRight.PublishUrgently);

    public bool CanActOnMany => CanEdit || CanPublishUrgently;

    public IEnumerable<(EntryTab Tab, string Label, long Count)> Tabs => EntryWords.Tabs
        .Select(tab => (tab.Tab, tab.Label, Count: Entries.Counts.GetValueOrDefault(tab.Tab)))
        .Where(tab => tab.Count > 0 || tab.Tab == Query.Tab || tab.Tab is not (EntryTab.Urgent or EntryTab.Removed));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        Now = clock.GetCurrentInstant();
        Query = EntryListQuery.Read(Request.Query);
        Rights = await grants.RightsAsync(agent, cancellationToken);
        // Side by side, each on a connection of its own: the agent waits for the slower alone.
        var list = lists.ReadAsync(agent, Query.Filter, (Query.Page - 1) * Query.PageSize, Query.PageSize, cancellationToken);
        var known = lists.ReadFacetsAsync(agent, cancellationToken);
        await Task.WhenAll(list, known);
        (Entries, var facets) = (await list, await known);
        Query = Query with { Page = (Entries.Offset / Query.PageSize) + 1 };
        Departements = Choices(
            facets.Departements.Select(departement => new Choice(departement.Code, $"{departement.Name} ({departement.Code})")),
            Query.Departement);
        ServiceTypes = Choices(facets.ServiceTypes.Select(type => new Choice(type.Code, type.Name)), Query.ServiceType);
        var held = await grants.ReadAsync(agent, cancellationToken);
        (Perimeter, Creations) = (PerimeterOf(held), Creation.Of(held, Now));
    }

    /// <summary>The entry itself; null where a new one is not theirs to open yet.</summary>
    public string? PathOf(EntryLine line) => line.Version > 0 ? $"{EntryListQuery.Path}/{line.EntryId}" : EditPath(line);

    /// <summary>Where the agent works on an entry; null where there is nothing of theirs to work on.</summary>
    public string? EditPath(EntryLine line) =>
        CanEdit && (line.IsPublished || line.States.Any(state => state is ChangeRequestState.Draft or ChangeRequestState.Returned))
            ? (line.IsPublished ? Sections.MostEdited(line.Kind) : Sections.Of(line.Kind)[0]).PathOf(line.EntryId)
            : null;

    /// <summary>The other pages of an entry: what is done less often.</summary>
    public IEnumerable<(string Label, string Path)> OtherPaths(EntryLine line)
    {
        var path = $"{EntryListQuery.Path}/{line.EntryId}";
        if (line.IsPublished && CanModify && line.Kind is EntryKind.Administration)
        {
            yield return ("Dupliquer", path + "/dupliquer");
        }

        if (line.Version > 0)
        {
            yield return ("Historique", path + "/historique");
        }

        if (line.IsPublished && CanEdit && line.Kind is EntryKind.Administration)
        {
            yield return ("Suspendre l'accueil", path + "/suspendre");
        }

        if (line.IsPublished && CanModify)
        {
            yield return ("Retirer", path + "/retirer");
        }
    }

    // What the list is filtered by is shown as chosen, whatever it is.
    private static List<Choice> Choices(IEnumerable<Choice> known, string? chosen)
    {
        var choices = known.ToList();
        if (chosen is not null && !choices.Exists(choice => choice.Value == chosen))
        {
            choices.Add(new Choice(chosen, chosen));
        }

        return choices;
    }

    private string PerimeterOf(IEnumerable<AccessGrant> held)
    {
        var perimeters = held.Where(grant => grant.IsActiveAt(Now)).Select(grant => grant.PerimeterInFrench).Distinct().ToList();
        return perimeters.Count switch
        {
            0 => "",
            > 2 => $"Pour {perimeters.Count} périmètres",
            _ => string.Join(" et ", perimeters) is var text ? char.ToUpperInvariant(text[0]) + text[1..] : "",
        };
    }
}
