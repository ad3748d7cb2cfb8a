using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published;

/// <summary>Versions of the log in the form that pictures show, without being part of one.</summary>
public static class EntryRecords
{
    /// <summary>An administration as a version has it; null for a tombstone and for other kinds.</summary>
    public static AdministrationRecord? ReadAdministration(PublishedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return DecodedVersion.From(version, new AdministrationEncoder()).Administration;
    }
}
