using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A tab of the messages.</summary>
/// <param name="Tab">Which list.</param>
/// <param name="Slug">In the address.</param>
/// <param name="Title">« À traiter ».</param>
/// <param name="Empty">What is said when it has nothing.</param>
/// <param name="Count">How many; null where nobody counts.</param>
internal sealed record MessageTab(DeskTab Tab, string Slug, string Title, string Empty, long? Count);

/// <summary>The messages of the agent's boxes.</summary>
[RequiresRight(AccessRight.Orient)]
internal sealed class OrientationModel(DeskQueue queue, DeskBoxes boxes) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "onglet")]
    public string? Slug { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<MessageTab> Tabs { get; private set; } = [];

    public MessageTab Tab { get; private set; } = null!;

    public IReadOnlyList<DeskLine> Lines { get; private set; } = [];

    public bool HasBox { get; private set; }

    /// <summary>Null on the last page.</summary>
    public string? NextPage { get; private set; }

    public bool IsSearched => !string.IsNullOrWhiteSpace(Search);

    public async Task OnGetAsync(string? apres, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        Search = Search is { Length: > 100 } ? Search[..100] : Search;
        HasBox = (await boxes.OfAsync(agent, cancellationToken)).Count > 0;
        Tabs =
        [
            new(DeskTab.ToDo, "a-traiter", "À traiter", "Aucun message à traiter.", await CountAsync(DeskTab.ToDo)),
            new(DeskTab.Mine, "a-moi", "À moi", "Aucun message ne vous est attribué.", await CountAsync(DeskTab.Mine)),
            new(DeskTab.Waiting, "en-attente", "En attente", "Aucun message transmis n'est en attente.", await CountAsync(DeskTab.Waiting)),
            new(DeskTab.Done, "traites", "Traités", "Aucun message traité.", null),
        ];
        Tab = Tabs.FirstOrDefault(tab => tab.Slug == Slug) ?? Tabs[0];
        var lines = await queue.ReadAsync(agent, Tab.Tab, Search, apres, PageSize + 1, cancellationToken);
        Lines = [.. lines.Take(PageSize)];
        NextPage = lines.Count <= PageSize ? null : QueryHelpers.AddQueryString("/orientation", new Dictionary<string, string?>
        {
            ["onglet"] = Tab.Slug, ["q"] = Search, ["apres"] = Lines[^1].Cursor,
        }.Where(item => !string.IsNullOrEmpty(item.Value)));

        Task<long> CountAsync(DeskTab tab) => queue.CountAsync(agent, tab, cancellationToken);
    }
}
