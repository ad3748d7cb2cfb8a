using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Requests;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A tab of the queue.</summary>
/// <param name="Tab">Which list.</param>
/// <param name="Slug">In the address.</param>
/// <param name="Title">« À valider ».</param>
/// <param name="Count">How many; null where nobody counts.</param>
internal sealed record QueueTab(ChangeRequestTab Tab, string Slug, string Title, long? Count);

/// <summary>The requests that a person decides on, has sent, or may look back at.</summary>
internal sealed class ValidationsModel(ChangeRequestLists lists, AgentGrants grants) : PageModel
{
    private static readonly int[] PageSizes = [25, 50, 100];

    public static readonly IReadOnlyList<Choice> SizeChoices = [.. PageSizes.Select(size => new Choice($"{size}", $"{size} par page"))];

    [BindProperty(SupportsGet = true, Name = "onglet")]
    public string? Slug { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>A block, or the name of an operation.</summary>
    [BindProperty(SupportsGet = true, Name = "changement")]
    public string? Change { get; set; }

    [BindProperty(SupportsGet = true, Name = "par")]
    public string? Size { get; set; }

    public IReadOnlyList<QueueTab> Tabs { get; private set; } = [];

    public QueueTab Tab { get; private set; } = null!;

    public ChangeRequestPage Requests { get; private set; } = new(0, []);

    public int Number { get; private set; }

    public int Pages => (int)Math.Max(1, (Requests.Total + PageSize - 1) / PageSize);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(Change);

    public IReadOnlyList<Choice> ChangeChoices { get; } =
    [
        new(nameof(ChangeOperation.Create), "Nouvelles fiches"),
        new(nameof(ChangeOperation.Remove), "Retraits"),
        new(nameof(ChangeOperation.Restore), "Rétablissements"),
        .. Sections.Of(EntryKind.Administration).SelectMany(section => section.Blocks).Distinct()
            .Select(block => new Choice(block, BlockNames.Of(block))).OrderBy(choice => choice.Label, StringComparer.CurrentCulture),
    ];

    private int PageSize => int.TryParse(Size, out var size) && PageSizes.Contains(size) ? size : PageSizes[0];

    public async Task OnGetAsync([FromQuery(Name = "page")] int? page, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User);
        var decides = (await grants.RightsAsync(agent.Id, cancellationToken)).Contains(AccessRight.Approve);
        var tabs = new List<QueueTab>();
        if (decides)
        {
            tabs.Add(new(ChangeRequestTab.ToApprove, "a-valider", "À valider", await CountAsync(ChangeRequestTab.ToApprove)));
            tabs.Add(
                new(ChangeRequestTab.UrgentToReview, "urgentes", "Urgentes à relire", await CountAsync(ChangeRequestTab.UrgentToReview)));
        }

        tabs.Add(new(ChangeRequestTab.Mine, "envois", "Mes envois", await CountAsync(ChangeRequestTab.Mine)));
        tabs.Add(new(ChangeRequestTab.Done, "traitees", "Traitées", null));
        Tabs = tabs;
        Tab = tabs.FirstOrDefault(tab => tab.Slug == Slug) ?? tabs[0];
        Number = Math.Clamp(page ?? 1, 1, 100_000);
        Search = Search is { Length: > 100 } ? Search[..100] : Search;
        var isOperation = Enum.TryParse<ChangeOperation>(Change, out var operation) && Enum.IsDefined(operation);
        Requests = await lists.ReadAsync(
            agent.Id, Tab.Tab, (Number - 1) * PageSize, PageSize, cancellationToken,
            new ChangeRequestFilter
            {
                Text = Search,
                Operation = isOperation ? operation : null,
                Block = isOperation || string.IsNullOrEmpty(Change) ? null : Change,
            });

        Task<long> CountAsync(ChangeRequestTab tab) => lists.CountAsync(agent.Id, [tab], cancellationToken);
    }

    /// <summary>Where a line leads: its author goes to the request, others to what they decide.</summary>
    public string PathOf(ChangeRequest request) => request.AuthorId == Agent.From(User).Id || Tab.Tab is ChangeRequestTab.Done
        ? $"/extranet/demandes/{request.Id}"
        : $"/extranet/validations/{request.Id}";

    /// <summary>The moment that matters in a tab: until when, or since when.</summary>
    public static NodaTime.Instant? DueAt(ChangeRequest request) => request.IsUrgent ? request.ReviewDueAt : request.ExpiresAt;

    public static string Changes(ChangeRequest request) => RequestWords.Changes(request);
}
