using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// The content of one version of an entry: immutable, stored as <c>jsonb</c>, checked by one validator per kind.
/// A <em>block</em> is a top-level property of the document: what provenance, merging and habilitations speak of.
/// </summary>
public abstract record EntryDocument
{
    /// <summary>The kind of entry that such a document describes.</summary>
    [JsonIgnore]
    public abstract EntryKind Kind { get; }

    /// <summary>The shape of the document; grows when a property changes meaning, not when one is added.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Identifiers of the same thing in other registers, the source's own key first.</summary>
    public IReadOnlyList<ExternalId> ExternalIds { get; init; } = [];

    /// <summary>Where the content comes from and when it was last checked.</summary>
    public required Provenance Provenance { get; init; }
}
