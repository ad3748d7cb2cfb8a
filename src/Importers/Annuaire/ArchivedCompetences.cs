using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// The competence zip inside DILA's whole archive (<c>all_latest.tar.bz2</c> holds the directory and, beside it,
/// <c>2026-01-31_060000-data.gouv_commune.zip</c>).
/// </summary>
internal static class ArchivedCompetences
{
    /// <summary>Ten times the national zip.</summary>
    public const long MaxZipBytes = 256L << 20;

    /// <returns>Null where the file is no archive, or holds no such zip.</returns>
    /// <exception cref="SourceFileException">The archive or the zip is damaged, or too large.</exception>
    public static async Task<CompetenceTable?> ReadAsync(
        string path,
        TerritoryIndex territories,
        Action<ImportIssue> report,
        SourceFileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using var archive = SourceFile.Open(path, options);
        foreach (var entry in archive.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entry.IsInArchive)
            {
                return null;
            }

            if (entry.Name.EndsWith("commune.zip", StringComparison.OrdinalIgnoreCase))
            {
                var name = $"{archive.Name}, {Path.GetFileName(entry.Name)}";
                using var zip = SourceFile.Open(name, await CopyAsync(name, entry.Content, cancellationToken), options);
                return await CompetenceZip.ReadAsync(zip, territories, report, cancellationToken: cancellationToken);
            }
        }

        return null;
    }

    // A zip's table of contents is at its end, so it cannot be read as it comes. The copy has no name from its first
    // moment on: nothing is left behind, even by a kill.
    private static async Task<FileStream> CopyAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        FileStream? copy = null;
        try
        {
            copy = new FileStream(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 128 << 10, FileOptions.DeleteOnClose);
            File.Delete(path);
            var buffer = new byte[128 << 10];
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (copy.Length + read > MaxZipBytes)
                {
                    throw new SourceFileException($"{name}: has more than {MaxZipBytes} bytes.");
                }

                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            copy.Position = 0;
            return copy;
        }
        catch (Exception e)
        {
            copy?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new SourceFileException($"{name}: cannot be unpacked to {Path.GetTempPath()}: {e.Message}", e);
            }

            throw;
        }
    }
}
