using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Territories;

/// <summary>What to import.</summary>
internal sealed record TerritoryImportOptions
{
    /// <summary>The folder of the JSON files: see <see cref="TerritoryFiles"/>.</summary>
    public required string Directory { get; init; }

    /// <summary>Where town halls are: see <see cref="TownHallPoints"/>; null keeps those already stored.</summary>
    public string? PointsCsv { get; init; }

    /// <summary>Where communes lie: see <see cref="OutlineFile"/>; null keeps the outlines already stored.</summary>
    public string? Outlines { get; init; }

    /// <summary>Compares and reports, and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Accepts files in which communes known so far are not even named as former ones.</summary>
    public bool Force { get; init; }
}

/// <summary>How far an import is.</summary>
internal enum TerritoryImportStep
{
    ReadingFiles,
    ReadingOutlines,
    Comparing,
    Done,
}

/// <summary>What an import read and did.</summary>
/// <param name="Version">The vintage.</param>
/// <param name="Communes">Communes read, of all kinds.</param>
/// <param name="Located">Of these, how many the given CSV locates.</param>
/// <param name="Outlined">Current communes whose outline is known now.</param>
/// <param name="NotChecked">Current communes of which none is known: what is said to lie there is not checked.</param>
/// <param name="Changes">What changed in each table, or would have in a dry run.</param>
/// <param name="Issues">Records rejected or mended.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record TerritoryImportResult(
    string Version,
    int Communes,
    int Located,
    int Outlined,
    int NotChecked,
    TerritoryChanges Changes,
    IReadOnlyList<ImportIssue> Issues,
    TimeSpan Elapsed);

/// <summary>Replaces the territories by those of the files: all or nothing, and nothing when nothing differs.</summary>
internal sealed class ImportTerritories(NpgsqlDataSource database, TimeProvider time)
{
    /// <exception cref="SourceFileException">The files cannot be trusted; nothing was written.</exception>
    public async Task<TerritoryImportResult> RunAsync(
        TerritoryImportOptions options,
        Action<TerritoryImportStep>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = Stopwatch.GetTimestamp();
        progress?.Invoke(TerritoryImportStep.ReadingFiles);
        var (data, readIssues) = await TerritoryFiles.ReadAsync(options.Directory, options.PointsCsv, cancellation);
        var issues = readIssues.ToList();
        if (options.Outlines is { } file)
        {
            progress?.Invoke(TerritoryImportStep.ReadingOutlines);
            var (outlines, outlineIssues) = await OutlineFile.ReadAsync(file, TerritoryIndex.Build(data), cancellation);
            data = data with { Outlines = outlines, HasOutlines = true };
            issues.AddRange(outlineIssues);
        }

        progress?.Invoke(TerritoryImportStep.Comparing);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        TerritoryChanges changes;
        try
        {
            changes = await TerritoryStore.ReplaceAsync(
                connection, transaction, data, time, options.Force, cancellation);
        }
        catch (TerritoriesRefusedException exception)
        {
            throw new SourceFileException(exception.Message, exception);
        }

        // What is stored now: places and outlines may have been kept.
        var stored = await TerritoryStore.ReadAsync(connection, cancellation);
        var current = stored.Communes.ToArray().Where(commune => commune.Kind is CommuneKind.Current).ToList();
        var notChecked = current.Where(commune => stored.OutlineOf(commune) is null).ToList();
        issues.AddRange(data.Communes.Where(commune => IsFarOutside(commune, stored)).Select(FarOutside));
        if (options.Outlines is not null)
        {
            issues.AddRange(notChecked.Select(commune => Missing(commune, stored)));
        }

        if (options.DryRun)
        {
            await transaction.RollbackAsync(cancellation);
        }
        else
        {
            await transaction.CommitAsync(cancellation);
        }

        progress?.Invoke(TerritoryImportStep.Done);
        return new TerritoryImportResult(
            data.Version,
            data.Communes.Count,
            data.Communes.Count(commune => commune.Location is not null),
            current.Count - notChecked.Count,
            notChecked.Count,
            changes,
            issues,
            Stopwatch.GetElapsedTime(started));
    }

    private static bool IsFarOutside(Commune commune, TerritoryIndex stored) =>
        commune.Location is not null && stored.FindCommune(commune.Code) is { } known && stored.OutlineOf(known) is { } outline
            && !LocationCheck.IsWithin(outline, commune.Location);

    private static ImportIssue FarOutside(Commune commune) => new(
        ImportIssueSeverity.Warning,
        "TOWN_HALL_OUTSIDE",
        $"The town hall of {commune.Name} is more than {LocationCheck.ElsewhereMetres / 1000} km outside of its outline: a point within stands in.",
        commune.Code.Value,
        default,
        string.Create(CultureInfo.InvariantCulture, $"{commune.Location!.Value.Latitude}, {commune.Location!.Value.Longitude}"));

    private static ImportIssue Missing(Commune commune, TerritoryIndex stored) => new(
        ImportIssueSeverity.Warning,
        "OUTLINE_MISSING",
        stored.OutdatedOutlines.FirstOrDefault(outdated => outdated.Commune == commune) is { } outdated
            ? $"The outline of {commune.Name} holds the town hall of {outdated.Newcomer.Name}, which left it; not checked."
            : $"{commune.Name} has no outline; not checked.",
        commune.Code.Value,
        default,
        null);
}
