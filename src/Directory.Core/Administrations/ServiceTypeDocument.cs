using System.Text.Json.Serialization;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>A kind of counter (« type de service local », DILA's « pivot »): mairie, préfecture, CAF, ...</summary>
public sealed record ServiceTypeDocument : EntryDocument
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.ServiceType;

    /// <summary>The stable code: lower-case letters, digits and underscores (<c>mairie</c>, <c>sous_pref</c>).</summary>
    public required string Code { get; init; }

    /// <summary>The public name, in French.</summary>
    public required string Label { get; init; }

    /// <summary>The acronym that people use.</summary>
    public string? Acronym { get; init; }

    /// <summary>What such a counter does, in plain words.</summary>
    public string? Description { get; init; }
}
