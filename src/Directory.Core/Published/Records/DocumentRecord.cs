using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// The published version of an entry of a kind of which there are hundreds rather than tens of thousands: an object with its document.
/// </summary>
public abstract class DocumentRecord
{
    private protected DocumentRecord(PublishedVersion version, EntryDocument content)
    {
        (Id, Sequence, Version) = (version.EntryId, version.Sequence, version.Version);
        (PublishedAt, ChangedAt) = (version.PublishedAt, version.ChangedAt);
        IsUrgent = version.Path == PublicationPath.Urgent;
        Content = content;
    }

    /// <summary>The entry's stable id.</summary>
    public Guid Id { get; }

    /// <summary>The place of this version in the log.</summary>
    public long Sequence { get; }

    /// <summary>Grows by one with every publication of the entry.</summary>
    public int Version { get; }

    /// <summary>When this version was published.</summary>
    public Instant PublishedAt { get; }

    /// <summary>When the content last changed.</summary>
    public Instant ChangedAt { get; }

    /// <summary>Whether the version was published by the urgent path.</summary>
    public bool IsUrgent { get; }

    /// <summary>Whether it is a version of the past, shown beside the published one.</summary>
    public bool IsPast { get; internal set; }

    /// <summary>The content, of whatever kind.</summary>
    public EntryDocument Content { get; }

    /// <summary>When someone last confirmed the content; null when nobody did.</summary>
    public Instant? VerifiedAt => Content.Provenance.VerifiedAt;

    /// <summary>Whether the whole or some block of it was edited here rather than imported.</summary>
    public bool IsEditedLocally => Content.Provenance.Source == Sources.Local.Code
        || Content.Provenance.Blocks.Values.Any(block => block.Source == Sources.Local.Code);

    /// <exception cref="System.Text.Json.JsonException">The document is not one of its kind.</exception>
    internal static DocumentRecord Read(PublishedVersion version) => DocumentJson.Read(version.Kind, version.Document) switch
    {
        Core.Administrations.ServiceTypeDocument type => ServiceTypeRecord.From(version, type),
        Core.Administrations.NoticeDocument notice => new NoticeRecord(version, notice),
        Core.Demarches.LocalComplementDocument complement => new LocalComplementRecord(version, complement),
        _ => throw new ArgumentOutOfRangeException(nameof(version), version.Kind, "Not a kind that is published."),
    };
}

/// <summary>The same, of one kind.</summary>
/// <typeparam name="TDocument">The kind's document.</typeparam>
public abstract class DocumentRecord<TDocument> : DocumentRecord
    where TDocument : EntryDocument
{
    private protected DocumentRecord(PublishedVersion version, TDocument document)
        : base(version, document) => Document = document;

    /// <summary>The content.</summary>
    public TDocument Document { get; }
}
