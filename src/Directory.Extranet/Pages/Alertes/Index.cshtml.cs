using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Reports;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is reported of the entries that the agent edits.</summary>
[RequiresRight(AccessRight.Modify)]
internal sealed class AlertesModel(ReportQueue queue) : PageModel
{
    public const int PageSize = 25;

    private const int MaxTextLength = 100;

    [BindProperty(SupportsGet = true, Name = "onglet")]
    public string? Slug { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "gravite")]
    public string? Severity { get; set; }

    [BindProperty(SupportsGet = true, Name = "source")]
    public string? Origin { get; set; }

    /// <summary><c>depassee</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "echeance")]
    public string? Due { get; set; }

    /// <summary><c>moi</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "responsable")]
    public string? Owner { get; set; }

    public IReadOnlyList<(string Slug, string Title, long? Count)> Tabs { get; private set; } = [];

    public (ReportTab Tab, string Slug, string Title) Tab { get; private set; }

    public ReportList Reports { get; private set; } = new(0, []);

    public int Number { get; private set; }

    public int Pages => (int)Math.Max(1, (Reports.Total + PageSize - 1) / PageSize);

    public int FilterCount => new[] { Filter.Severity, Filter.Origin }.Count(value => value is not null)
        + (Filter.IsOverdue ? 1 : 0) + (Filter.IsOwn ? 1 : 0);

    public bool IsFiltered => FilterCount > 0 || !string.IsNullOrWhiteSpace(Search);

    private ReportFilter Filter => new()
    {
        Text = Search,
        Severity = ReportWords.Severities.Any(choice => choice.Value == Severity) ? Severity : null,
        Origin = ReportWords.Origins.Any(choice => choice.Value == Origin) ? Origin : null,
        IsOverdue = Due == "depassee",
        IsOwn = Owner == "moi",
    };

    public async Task OnGetAsync([FromQuery(Name = "page")] int? page, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        Tab = ReportWords.Tabs.FirstOrDefault(tab => tab.Slug == Slug, ReportWords.Tabs[0]);
        Search = Search is { Length: > MaxTextLength } ? Search[..MaxTextLength] : Search;
        var tabs = new List<(string, string, long?)>();
        foreach (var (tab, slug, title) in ReportWords.Tabs)
        {
            tabs.Add((slug, title, tab is ReportTab.Done ? null : await queue.CountAsync(agent, tab, cancellationToken)));
        }

        Tabs = tabs;
        Number = Math.Clamp(page ?? 1, 1, 100_000);
        Reports = await queue.ReadAsync(agent, Tab.Tab, Filter, (Number - 1) * PageSize, PageSize, cancellationToken);
    }
}
