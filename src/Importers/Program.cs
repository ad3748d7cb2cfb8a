using System.CommandLine;
using PublicDirectory.Importers.Commands;

var root = new RootCommand(
    """
    Brings national sources into the directory: see docs/guides/importing.md.

    Exit codes: 0 done (single records may have been rejected: see the report), 1 nothing was written, 2 wrong usage,
    130 interrupted.
    """)
{
    MigrateCommand.Create(),
    TerritoriesCommand.Create(),
    SampleCommand.Create(),
    AnnuaireCommand.Create(),
    AnnuaireLegacyCommand.Create(),
    FichesCommand.Create(),
    CoverageCommand.Create(),
    HoursCommand.Create(),
    VerifyCommand.Create(),
    HeadsKey.Create(),
    HeadsCommand.Create(),
    JournalCutCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
