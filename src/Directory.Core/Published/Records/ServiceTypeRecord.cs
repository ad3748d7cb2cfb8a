using NodaTime;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// The published version of a service type. There are some two hundred: an object with its texts ready for JSON.
/// </summary>
public sealed class ServiceTypeRecord
{
    /// <summary>The entry's stable id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The place of this version in the log.</summary>
    public required long Sequence { get; init; }

    /// <summary>Grows by one with every publication of the entry.</summary>
    public required int Version { get; init; }

    /// <summary>When this version was published.</summary>
    public required Instant PublishedAt { get; init; }

    /// <summary>When the content last changed.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Whether the version was published by the urgent path.</summary>
    public required bool IsUrgent { get; init; }

    /// <summary>The content.</summary>
    public required ServiceTypeDocument Document { get; init; }

    /// <inheritdoc cref="ServiceTypeDocument.Code"/>
    public required JsonText Code { get; init; }

    /// <inheritdoc cref="ServiceTypeDocument.Label"/>
    public required JsonText Label { get; init; }

    /// <inheritdoc cref="ServiceTypeDocument.Acronym"/>
    public required JsonText Acronym { get; init; }

    /// <inheritdoc cref="ServiceTypeDocument.Description"/>
    public required JsonText Description { get; init; }

    internal static ServiceTypeRecord From(Publishing.PublishedVersion version, ServiceTypeDocument document) => new()
    {
        Id = version.EntryId,
        Sequence = version.Sequence,
        Version = version.Version,
        PublishedAt = version.PublishedAt,
        ChangedAt = version.ChangedAt,
        IsUrgent = version.Path == Publishing.PublicationPath.Urgent,
        Document = document with { ExternalIds = document.ExternalIds ?? [] }, // stored JSON leaves empty lists out
        Code = JsonText.From(document.Code),
        Label = JsonText.From(document.Label),
        Acronym = JsonText.From(document.Acronym),
        Description = JsonText.From(document.Description),
    };
}
