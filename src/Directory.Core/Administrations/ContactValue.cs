using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>Whether the value of a <see cref="ContactChannel"/> is of the form that its kind asks for.</summary>
public static partial class ContactValue
{
    /// <summary>What is wrong, a French sentence; null when the value fits.</summary>
    public static string? Problem(ChannelKind kind, string value) => kind switch
    {
        ChannelKind.Phone or ChannelKind.Fax => IsPhone(value)
            ? null
            : "Saisissez dix chiffres, par exemple 04 74 71 70 17, ou un numéro court comme 3939.",
        ChannelKind.Email => IsMail(value) ? null : "Saisissez une adresse électronique, par exemple accueil@mairie.example.",
        ChannelKind.OnlineService or ChannelKind.Form or ChannelKind.Website or ChannelKind.Social => IsWebAddress(value)
            ? null
            : "Saisissez une adresse complète qui commence par https:// ou http://.",
        ChannelKind.Appointment => IsWebAddress(value) || IsPhone(value)
            ? null
            : "Saisissez l'adresse de la page de rendez-vous ou un numéro de téléphone.",
        _ => null,
    };

    // Browsers and servers take no longer ones.
    private const int MaxWebAddressLength = 4000;

    /// <summary>E.164 (a plus and 7 to 15 digits) or a French short number of 2 to 6 digits.</summary>
    public static bool IsPhone(string value) => PhonePattern().IsMatch(value);

    /// <summary>An address that a mail server would take, without a name or brackets around it.</summary>
    public static bool IsMail(string value) => value is { Length: <= 254 } && MailPattern().IsMatch(value);

    /// <summary>
    /// An absolute http or https address with a full host name, and nothing that hides it: see <see cref="HostName.OfWebAddress"/>. That it
    /// is not misleading is for people to say: <see cref="HostDoubts"/>.
    /// </summary>
    public static bool IsWebAddress(string value) =>
        value is { Length: <= MaxWebAddressLength } && !value.AsSpan().ContainsAny(" <\"\\") && PlainText.IsClean(value) && !value.Contains(
            '\n', StringComparison.Ordinal)
        && Uri.TryCreate(value, UriKind.Absolute, out _)
        && HostName.OfWebAddress(value) is { } authority
        && HostName.ToAscii(authority.Host) is { } host
        && HostPattern().IsMatch(host);

    /// <summary>A duration in days, hours or minutes, ISO 8601: <c>P5D</c>, <c>PT48H</c>.</summary>
    public static bool IsDuration(string value) => DurationPattern().IsMatch(value);

    [GeneratedRegex(@"^(?:\+[1-9][0-9]{6,14}|[1-9][0-9]{1,5})\z", RegexOptions.NonBacktracking)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(
        @"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})\z", RegexOptions.None, 1000)]
    private static partial Regex MailPattern();

    [GeneratedRegex(@"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})\z",
        RegexOptions.None, 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"^P(?=[0-9]|T[0-9])(?:[0-9]{1,4}D)?(?:T(?=[0-9])(?:[0-9]{1,4}H)?(?:[0-9]{1,4}M)?)?\z", RegexOptions.None, 1000)]
    private static partial Regex DurationPattern();
}
