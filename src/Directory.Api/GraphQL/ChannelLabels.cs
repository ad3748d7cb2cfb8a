using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What to show and where to link for a channel that does not say it itself.</summary>
internal static class ChannelLabels
{
    private static readonly Dictionary<ChannelKind, JsonText> Labels =
        Enum.GetValues<ChannelKind>().ToDictionary(kind => kind, kind => JsonText.From(ChannelNames.Of(kind)));

    /// <summary>The kind's own name, in French.</summary>
    public static JsonText Of(ChannelKind kind) => Labels[kind];

    /// <summary>Ready for an <c>href</c>; null where nothing can be followed.</summary>
    public static string? Href(ChannelView channel)
    {
        var value = channel.Value.ToString();
        return channel.Kind switch
        {
            ChannelKind.Phone => $"tel:{value}",
            ChannelKind.Email => $"mailto:{value}",
            ChannelKind.Counter or ChannelKind.Post or ChannelKind.Fax => null,
            _ when value.StartsWith("http", StringComparison.Ordinal) => value,
            _ when value.StartsWith('+') => $"tel:{value}",
            _ => null,
        };
    }

    /// <summary>The text as a value that may be missing.</summary>
    public static JsonText? OrNull(this JsonText text) => text.IsNull ? null : text;
}
