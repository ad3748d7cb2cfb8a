using System.Text.RegularExpressions;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Where hours are in doubt because of words that were not read.</summary>
/// <param name="Days">The weekdays.</param>
/// <param name="Recurrence">On which of them; null for each.</param>
internal sealed record NoteDoubt(Weekdays Days, Recurrence? Recurrence);

/// <summary>
/// Narrows what a sentence that is not understood puts in doubt: one that says which weekdays, dates, months or holidays it is about says
/// nothing of the others. Each form below is one that the national file has, and has a test.
/// </summary>
/// <remarks>
/// Left out because they speak of other days too: « uniquement le mardi », « du lundi au vendredi », « un samedi sur deux ». A
/// stretch of days without a year is taken for every year: the source keeps such notes for years.
/// </remarks>
internal static partial class SourceDoubts
{
    // « En période estivale »: whatever the school holidays of any year are, and the weeks beside them.
    private static readonly YearlyRange Summer = YearlyRange.Of(6, 15, 9, 15);

    /// <summary>What a sentence puts in doubt; null where that may be any day.</summary>
    /// <param name="sentence">Folded, as <see cref="SourceNotes.Fold"/> does.</param>
    public static NoteDoubt? Find(string sentence)
    {
        if (ClosedOnDays().Match(sentence) is { Success: true } onDays)
        {
            return new(DaysOf(onDays), null);
        }

        if (DaysFirst().Match(sentence) is { Success: true } daysFirst)
        {
            return new(DaysOf(daysFirst), null);
        }

        if (Between().Match(sentence) is { Success: true } between)
        {
            return Range(between) is { } range ? new(Weekdays.All, new Recurrence { Seasons = [range] }) : null;
        }

        if (InMonths().Match(sentence) is { Success: true } months)
        {
            int[] numbers = [.. months.Groups["month"].Captures.Select(capture => FrenchText.Month(capture.Value))];
            return new(Weekdays.All, new Recurrence { Seasons = [.. numbers.Select(WholeMonth)] });
        }

        if (InSchoolHolidays().IsMatch(sentence))
        {
            return new(Weekdays.All, new Recurrence { SchoolHolidays = SchoolHolidayRule.During });
        }

        return InSummer().IsMatch(sentence) ? new(Weekdays.All, new Recurrence { Seasons = [Summer] }) : null;
    }

    /// <summary>Whether all of a sentence is about a stretch of the year that it begins with.</summary>
    public static bool BeginsWithAStretch(string sentence) => Stretch().IsMatch(sentence);

    /// <summary>Whether a sentence only says that what another one says ends, or where to read more about it.</summary>
    public static bool OnlyRefers(string sentence) => Reference().IsMatch(sentence);

    private static Weekdays DaysOf(Match match) =>
        match.Groups["day"].Captures.Aggregate(
            Weekdays.None, (days, name) => days | Weekdays.Of(FrenchText.Weekday(name.Value.TrimEnd('s'))));

    private static YearlyRange? Range(Match match)
    {
        var (fromMonth, toMonth) = (match.Groups["fromMonth"].Value, match.Groups["toMonth"].Value);
        var (from, to) = (FrenchText.Month(fromMonth.Length == 0 ? toMonth : fromMonth), FrenchText.Month(toMonth));
        return Day(match.Groups["from"].Value, from) is { } first && Day(match.Groups["to"].Value, to) is { } last
            ? YearlyRange.Of(from, first, to, last)
            : null;
    }

