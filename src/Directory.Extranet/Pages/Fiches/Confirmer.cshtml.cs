using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Tout est à jour pour la sélection »: what is published of each entry is shown, then confirmed.</summary>
[RequiresRight(AccessRight.Modify)]
internal sealed class ConfirmerFichesModel(
    EntryLists lists, ContentConfirmations confirmations, NpgsqlDataSource database, AgentGrants grants, TimeProvider clock) : PageModel
{
    private const string Nothing = "Cochez au moins une fiche à confirmer.";

    private HashSet<Guid>? _chosen;

    /// <summary>An entry to be confirmed, with what is published of it.</summary>
    public sealed record Shown(EntryLine Line, AdministrationDocument? Document)
    {
        public string Hours => OpeningSummary.Of(Document?.OpeningHours);

        public IEnumerable<ExceptionalPeriod> Closures(LocalDate today) =>
            (Document?.OpeningHours?.Exceptional ?? []).Where(period => period.To >= today).OrderBy(period => period.From);
    }

    public IReadOnlyList<Shown> Entries { get; private set; } = [];

    /// <summary>Entries that were chosen and that the agent may only see.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    /// <summary>Why nothing was confirmed; null when nothing was tried.</summary>
    public string? Outdated { get; private set; }

    public LocalDate Today => FrenchDates.LocalDate(clock.GetCurrentInstant());

    public string Back { get; private set; } = EntryListQuery.Path;

    public async Task<IActionResult> OnGetAsync(Guid[] fiche, string? retour, CancellationToken cancellationToken)
    {
        ModelState.Clear(); // what is no identifier is no entry
        Back = BackTo(retour);
        await OpenAsync([.. fiche.Distinct().Take(ContentConfirmations.MaxEntries)], cancellationToken);
        if (Entries.Count > 0 || Refused.Count > 0)
        {
            return Page();
        }

        TempData.Refuse(Nothing);
        return LocalRedirect(Back);
    }

    /// <param name="fiche">Entries with the version shown: <c>id:3</c>.</param>
    /// <param name="retour">Where to go next.</param>
    /// <param name="cancellationToken">Gives up; nothing is then confirmed.</param>
    public async Task<IActionResult> OnPostAsync(string[] fiche, string? retour, CancellationToken cancellationToken)
    {
        Back = BackTo(retour);
        var entries = fiche.Select(Read).OfType<(Guid Id, int Version)>().Distinct().ToList();
        if (entries.Count == 0)
        {
            TempData.Refuse(Nothing);
            return LocalRedirect(Back);
        }

        var refusal = await confirmations.ConfirmAsync(Agent.From(User).Id, entries, cancellationToken);
        if (refusal is null)
        {
            TempData.Say(
                entries.Count == 1 ? "1 fiche confirmée aujourd'hui." : $"{FrenchCounts.Of(entries.Count)} fiches confirmées aujourd'hui.");
            return LocalRedirect(Back);
        }

        if (refusal.Code != ChangeOutcome.Outdated)
        {
            return this.Refuse(refusal);
        }

        // What was confirmed is not what is published: it is shown again.
        _chosen = [.. entries.Select(entry => entry.Id)];
        Outdated = refusal.Message;
        await OpenAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    /// <summary>Whether it is ticked: all of them, until someone unticks one.</summary>
    public bool IsChosen(Shown entry) => _chosen is null || _chosen.Contains(entry.Line.EntryId);

    /// <summary>« Téléphone : 04 74 71 70 17 ».</summary>
    public static string Say(ContactChannel channel) =>
        $"{channel.Label ?? ChannelNames.Of(channel.Kind)}\u00a0: {(channel.Kind is ChannelKind.Phone or ChannelKind.Fax or ChannelKind.Appointment ? PhoneNumber.Shown(channel.Value) : channel.Value)}";

    private static (Guid Id, int Version)? Read(string value) =>
        value.Split(':') is [var id, var version] && Guid.TryParse(id, out var entry)
            && int.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (entry, number)
            : null;

    private static string BackTo(string? retour) => LocalUrl.Of(retour) is var local && local == "/" ? EntryListQuery.Path : local;

    private async Task OpenAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        var lines = ids.Length == 0 ? [] : await lists.FindAsync(agent, ids, cancellationToken);
        var held = await grants.ReadAsync(agent, cancellationToken);
        var now = clock.GetCurrentInstant();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (shown, refused) = (new List<Shown>(), new List<string>());
        foreach (var line in lines)
        {
            var facts = await GrantStore.ReadFactsAsync(connection, line.EntryId, cancellationToken);
            if (facts is null
                || Habilitation.Decide(held, agent, EntryAction.ConfirmContent, new Touched(facts), null, now).Refusal is not null)
            {
                refused.Add(line.Name);
                continue;
            }

            // The document and the version of one reading: what is shown is what is confirmed.
            var current = await EntryReader.ReadCurrentAsync(connection, line.EntryId, cancellationToken);
            if (current?.Document is not null)
            {
                shown.Add(new Shown(line with { Version = current.Version }, current.ReadDocument() as AdministrationDocument));
            }
        }

        (Entries, Refused) = (shown, refused);
    }
}
