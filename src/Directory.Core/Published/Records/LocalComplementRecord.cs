using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published.Records;

/// <summary>The published version of what is added locally to a démarche.</summary>
public sealed class LocalComplementRecord : DocumentRecord<LocalComplementDocument>
{
    internal LocalComplementRecord(PublishedVersion version, LocalComplementDocument document)
        : base(version, document)
    {
    }
}
