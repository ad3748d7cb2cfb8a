using System.Text.RegularExpressions;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>What a usager may ask for: a démarche, or a kind of service.</summary>
/// <param name="EntryId">Its entry.</param>
/// <param name="Kind"><see cref="EntryKind.Demarche"/> or <see cref="EntryKind.ServiceType"/>.</param>
/// <param name="Name">Its title or label.</param>
public sealed record CompetenceSubject(Guid EntryId, EntryKind Kind, string Name);

/// <summary>
/// Who is competent for an address, by the very rules of <see cref="InterlocutorDesk"/>, for those who keep no picture of all that is
/// published: it makes one of the few entries that may answer. The nearest are not among them: without a competence nobody is found.
/// </summary>
public sealed partial class CompetenceCheck(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int MaxFound = 20;

    private volatile TerritoryIndex? _territories;

    /// <summary>The communes that an address may mean, the best first, at most 20; empty: none is understood.</summary>
    /// <param name="address">An address that ends with its commune, a commune, a postal code, or an INSEE code.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Commune>> FindCommunesAsync(string address, CancellationToken cancellationToken)
    {
        var territories = await TerritoriesAsync(cancellationToken);
        var text = address.Trim();
        if (PostalCode().Match(text) is { Success: true } code)
        {
            if (territories.Locate(text[(code.Index + code.Length)..], code.Value) is { } located)
            {
                return [located];
            }

            var there = territories.CommunesToChoose(code.Value);
            return there.Count > 0 ? there : territories.CurrentCommune(code.Value) is { } coded ? [coded] : [];
        }

        // « 12 rue de la Paix, Villeurbanne », « 12 rue de la Paix Villeurbanne »: the longest end that names a commune.
        var words = text[(text.LastIndexOf(',') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var skipped = 0; skipped < Math.Min(words.Length, MaxFound); skipped++)
        {
            var end = string.Join(' ', words[skipped..]);
            if (territories.Locate(end, null) is { } one)
            {
                return [one];
            }

            List<Commune> named = [.. territories.FindByName(end, MaxFound).Where(commune => commune.IsStanding)];
            if (named.Count > 0)
            {
                return named;
            }
        }

        return [];
    }

    /// <summary>The commune with this code, today's for one of the past; null when there is none.</summary>
    public async Task<Commune?> FindCommuneAsync(string code, CancellationToken cancellationToken) =>
        (await TerritoriesAsync(cancellationToken)).CurrentCommune(code);

    /// <summary>Démarches and service types with this in their name, the shortest name first, at most 20; the id of one finds it.</summary>
    public async Task<IReadOnlyList<CompetenceSubject>> FindSubjectsAsync(string text, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            """
            select id, kind, name from entries
            where not is_removed and kind in ('demarche', 'service_type') and (id::text = $1 or name ilike $2)
            order by length(name), name, id limit $3
            """,
            row => new CompetenceSubject(row.GetGuid(0), EntryKinds.Parse(row.GetString(1)), row.GetString(2)),
            cancellationToken,
            text.Trim(), SqlText.Containing(text), MaxFound);
    }

    /// <summary>Who is competent for it in the commune, now, and by which rule; null when there is no such subject.</summary>
    public async Task<InterlocutorAnswer?> AnswerAsync(Guid subject, Commune commune, CancellationToken cancellationToken)
    {
        var territories = await TerritoriesAsync(cancellationToken);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (encoder, demarches) = (new AdministrationEncoder(), new DemarcheEncoder());
        if ((await ReadAsync(connection, "e.id = $1", cancellationToken, subject)) is not [{ Kind: EntryKind.Demarche
            or EntryKind.ServiceType } asked])
        {
            return null;
        }

        var wanted = DecodedVersion.From(asked, encoder, demarches);
        string[] types = wanted.Demarche is { } demarche
            ? [.. demarche.HandledBy.Select(type => type.ToString())]
            : [((ServiceTypeRecord)wanted.Document!).Document.Code];
        var first = types[0];
        types = [.. types.SelectMany(type => ServiceKinds.In(type, commune)).Distinct(StringComparer.Ordinal)];
        // Those with a competence that may cover the commune, and those of a type that serves the département or region by its nature.
        var candidates = await ReadAsync(
            connection,
            """
            e.kind = 'administration' and (
                e.id in (
                    select entry_id from competences
                    where service_type = any($1) and (scope, territory_code) in (
                        ('commune', $2), ('commune', $3), ('departement', $4), ('region', $5), ('country', 'FR')))
                or e.types && $6 and e.departement_code = $4
                or e.types && $7 and e.commune_code in (select code from communes where region_code = $5))
            """,
            cancellationToken,
            types, commune.Code.Value, commune.Parent?.Value ?? commune.Code.Value, commune.DepartementCode, commune.RegionCode ?? "",
            Serving(types, ServiceExtent.Departement), Serving(types, ServiceExtent.Region)); // ix_competences_place, ix_entries_types
        var picture = new Picture(PictureState.Empty.WithTerritories(territories).With(
            [wanted, .. candidates.Select(version => DecodedVersion.From(version, encoder, demarches))]));
        var desk = new InterlocutorDesk(picture, clock.GetCurrentInstant(), InterlocutorQuestion.MaxFirst);
        var answer = wanted.Demarche is { } one ? desk.ForDemarche(one, commune.Code) : desk.ForServiceType(first, commune.Code);
        // « The nearest » of so small a picture means nothing.
        return answer with { Interlocutors = [.. answer.Interlocutors.Where(found => found.Reason is not InterlocutorReason.Nearest)] };
    }

    private static string[] Serving(string[] types, ServiceExtent extent) =>
        [.. types.Where(type => ServiceKinds.ExtentOf(type) == extent)];

    private static Task<List<PublishedVersion>> ReadAsync(
        NpgsqlConnection connection, string where, CancellationToken cancellationToken,
        params object?[] parameters) => connection.QueryAsync(
            $"""
            select v.sequence, v.entry_id, v.kind, v.version, v.document, v.path, v.published_at, v.changed_at
            from entries e join entry_versions v on v.sequence = e.sequence where not e.is_removed and ({where}) order by e.sequence
            """,
            row => new PublishedVersion(
                row.GetInt64(0), row.GetGuid(1), EntryKinds.Parse(row.GetString(2)), row.GetInt32(3), row.GetFieldValue<byte[]>(4),
                row.GetString(5), row.At(6)!.Value, row.At(7)!.Value),
            cancellationToken,
            parameters);

    private async Task<TerritoryIndex> TerritoriesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var hash = await TerritoryStore.FindContentHashAsync(connection, cancellationToken);
        if (_territories is { } known && known.ContentHash == hash)
        {
            return known;
        }

        return _territories = await TerritoryStore.LoadAsync(connection, cancellationToken);
    }

    [GeneratedRegex(
        @"\b([0-9]{5}|2[AB][0-9]{3})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft, 1000)]
    private static partial Regex PostalCode();
}
