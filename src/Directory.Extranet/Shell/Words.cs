using System.Globalization;

namespace PublicDirectory.Extranet.Shell;

/// <summary>Numbers with their nouns.</summary>
internal static class Words
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« 1 fiche », « 0 fiche », « 61 112 fiches ».</summary>
    public static string Count(long number, string one, string many) =>
        string.Create(French, $"{number:N0} {(number is 0 or 1 ? one : many)}");
}
