using System.Text.RegularExpressions;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// The files to import: archives of DILA's as downloaded, or single files, XML or JSON, in the order of their names.
/// </summary>
internal sealed partial class FicheFiles
{
    private static readonly SourceFileOptions Bounds = new()
    {
        MaxEntryBytes = 64 << 20,
        MaxTotalBytes = 2L << 30,
        MaxEntries = 50_000,
    };

    private readonly IReadOnlyList<FileInfo> _files;
    private readonly SourceFileOptions _bounds;
    private readonly long _length;
    private long _done;
    private SourceFile? _current;

    /// <param name="files">Archives or single files.</param>
    /// <param name="bounds">How much an archive may hold; by default ten times what the national ones do.</param>
    public FicheFiles(IReadOnlyList<FileInfo> files, SourceFileOptions? bounds = null)
    {
        (_files, _bounds) = (files, bounds ?? Bounds);
        _length = files.Sum(file => file.Length);
    }

    /// <summary>Bytes read from disk and to read, for two readings.</summary>
    public (long Position, long Length) Progress => (_done + (_current?.CompressedPosition ?? 0), 2 * _length);

    /// <summary>
    /// The files of fiches: <c>F1341.xml</c> or <c>F1341.json</c>, whatever their folder. Each must be read before the next is asked for.
    /// </summary>
    /// <exception cref="SourceFileException">An archive is absent, damaged or beyond the bounds.</exception>
    public IEnumerable<FicheFile> Read()
    {
        foreach (var path in _files)
        {
            using (_current = SourceFile.Open(path.FullName, _bounds))
            {
                var number = 0L;
                foreach (var entry in _current.Entries())
                {
                    number++;
                    if (FileName().Match(entry.Name) is { Success: true } name)
                    {
                        yield return new FicheFile(
                            $"{path.Name}, {entry.Name}", name.Groups["kind"].Value[0], name.Groups["form"].Value == "json", number,
                            entry.Content);
                    }
                }
            }

            _done += path.Length;
            _current = null;
        }
    }

    [GeneratedRegex(@"(^|[/\\])(?<kind>[FNR])[0-9]{1,10}\.(?<form>xml|json)\z", RegexOptions.NonBacktracking)]
    private static partial Regex FileName();
}

/// <summary>A file of a fiche.</summary>
/// <param name="Place">Archive and name, for messages.</param>
/// <param name="Kind">F, N or R, by the name.</param>
/// <param name="IsJson">Whether it is in the form of <see cref="FicheJson"/>, not DILA's XML.</param>
/// <param name="Number">Its number in the archive, from 1.</param>
/// <param name="Content">Its bytes.</param>
internal readonly record struct FicheFile(string Place, char Kind, bool IsJson, long Number, Stream Content)
{
    /// <summary>The file, or of XML only as much as is enough.</summary>
    /// <param name="isEnough">Asked of the root after each of its elements.</param>
    /// <exception cref="FormatException">Not a fiche of its form; says where.</exception>
    public FicheElement ReadTree(Func<FicheElement, bool>? isEnough = null) =>
        IsJson ? FicheJson.Read(Content) : FicheXml.Read(Content, isEnough);
}
