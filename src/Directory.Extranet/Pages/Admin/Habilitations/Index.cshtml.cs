using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Who may do what, where and until when: what the agent could give and take back.</summary>
[RequiresRight(AccessRight.Administer)]
internal sealed class HabilitationsModel(GrantLists lists, GrantAgreements agreed) : PageModel
{
    private const int PageSize = 25;

    /// <summary>The tabs, by their value in the address.</summary>
    internal static readonly IReadOnlyList<(string Value, string Label, GrantTab Tab)> Tabs =
        [("", "En cours", GrantTab.Active), ("a-venir", "À venir", GrantTab.Upcoming), ("a-confirmer", "À confirmer", GrantTab.ToAgree), (
            "terminees", "Terminées", GrantTab.Ended)];

    public GrantTab Tab { get; private set; }

    public GrantFilter Filter { get; private set; } = new();

    public IReadOnlyList<GrantLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public int Unused { get; private set; }

    /// <summary>How many wait to be agreed to, by the agent or by someone else.</summary>
    public int ToAgree { get; private set; }

    /// <summary>Of the lines that wait to be agreed to.</summary>
    public IReadOnlyDictionary<Guid, GrantAgreement> Agreements { get; private set; } = new Dictionary<Guid, GrantAgreement>();

    public int Number { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public bool IsFiltered => Filter.Person is not null || Filter.Right is not null || Filter.Perimeter is not null;

    public async Task OnGetAsync(
        string? onglet, string? q, string? droit, string? perimetre, string? tri, [FromQuery(Name = "page")] int? page,
        CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        Number = Math.Clamp(page ?? 1, 1, 10_000);
        Tab = Tabs.FirstOrDefault(tab => tab.Value == onglet) is { Label: not null } chosen ? chosen.Tab : GrantTab.Active;
        var order = tri?.TrimStart('-');
        Filter = new GrantFilter
        {
            Tab = Tab,
            Person = string.IsNullOrWhiteSpace(q) ? null : q.Length > 100 ? q[..100] : q,
            Right = GrantChoices.Rights.Any(choice => choice.Value == droit) ? AccessRights.Parse(droit!) : null,
            Perimeter = Perimeters.GetValueOrDefault(perimetre ?? ""),
            Order = order switch { "fin" => GrantOrder.End, "activite" => GrantOrder.Activity, _ => GrantOrder.Person },
            Descending = tri is ['-', ..],
        };
        (Lines, Total) = await lists.ReadAsync(agent, Filter, PageSize, (Number - 1) * PageSize, cancellationToken);
        Unused = (await lists.ReadAsync(agent, new GrantFilter { Tab = GrantTab.Unused }, 1, 0, cancellationToken)).Total;
        ToAgree = (await lists.ReadAsync(agent, new GrantFilter { Tab = GrantTab.ToAgree }, 1, 0, cancellationToken)).Total;
        var agreements = new Dictionary<Guid, GrantAgreement>();
        foreach (var grant in Lines.Select(line => line.Grant).Where(grant => grant is { IsPending: true, RevokedAt: null }))
        {
            agreements[grant.Id] = await agreed.ReadAsync(agent, grant, cancellationToken);
        }

        Agreements = agreements;
    }

    private static readonly Dictionary<string, PerimeterKind?> Perimeters = new()
    {
        ["entry"] = PerimeterKind.Entry,
        ["departement"] = PerimeterKind.Departement,
        ["service_type"] = PerimeterKind.ServiceType,
        ["national"] = PerimeterKind.National,
    };
}
