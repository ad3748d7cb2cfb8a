using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What to show for a channel that does not say it itself.</summary>
internal static class ChannelLabels
{
    private static readonly Dictionary<ChannelKind, JsonText> Labels =
        Enum.GetValues<ChannelKind>().ToDictionary(kind => kind, kind => JsonText.From(ChannelNames.Of(kind)));

    /// <summary>The kind's own name, in French.</summary>
    public static JsonText Of(ChannelKind kind) => Labels[kind];

    /// <summary>The text as a value that may be missing.</summary>
    public static JsonText? OrNull(this JsonText text) => text.IsNull ? null : text;
}
