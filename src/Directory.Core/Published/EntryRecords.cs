using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published;

/// <summary>Versions of the past in the form that pictures show, without being part of one.</summary>
public static class EntryRecords
{
    /// <summary>
    /// The record of its kind as a version has it; null for a tombstone, and for service types, whose past nobody asks for.
    /// </summary>
    public static object? Read(PublishedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var decoded = DecodedVersion.From(version, new AdministrationEncoder(), new DemarcheEncoder());
        if (decoded.Document is { } document and not ServiceTypeRecord)
        {
            document.IsPast = true;
            return document;
        }

        return (object?)decoded.Administration?.AsPast() ?? decoded.Demarche?.AsPast();
    }
}
