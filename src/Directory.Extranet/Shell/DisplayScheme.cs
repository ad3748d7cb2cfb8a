namespace PublicDirectory.Extranet.Shell;

/// <summary>
/// Light, dark, or as the reader's system says: kept in a cookie of the browser, since it suits a screen and not a person.
/// </summary>
public static class DisplayScheme
{
    public const string System = "system";

    private const string Cookie = "affichage";

    /// <summary>The choices, in the order shown: the value of <c>data-fr-scheme</c>, and its name.</summary>
    public static readonly IReadOnlyList<(string Value, string Label, string Hint)> Choices =
    [
        ("light", "Thème clair", "Texte foncé sur fond clair."),
        ("dark", "Thème sombre", "Texte clair sur fond foncé."),
        (System, "Système", "Comme votre ordinateur ou votre téléphone."),
    ];

    public static string Of(HttpRequest request) =>
        request.Cookies[Cookie] is { } value && Choices.Any(choice => choice.Value == value) ? value : System;

    public static void Keep(HttpResponse response, string value) => response.Cookies.Append(Cookie, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        Secure = response.HttpContext.Request.IsHttps,
        IsEssential = true,
    });
}
