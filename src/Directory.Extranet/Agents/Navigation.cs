using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Agents;

/// <summary>An entry of the main menu, as the agent sees it.</summary>
/// <param name="Label">« À valider ».</param>
/// <param name="Path">Where it leads.</param>
/// <param name="IsCurrent">The page shown is there or below.</param>
/// <param name="Count">How many things wait there; null where nothing is counted.</param>
/// <param name="CountInWords">« 3 fiches », read after the label.</param>
public sealed record NavigationEntry(string Label, string Path, bool IsCurrent, int? Count, string? CountInWords);

/// <summary>The main menu: what the agent's grants open, and nothing else.</summary>
public sealed class Navigation(IEnumerable<NavigationPlace> places, AgentGrants grants)
{
    private readonly Dictionary<(NavigationPlace, Guid), int?> _counts = []; // read once a request

    /// <param name="agent">Whose menu; null for nobody's.</param>
    /// <param name="path">The page shown.</param>
    /// <param name="tab">The tab shown, where pages have some; null for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(
        Agent? agent, PathString path, string? tab, CancellationToken cancellationToken)
    {
        if (agent is null)
        {
            return [];
        }

        var rights = await grants.RightsAsync(agent.Id, cancellationToken);
        var entries = new List<NavigationEntry>();
        var open = places.Where(place => place.Rights.Any(rights.Contains)).OrderBy(place => place.Order).ToList();
        // A place that is a tab of another's page takes its turn when that tab is shown.
        var here = open.Where(place => path.StartsWithSegments(place.Path) && (place.Tab is null || place.Tab == tab))
            .OrderBy(place => place.Tab is null).FirstOrDefault();
        foreach (var place in open)
        {
            if (!_counts.TryGetValue((place, agent.Id), out var count) && place.Count is not null)
            {
                _counts[(place, agent.Id)] = count = await place.Count(agent, cancellationToken);
            }

            entries.Add(new NavigationEntry(
                place.Label, place.Tab is null ? place.Path : $"{place.Path}?onglet={place.Tab}", place == here, count,
                count is { } number ? place.Words?.Invoke(number) : null));
        }

        return entries;
    }
}

/// <summary>
/// A place in the main menu. Each part of the extranet registers its own: <c>services.AddSingleton(new NavigationPlace(…))</c>,
/// or with a factory where counting takes a service.
/// </summary>
/// <param name="Order">From left to right: 10 « Mes fiches », 20 « À valider », 30 « Mes envois », 40 « Alertes »,
/// 50 « Messages », 90 « Administration ».</param>
/// <param name="Label">One or two words.</param>
/// <param name="Path">Its first page.</param>
/// <param name="Rights">Any of these opens it.</param>
/// <param name="Count">How many things wait there for this agent; null where nothing is counted.</param>
/// <param name="Words">« 3 fiches » for 3.</param>
/// <param name="Tab">Which tab of that page; null for the page as it opens.</param>
public sealed record NavigationPlace(
    int Order,
    string Label,
    string Path,
    IReadOnlyList<AccessRight> Rights,
    Func<Agent, CancellationToken, Task<int?>>? Count = null,
    Func<int, string>? Words = null,
    string? Tab = null);
