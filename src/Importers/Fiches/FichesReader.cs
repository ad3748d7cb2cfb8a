using System.Collections.Frozen;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Reads DILA's fiches (schema 3.3; the archives of the three audiences): a démarche for each fiche (F) of each
/// audience, with the themes (N) and resources (R) that it refers to.
/// </summary>
/// <remarks>
/// The files are read twice: what fiches refer to may come after them. Memory is bounded by one file and a line for
/// each theme and resource. For one reading.
/// </remarks>
/// <param name="files">The files.</param>
/// <param name="index">Keys of what is published; null for all.</param>
/// <param name="report">Told of what could not be taken, with its place.</param>
internal sealed class FichesReader(FicheFiles files, IReadOnlySet<string>? index, Action<ImportIssue> report)
{
    /// <summary>The blocks of a document that this source speaks of.</summary>
    public static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        [
            "title", "summary", "audiences", "themes", "lifeEvents", "keywords", "situations", "requiredDocuments", "steps",
            "onlineServices", "forms", "cost", "delay", "handledBy", "contacts", "related", "passages", "url", "externalIds",
        ],
        StringComparer.Ordinal);

    private readonly FicheCatalogue _catalogue = new();

    /// <summary>What the files hold.</summary>
    public FicheTally Tally { get; private set; }

    public (long Position, long Length) Progress => files.Progress;

    /// <exception cref="SourceFileException">An archive cannot be trusted, or holds no fiche at all.</exception>
    public async IAsyncEnumerable<SourceRecord> ReadAsync()
    {
        await Task.Yield();
        foreach (var file in files.Read())
        {
            Tally = Tally with { Files = Tally.Files + 1 };
            // Fiches are read again: what is wrong with one is told then.
            if (Read(file, isTold: file.Kind != 'F', file.Kind == 'F' ? Fiche.IsKnown : null) is { } fiche && IsPublished(fiche))
            {
                _catalogue.Add(fiche);
            }
            else if (file.Kind != 'F')
            {
                Tally = Tally with { Withdrawn = Tally.Withdrawn + 1 };
            }
        }

        if (Tally.Files == 0)
        {
            throw new SourceFileException("There is no file of a fiche (F1341.xml, F1341.json) in what was given: nothing to import.");
        }

        Tally = Tally with { Themes = _catalogue.Nodes, Resources = _catalogue.Resources };
        var mapper = new FicheMapper(_catalogue);
        foreach (var file in files.Read())
        {
            if (file.Kind == 'F' && Read(file, isTold: true) is { } fiche && Map(fiche, file, mapper) is { } record)
            {
                yield return record;
            }
        }
    }

    private bool IsPublished(Fiche fiche) => index is null || index.Contains(fiche.Key);

    private Fiche? Read(FicheFile file, bool isTold, Func<FicheElement, bool>? isEnough = null)
    {
        string? problem;
        try
        {
            (var fiche, problem) = Fiche.Of(file.ReadTree(isEnough));
            if (fiche is not null)
            {
                return fiche;
            }
        }
        catch (FormatException e)
        {
            problem = e.Message;
        }

        if (isTold)
        {
            new IssueReporter(report, null, PlaceOf(file)).Reject(IssueCodes.RecordUnreadable, $"{file.Place}: {problem}");
        }

        return null;
    }

    private SourceRecord? Map(Fiche fiche, FicheFile file, FicheMapper mapper)
    {
        var issues = new IssueReporter(report, fiche.Key, PlaceOf(file));
        if (!IsPublished(fiche))
        {
            Tally = Tally with { Withdrawn = Tally.Withdrawn + 1 };
            issues.Skip("WITHDRAWN", $"{file.Place}: the index does not name it.", fiche.Title);
            return null;
        }

        if (fiche.IsGuidedSearch)
        {
            issues.Skip("GUIDED_SEARCH", $"{file.Place}: questions that lead to fiches, nothing of its own.", fiche.Title);
            return null;
        }

        if (fiche.Title is not { } title)
        {
            issues.Reject(IssueCodes.MissingName, $"{file.Place}: the fiche has no title.");
            return null;
        }

        var document = mapper.Map(fiche, title, issues);
        Tally = Tally.With(document);
        return new SourceRecord { Key = fiche.Key, Place = PlaceOf(file), Document = document };
    }

    private static RecordPlace PlaceOf(FicheFile file) => new(file.Number, 1, 0);
}
