using System.CommandLine;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>fiches</c>: DILA's fiches on rights and démarches.</summary>
internal static class FichesCommand
{
    private const int MaxLevels = 3;

    public static Command Create()
    {
        var inputs = new Argument<FileSystemInfo[]>("path")
        {
            Description = "The archives (vosdroits-*.zip) of all audiences, or the folder that holds them or single XML or JSON files.",
            Arity = ArgumentArity.OneOrMore,
        }.AcceptExistingOnly();
        var index = new Option<FileInfo>("--index")
        {
            Description = "index.json, plain or .gz: which files are published. Default: the one in the folder; without any, all are.",
            HelpName = "FILE",
        }.AcceptExistingOnly();
        return ImportCommand.Create(
            "fiches",
            "Imports DILA's fiches on rights and démarches.",
            [inputs, index],
            (parsed, options, cancellationToken) =>
                RunAsync(parsed.GetRequiredValue(inputs), parsed.GetValue(index), options, cancellationToken));
    }

    private static async Task RunAsync(
        FileSystemInfo[] inputs, FileInfo? index, ImportOptions options, CancellationToken cancellationToken)
    {
        var files = inputs.SelectMany(FilesOf).OrderBy(file => file.FullName, StringComparer.Ordinal).ToList();
        index ??= inputs.OfType<DirectoryInfo>().SelectMany(folder => Below(folder, "index.json*")).FirstOrDefault();
        using var import = FileImport.Begin(options, "fiches", [.. files, index]);
        var reader = new FichesReader(new FicheFiles(files), index is null ? null : FicheIndex.Read(index), import.Issues.Add);
        await import.RunAsync(
            Sources.DilaFiches,
            inputs[0].Name,
            files,
            FichesReader.Blocks,
            reader.ReadAsync(),
            () => reader.Progress,
            cancellationToken);
        Console.WriteLine(reader.Tally);
    }

    private static IReadOnlyList<FileInfo> FilesOf(FileSystemInfo input)
    {
        if (input is not DirectoryInfo folder)
        {
            return [new FileInfo(input.FullName)];
        }

        var archives = Below(folder, "*vosdroits*.zip");
        var files = archives.Count > 0 ? archives : [.. Below(folder, "*.xml"), .. Below(folder, "*.json")];
        return files.Count > 0
            ? files
            : throw new SourceFileException($"{folder.FullName}: holds neither vosdroits-*.zip nor XML or JSON files of fiches.");
    }

    private static List<FileInfo> Below(DirectoryInfo folder, string pattern) =>
        [.. folder.EnumerateFiles(pattern, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxLevels })];
}
