using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>
/// « Tout est à jour »: someone says that entries are right as they are. Changes nothing but the date on which they were
/// checked, so that no second person is needed.
/// </summary>
public sealed class ContentConfirmations(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>The most entries at a time.</summary>
    public const int MaxEntries = 500;

    /// <summary>Confirms all of them, or none.</summary>
    /// <param name="account">Who has looked.</param>
    /// <param name="entries">Each with the version that the page showed: nobody confirms what they have not seen.</param>
    /// <param name="cancellationToken">Gives up; nothing is then confirmed.</param>
    /// <returns>Why not; null when done.</returns>
    public async Task<Refusal?> ConfirmAsync(
        Guid account, IReadOnlyList<(Guid EntryId, int Version)> entries, CancellationToken cancellationToken)
    {
        if (entries.Count is 0 or > MaxEntries)
        {
            return new Refusal("COUNT", $"Choisissez de 1 à {MaxEntries} fiches.");
        }

        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var context = new PublicationContext
        {
            Path = PublicationPath.Standard,
            Author = account.ToString(),
            Source = Sources.Local.Code,
            At = work.Now,
        };
        foreach (var (entryId, version) in entries.DistinctBy(entry => entry.EntryId))
        {
            // Who may not see an entry does not learn that there is one.
            if (await GrantStore.ReadFactsAsync(work.Connection, entryId, cancellationToken) is not { } facts
                || await work.RefuseAsync(account, EntryAction.View, new Touched(facts), null, cancellationToken) is not null)
            {
                return new Refusal(ChangeOutcome.NotFound, "Cette fiche n'existe pas.");
            }

            if (await work.RefuseAsync(account, EntryAction.ConfirmContent, new Touched(facts), null, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            await work.TakePublishingLockAsync(context, cancellationToken);
            var current = await EntryReader.ReadCurrentAsync(work.Connection, entryId, cancellationToken);
            if (current?.Document is null || current.Version != version)
            {
                return new Refusal(
                    ChangeOutcome.Outdated, $"La fiche « {facts.Name} » a changé depuis que vous l'avez ouverte : vérifiez-la de nouveau.");
            }

            await RequestPublishing.CheckAsync(work, current, null, context, cancellationToken);
            await JournalLog.WriteAsync(
                work.Connection, new JournalEntry(account, "entry.confirmed", "entry", entryId), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return null;
    }
}
