using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// The themes and the life events of the published démarches: a classification that editors choose from and do not make. Reading it
/// takes a walk over all démarches, so that it is kept for a while.
/// </summary>
public sealed class DemarcheVocabulary(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private volatile Kept? _kept;

    /// <summary>By id.</summary>
    /// <param name="Themes">Each with those above it.</param>
    /// <param name="LifeEvents">Each.</param>
    /// <param name="At">When it was read, as a timestamp.</param>
    public sealed record Kept(IReadOnlyDictionary<string, Theme> Themes, IReadOnlyDictionary<string, LifeEvent> LifeEvents, long At);

    public async Task<Kept> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && clock.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var themes = await ReadAsync<Theme>(connection, "themes", cancellationToken);
        var events = await ReadAsync<LifeEvent>(connection, "lifeEvents", cancellationToken);
        return _kept = new Kept(
            themes.DistinctBy(theme => theme.Id).ToDictionary(theme => theme.Id, StringComparer.Ordinal),
            events.DistinctBy(item => item.Id).ToDictionary(item => item.Id, StringComparer.Ordinal),
            clock.GetTimestamp());
    }

    /// <summary>« Papiers › Carte d'identité ».</summary>
    public static string PathOf(Theme theme) => theme.Parent is { } parent ? $"{PathOf(parent)} › {theme.Label}" : theme.Label;

    /// <summary>The choices of some themes, by path.</summary>
    public static IReadOnlyList<Choice> Choices(IEnumerable<Theme> themes) =>
        [.. themes.Select(theme => new Choice(theme.Id, PathOf(theme)))
            .DistinctBy(choice => choice.Value)
            .OrderBy(choice => choice.Label, StringComparer.CurrentCulture)];

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string block, CancellationToken cancellationToken) =>
        await connection.QueryAsync(
            $"""
            select distinct item from entries e join entry_versions v on v.sequence = e.sequence,
                jsonb_array_elements(v.document -> '{block}') item
            where e.kind = 'demarche' and not e.is_removed
            """,
            row => JsonSerializer.Deserialize<T>(row.GetString(0), Json)!, cancellationToken);
}
