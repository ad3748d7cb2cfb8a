using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Reads DILA's competence archive (<c>data.gouv_commune.zip</c>: a JSON file per commune that names, by service type,
/// the administrations competent for it) and turns it round: by administration, the communes.
/// </summary>
public static class CompetenceZip
{
    private static readonly JsonRecordsOptions Shape = new()
    {
        ArrayNames = ["commune"],
        RecordNames = ["code_insee_commune"], // the same without its envelope
    };

    /// <summary>Reads the whole archive.</summary>
    /// <param name="path">The zip; or an archive, compressed or not, of the same files.</param>
    /// <param name="territories">Brings old codes to today's.</param>
    /// <param name="report">Told of what could not be taken: unknown communes, keys and types of a wrong form.</param>
    /// <param name="progress">Told, after each file of the archive, of the compressed bytes read and to read.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="cancellationToken">Stops reading between two files.</param>
    /// <exception cref="SourceFileException">The archive or one of its files is damaged or not of that shape.</exception>
    public static async Task<CompetenceTable> ReadAsync(
        string path,
        TerritoryIndex territories,
        Action<ImportIssue> report,
        IProgress<(long Position, long Length)>? progress = null,
        SourceFileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using var file = SourceFile.Open(path, options);
        return await ReadAsync(file, territories, report, progress, cancellationToken);
    }

    /// <summary>Reads the whole archive.</summary>
    /// <param name="file">The archive, which stays the caller's.</param>
    /// <param name="territories">Brings old codes to today's.</param>
    /// <param name="report">Told of what could not be taken.</param>
    /// <param name="progress">Told, after each file of the archive, of the compressed bytes read and to read.</param>
    /// <param name="cancellationToken">Stops reading between two files.</param>
    /// <exception cref="SourceFileException">The archive or one of its files is damaged or not of that shape.</exception>
    public static async Task<CompetenceTable> ReadAsync(
        SourceFile file,
        TerritoryIndex territories,
        Action<ImportIssue> report,
        IProgress<(long Position, long Length)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(report);
        var builder = new CompetenceTableBuilder(territories, report);
        var read = 0;
        foreach (var entry in file.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.IsInArchive && !entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            await ReadEntryAsync(file.Name, entry, builder, report, cancellationToken);
            read++;
            progress?.Report((file.CompressedPosition, file.CompressedLength));
        }

        return read > 0 ? builder.Build() : throw new SourceFileException($"{file.Name}: holds no JSON file.");
    }

    private static async Task ReadEntryAsync(
        string file, SourceEntry entry, CompetenceTableBuilder builder, Action<ImportIssue> report, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var record in JsonRecords.ReadAsync(entry.Content, Shape, cancellationToken))
            {
                if (RecordFile.Parse(record, SourceJson.Default.CommuneCompetence, report) is { } commune)
                {
                    builder.Add(commune, record.Place);
                }
                else
                {
                    builder.Reject();
                }
            }
        }
        catch (SourceFileException e) when (!e.Message.StartsWith(file, StringComparison.Ordinal))
        {
            throw new SourceFileException($"{file}, {entry.Name}: {e.Message}", e.InnerException ?? e);
        }
    }
}
