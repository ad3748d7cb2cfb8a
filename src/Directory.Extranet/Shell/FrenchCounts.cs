using System.Globalization;

namespace PublicDirectory.Extranet.Shell;

/// <summary>Numbers of things as agents read them.</summary>
internal static class FrenchCounts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« 61 112 ».</summary>
    public static string Of(long count) => count.ToString("N0", French);

    /// <summary>« 1 fiche », « 24 fiches »: below two, the singular. The plural is the singular with an s unless it is given.</summary>
    public static string Of(long count, string one, string? many = null) => $"{Of(count)} {(count < 2 ? one : many ?? one + "s")}";
}
