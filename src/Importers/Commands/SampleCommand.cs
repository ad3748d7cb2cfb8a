using System.CommandLine;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;
using PublicDirectory.Importers.Sample;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>sample</c>: the demonstration data that travels with the program.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var remove = new Option<bool>("--remove")
        {
            Description = "Take the sample out again: before real data comes in, so that nobody is sent to an invented counter.",
        };
        return ImportCommand.Create(
            "sample",
            "Loads plausible demonstration data, marked as such: counters of two départements (Rhône and Guyane), usual démarches.",
            [remove],
            (parsed, options, cancellationToken) => parsed.GetValue(remove)
                ? RemoveAsync(options, cancellationToken)
                : LoadAsync(options, cancellationToken));
    }

    private static async Task LoadAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        using var import = FileImport.Begin(options, "sample");
        var territories = await import.LoadTerritoriesAsync(cancellationToken);
        await import.RunAsync(
            Sources.Sample,
            new FileInfo("données de démonstration"),
            AnnuaireReader.Blocks.Append("competences").Concat(FichesReader.Blocks).ToHashSet(StringComparer.Ordinal),
            new SampleReader(territories).Read().Concat(SampleDemarches.Read()).ToAsyncEnumerable(),
            () => (0, 0),
            cancellationToken);
    }

    private static async Task RemoveAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        using var import = FileImport.Begin(options, "sample");
        var removed = await SourceRemoval.RunAsync(
            import.DataSource, Sources.Sample, TimeProvider.System, options.IsDryRun, cancellationToken);
        Console.WriteLine(removed == 0
            ? "There is no sample to take out."
            : options.IsDryRun
                ? $"{removed} sample entries would be taken out (dry run: nothing was written)."
                : $"{removed} sample entries taken out.");
    }
}