    private static int? Day(string text, int month) =>
        int.TryParse(text.Replace("er", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture, out var day)
        && month > 0 && day >= 1 && day <= DateTime.DaysInMonth(2000, month)
            ? day
            : null;

    private static YearlyRange WholeMonth(int month) => YearlyRange.Of(month, 1, month, DateTime.DaysInMonth(2000, month));

    private const string Closing = "(?:accueil |l'accueil est |l'antenne est |l'agence est |la mairie est )?(?:fermee?|fermeture)";
    private const string Days = "(?<day>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?)";
    private const string Months = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
    private const string School = "(?:vacances|conges) scolaires";

    // « fermé le mardi et le jeudi après-midi »: Tuesday all day or not, no other day is meant.
    [GeneratedRegex($"^{Closing}(?: (?:le|les|et|a|matins?|apres midi|l'apres midi|toute|la|journee)| ?,| {Days})*? {Days}(?: (?:le|les|et|matins?|apres midi|l'apres midi|toute|la|journee)| ?,| {Days})*$",
        RegexOptions.None,
        1000)]
    private static partial Regex ClosedOnDays();

    // « mardi et jeudi, ouvert uniquement le matin », « samedi : sur rendez-vous ».
    [GeneratedRegex(
        $"^(?:les? )?{Days}(?:(?:,| et| et les?) {Days})* ?[,:]? ?(?:accueil )?"
        + "(?:ouvert )?(?:(?:uniquement )?(?:le matin|l'apres midi)(?: uniquement)?|(?:uniquement )?(?:sur|sous) (?:rendez vous|rv)(?: uniquement| exclusivement)?|(?:uniquement )?par telephone)$",
        RegexOptions.None,
        1000)]
    private static partial Regex DaysFirst();

    // « accueil fermé du 7 au 25 août », « du 1er novembre au 15 décembre : ouverture du lundi au vendredi … ».
    [GeneratedRegex(
        $@"^(?:{Closing}(?: annuelle| estivale| exceptionnelle)? )?du (?<from>1er|[0-9][0-9]?)(?: (?<fromMonth>{Months}))?(?: 20[0-9][0-9])? au (?<to>1er|[0-9][0-9]?) (?<toMonth>{Months})"
        + @"(?: 20[0-9][0-9])?(?: inclus| compris)?(?:$| ?[:,] (?!.*\b(?:annee|reste|autres?|sinon)\b).+$)",
        RegexOptions.None,
        1000)]
    private static partial Regex Between();

    // « accueil fermé à 17h en juillet-août ».
    [GeneratedRegex(
        $@"^(?:accueil |l'accueil est )?(?:fermee?|fermeture|ouvert|ouverture) (?:a|de) [0-9][0-9]? ?h ?(?:[0-9][0-9])?(?: a [0-9][0-9]? ?h ?(?:[0-9][0-9])?)? (?:en|au mois de?) ?(?:d')?(?<month>{Months})(?:(?: et| ,|,)? (?:en )?(?<month>{Months}))?$",
        RegexOptions.None,
        1000)]
    private static partial Regex InMonths();

    // « fermeture à 17h pendant les vacances scolaires », « accueil ouvert pendant les vacances scolaires du lundi … de 9h … ».
    [GeneratedRegex(
        $@"^(?:accueil |l'accueil est )?(?:fermee?|fermeture|ouvert|ouverture) (?:a [0-9][0-9]? ?h ?(?:[0-9][0-9])? pendant les {School}|pendant les {School},? (?:du \w+ au \w+|les? \w+),? de [0-9][0-9]? ?h.*)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex InSchoolHolidays();

    [GeneratedRegex(@"^en periode estivale\b(?!.*\b(?:annee|reste|autres?|sinon)\b)", RegexOptions.None, 1000)]
    private static partial Regex InSummer();

    [GeneratedRegex(@"^(?:en periode estivale\b|du (?:1er|[0-9][0-9]?) (?:[a-z]+ )?au (?:1er|[0-9][0-9]?) [a-z]+ ?:)", RegexOptions.NonBacktracking)]
    private static partial Regex Stretch();

    [GeneratedRegex($@"^(?:retour aux horaires habituels (?:a compter du|a partir du|le) (?:1er|[0-9][0-9]?) {Months}|pour connaitre les dates(?: precises)?, consult(?:er|ez) le site [^.]+)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
