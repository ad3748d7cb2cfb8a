using Npgsql;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>A démarche as those who complete it locally look at it.</summary>
/// <param name="EntryId">The démarche.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Basis">What a complement written now would be based on.</param>
/// <param name="Then">The text that the complement was written for, as canonical JSON; null when there is none yet.</param>
/// <param name="Now">The text by now; null when the démarche was removed.</param>
public sealed record NationalText(Guid EntryId, string Title, DemarcheBasis Basis, byte[]? Then, byte[]? Now);

/// <summary>Reads the national texts that local complements complete.</summary>
public sealed class NationalTexts(NpgsqlDataSource dataSource)
{
    /// <param name="demarche">The démarche.</param>
    /// <param name="basis">The version that a complement was written for; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is no such démarche.</returns>
    public async Task<NationalText?> FindAsync(Guid demarche, int? basis, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(connection, demarche, cancellationToken);
        if (current is not { Kind: EntryKind.Demarche })
        {
            return null;
        }

        var (name, changedAt) = (await connection.QueryAsync(
            "select name, changed_at from entries where id = $1",
            row => (row.GetString(0), row.At(1)!.Value), cancellationToken, demarche)).Single();
        var then = basis is { } version ? await EntryReader.ReadVersionAsync(connection, demarche, version, cancellationToken) : null;
        return new NationalText(demarche, name, new DemarcheBasis(current.Version, changedAt), then?.Document, current.Document);
    }
}
