using System.Collections.Frozen;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// Words by which people say that they want something, before they say what: « je voudrais savoir comment refaire… ». They
/// may stand in the title looked for, hence count, but little.
/// </summary>
internal static class IntentionWords
{
    // Without accents, as in QueryWord.Folded.
    private static readonly FrozenSet<string> Words = (
        "veux veut voulons voulez veulent voudrais voudrait voudrions vouloir souhaite souhaites souhaitons souhaiter "
        + "souhaiterais desire desirons desirer aimerais aimerait aimer peux peut peuvent pouvons pouvez pouvoir pourrais "
        + "dois doit devons devez devoir devrais faut faudrait falloir besoin envie cherche cherchons chercher recherche "
        + "comment quel quelle quels quelles quand combien pourquoi bonjour merci svp aide-moi "
        + "fais fait faire faites refaire refait obtenir avoir savoir connaitre trouver demander")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string folded) => Words.Contains(folded);
}
