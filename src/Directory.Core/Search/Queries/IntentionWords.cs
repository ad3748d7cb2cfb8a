using System.Collections.Frozen;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// Words by which people say that they want something, before they say what: « bonjour, je voudrais savoir… ». They may stand
/// in the title looked for, hence count, but little. The words of questions (« comment », « quel ») are not among them: many
/// titles are questions, and these words tell them apart.
/// </summary>
internal static class IntentionWords
{
    // Without accents, as in QueryWord.Folded.
    private static readonly FrozenSet<string> Words = (
        "veux veut voulons voulez veulent voudrais voudrait voudrions vouloir souhaite souhaites souhaitons souhaiter "
        + "souhaiterais souhaiterait desire desirons desirer aimerais aimerait aimerions besoin envie cherche cherchons chercher "
        + "savoir connaitre trouver bonjour merci svp refaire")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string folded) => Words.Contains(folded);
}
