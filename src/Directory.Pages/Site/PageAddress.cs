using System.Text;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Pages.Site;

/// <summary>
/// Where things have their page: the words of their name, for people, and their id, which alone counts. A name may change; the old address
/// then leads to the new one.
/// </summary>
public static class PageAddress
{
    private const int MaxWords = 80;
    private const int IdLength = 32;

    /// <summary>« /guichets/mairie-villeurbanne-0193… ».</summary>
    public static string Of(AdministrationRecord administration)
    {
        ArgumentNullException.ThrowIfNull(administration);
        return $"/guichets/{Slug(administration.Name.ToString(), administration.Id)}";
    }

    /// <summary>« /demarches/refaire-sa-carte-d-identite-0193… ».</summary>
    public static string Of(DemarcheRecord demarche)
    {
        ArgumentNullException.ThrowIfNull(demarche);
        return $"/demarches/{Slug(demarche.Title.ToString(), demarche.Id)}";
    }

    /// <summary>« /communes/69266 ».</summary>
    public static string Of(Commune commune)
    {
        ArgumentNullException.ThrowIfNull(commune);
        return $"/communes/{commune.Code}";
    }

    /// <summary>The id at the end of an address's last part, also where the words before are others; null where there is none.</summary>
    public static Guid? IdOf(string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return slug.Length >= IdLength && Guid.TryParseExact(slug[^IdLength..], "N", out var id) ? id : null;
    }

    // As search engines and people like it: folded words with hyphens, not cut within one.
    private static string Slug(string name, Guid id)
    {
        var words = new StringBuilder();
        foreach (var word in TextFolding.Fold(name).Split([' ', '\'', '-', '/', '.', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = string.Concat(word.Where(char.IsAsciiLetterOrDigit));
            if (words.Length + plain.Length >= MaxWords)
            {
                break;
            }

            if (plain.Length > 0)
            {
                words.Append(plain).Append('-');
            }
        }

        return $"{words}{id:N}";
    }
}
