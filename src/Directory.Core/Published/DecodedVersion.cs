using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Published;

/// <summary>A version of the log in the form that pictures keep: exactly one of the four is there.</summary>
internal readonly record struct DecodedVersion(
    AdministrationRecord? Administration, DocumentRecord? Document, Tombstone? Tombstone, DemarcheRecord? Demarche = null)
{
    public Guid EntryId => Administration?.Id ?? Document?.Id ?? Demarche?.Id ?? Tombstone!.Id;

    public long Sequence => Administration?.Sequence ?? Document?.Sequence ?? Demarche?.Sequence ?? Tombstone!.Sequence;

    public NodaTime.Instant PublishedAt =>
        Administration?.PublishedAt ?? Document?.PublishedAt ?? Demarche?.PublishedAt ?? Tombstone!.PublishedAt;

    /// <exception cref="System.Text.Json.JsonException">The document is not one of its kind.</exception>
    public static DecodedVersion From(PublishedVersion version, AdministrationEncoder encoder, DemarcheEncoder demarches)
    {
        if (version.Document is not { } json)
        {
            return new(null, null, new Tombstone(
                version.EntryId, version.Kind, version.Version, version.Sequence, version.PublishedAt,
                version.Path == PublicationPath.Urgent));
        }

        return version.Kind switch
        {
            EntryKind.Administration => new(encoder.Encode(version, DocumentJson.ReadAdministration(json)), null, null),
            EntryKind.Demarche => new(null, null, null, demarches.Encode(version, DocumentJson.ReadDemarche(json))),
            _ => new(null, DocumentRecord.Read(version), null),
        };
    }
}
