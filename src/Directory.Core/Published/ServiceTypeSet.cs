using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Searching;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>The published service types.</summary>
internal sealed class ServiceTypeSet : RecordSet<ServiceTypeRecord>
{
    public static readonly ServiceTypeSet Empty = new([]);

    public ServiceTypeSet(IEnumerable<ServiceTypeRecord> types)
        : base(types)
    {
        ByLabel = [.. BySequence
            .OrderBy(type => TextFolding.Fold(type.Document.Label), StringComparer.Ordinal)
            .ThenBy(type => type.Document.Code, StringComparer.Ordinal)
            .ThenBy(type => type.Id)];

        // A code should be unique; where two entries share one, the older entry keeps it on every node.
        ByCode = ByLabel
            .GroupBy(type => type.Document.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MinBy(type => type.Id)!, StringComparer.Ordinal);
        Names = new ServiceNames(ByLabel);
    }

    public ServiceTypeRecord[] ByLabel { get; }

    public Dictionary<string, ServiceTypeRecord> ByCode { get; }

    /// <summary>Finds those that a text names.</summary>
    public ServiceNames Names { get; }

    public ServiceTypeSet With(IReadOnlyCollection<DecodedVersion> changes) =>
        Changed(changes) is { } types ? new ServiceTypeSet(types) : this;
}
