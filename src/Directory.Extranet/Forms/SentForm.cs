using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Extranet.Forms;

/// <summary>Which page's form comes in, and whether the page sent it by itself.</summary>
internal static class SentForm
{
    /// <summary>The token of the page's form, when the page saves what is being typed: no button was pressed.</summary>
    public const string Auto = "__auto";

    /// <summary>How many times the page has sent its form, this time included; pages without script do not count.</summary>
    public const string Rank = "__rang";

    /// <summary>Whether the page sent it by itself, to be answered in data.</summary>
    public static bool IsAuto(HttpRequest request) => request.Form.ContainsKey(Auto);

    /// <summary>The token of the page's form; null for one that came without.</summary>
    public static Guid? IdOf(HttpRequest request) => TokenOf(request, SendOnce.Field) ?? TokenOf(request, Auto);

    /// <summary>Null where the page does not count.</summary>
    public static int? RankOf(HttpRequest request) =>
        int.TryParse(request.Form[Rank], NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : null;

    /// <summary>
    /// Names what was sent: the same for the same page with the same fields. Who goes back to a page, types more and sends it has sent
    /// something else.
    /// </summary>
    /// <param name="request">A form's.</param>
    /// <returns>Null for a form without a token.</returns>
    public static Guid? ContentOf(HttpRequest request)
    {
        if (TokenOf(request, SendOnce.Field) is not { } token)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(token.ToByteArray());
        foreach (var field in request.Form.Where(field => field.Key is not (KeptForms.Forgery or Rank)).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in field.Value)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{field.Key.Length} {field.Key} {value?.Length} {value} "));
            }
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static Guid? TokenOf(HttpRequest request, string field) =>
        Guid.TryParseExact(request.Form[field], "N", out var token) ? token : null;
}
