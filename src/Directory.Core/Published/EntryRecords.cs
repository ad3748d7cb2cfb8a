using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published;

/// <summary>Versions of the log in the form that pictures show, without being part of one.</summary>
public static class EntryRecords
{
    /// <summary>
    /// The record of its kind as a version has it; null for a tombstone, and for service types, whose past nobody asks for.
    /// </summary>
    public static object? Read(PublishedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var decoded = DecodedVersion.From(version, new AdministrationEncoder(), new DemarcheEncoder());
        return (object?)decoded.Administration
            ?? (object?)decoded.Demarche ?? (decoded.Document is ServiceTypeRecord ? null : decoded.Document);
    }
}
