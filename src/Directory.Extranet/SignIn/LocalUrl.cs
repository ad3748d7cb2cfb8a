using Microsoft.AspNetCore.WebUtilities;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Addresses on this site, and no other: what comes from a query string may say anything.</summary>
internal static class LocalUrl
{
    /// <summary>The address if it is a path of this site; else the home page.</summary>
    public static string Of(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal)
            && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? url
            : "/";

    /// <summary>An address of ours that carries where to go next.</summary>
    public static string With(string path, string? returnUrl) =>
        Of(returnUrl) is var local && local == "/" ? path : QueryHelpers.AddQueryString(path, "retour", local);
}
