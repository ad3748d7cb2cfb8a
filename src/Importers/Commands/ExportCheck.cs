using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Importers.Commands;

/// <summary>What <c>verify --export</c> says of the files of <c>journal-cut</c>.</summary>
internal static class ExportCheck
{
    public static IEnumerable<string> Files(FileSystemInfo path) => path is DirectoryInfo folder
        ? folder.GetFiles($"*{ExportedJournal.Extension}").Select(file => file.FullName).Order(StringComparer.Ordinal)
        : [path.FullName];

    /// <param name="files">Each proven by itself.</param>
    /// <param name="isWhole">They are all there is, rather than one of them.</param>
    /// <param name="cut">Where the journal was last cut; null where no database was looked at.</param>
    public static IReadOnlyCollection<string> Problems(IReadOnlyCollection<ExportedJournal> files, bool isWhole, ChainHead? cut) =>
    [
        .. files.Select(file => file.Problem).OfType<string>(),
        .. isWhole ? ExportedJournal.Missing(files, cut) : [],
        .. files.Count == 0 && cut is null ? new[] { $"there is no file of journal-cut (*{ExportedJournal.Extension})" } : [],
    ];

    public static IEnumerable<string> Summary(IReadOnlyCollection<ExportedJournal> files) => files.Where(file => file.Problem is null)
        .Select(file => $"{file.Path}: lines {file.Before.Sequence + 1} to {file.Last.Sequence} of the journal, as they were when they were signed at {file.SignedAt}"
            + (files.Count == 1 && file.Before.Sequence > 0 ? $"; lines 1 to {file.Before.Sequence} are not in it" : ""));
}
