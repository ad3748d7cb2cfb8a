namespace PublicDirectory.Core.Administrations;

/// <summary>What the kinds of channel are called for people, in French: also the label of a channel that has none of its own.</summary>
public static class ChannelNames
{
    /// <exception cref="ArgumentOutOfRangeException">Not a kind.</exception>
    public static string Of(ChannelKind kind) => kind switch
    {
        ChannelKind.OnlineService => "Service en ligne",
        ChannelKind.Form => "Formulaire de contact",
        ChannelKind.Email => "Courriel",
        ChannelKind.Phone => "Téléphone",
        ChannelKind.Appointment => "Prise de rendez-vous",
        ChannelKind.Counter => "Accueil sur place",
        ChannelKind.Post => "Courrier",
        ChannelKind.Fax => "Télécopie",
        ChannelKind.Website => "Site internet",
        ChannelKind.Social => "Réseau social",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of channel."),
    };
}
