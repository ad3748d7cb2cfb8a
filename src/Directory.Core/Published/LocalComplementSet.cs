using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Core.Published;

/// <summary>What is published of local complements, by the démarche that each completes.</summary>
internal sealed class LocalComplementSet : RecordSet<LocalComplementRecord>
{
    public static readonly LocalComplementSet Empty = new([]);

    private readonly ILookup<Guid, LocalComplementRecord> _byDemarche;

    public LocalComplementSet(IEnumerable<LocalComplementRecord> complements)
        : base(complements) =>
        // An administration is nearer than a département; then by title, the same on every node.
        _byDemarche = BySequence
            .OrderBy(complement => complement.Document.Departement is not null)
            .ThenBy(complement => complement.Document.Title, StringComparer.Ordinal)
            .ThenBy(complement => complement.Id)
            .ToLookup(complement => complement.Document.Demarche);

    /// <summary>Those of a démarche, wherever they hold, the nearest first.</summary>
    public IEnumerable<LocalComplementRecord> Of(Guid demarche) => _byDemarche[demarche];

    public LocalComplementSet With(IReadOnlyCollection<DecodedVersion> changes) =>
        Changed(changes) is { } complements ? new LocalComplementSet(complements) : this;
}
