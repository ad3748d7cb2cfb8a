using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// The published version of a service type. There are some two hundred: an object with its texts ready for JSON.
/// </summary>
public sealed class ServiceTypeRecord : DocumentRecord<ServiceTypeDocument>
{
    private ServiceTypeRecord(PublishedVersion version, ServiceTypeDocument document)
        : base(version, document)
    {
        Code = JsonText.From(document.Code);
        Label = JsonText.From(document.Label);
        Acronym = JsonText.From(document.Acronym);
        Description = JsonText.From(document.Description);
    }

    /// <inheritdoc cref="ServiceTypeDocument.Code"/>
    public JsonText Code { get; }

    /// <inheritdoc cref="ServiceTypeDocument.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="ServiceTypeDocument.Acronym"/>
    public JsonText Acronym { get; }

    /// <inheritdoc cref="ServiceTypeDocument.Description"/>
    public JsonText Description { get; }

    internal static ServiceTypeRecord From(PublishedVersion version, ServiceTypeDocument document) => new(version, document);
}
