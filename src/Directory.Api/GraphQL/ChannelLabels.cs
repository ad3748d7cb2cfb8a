using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What to show and where to link for a channel that does not say it itself.</summary>
internal static class ChannelLabels
{
    private static readonly Dictionary<ChannelKind, JsonText> Labels = new()
    {
        [ChannelKind.OnlineService] = JsonText.From("Service en ligne"),
        [ChannelKind.Form] = JsonText.From("Formulaire de contact"),
        [ChannelKind.Email] = JsonText.From("Courriel"),
        [ChannelKind.Phone] = JsonText.From("Téléphone"),
        [ChannelKind.Appointment] = JsonText.From("Prise de rendez-vous"),
        [ChannelKind.Counter] = JsonText.From("Accueil sur place"),
        [ChannelKind.Post] = JsonText.From("Courrier"),
        [ChannelKind.Fax] = JsonText.From("Télécopie"),
        [ChannelKind.Website] = JsonText.From("Site internet"),
        [ChannelKind.Social] = JsonText.From("Réseau social"),
    };

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
