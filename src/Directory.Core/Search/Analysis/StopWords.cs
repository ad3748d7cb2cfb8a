using System.Collections.Frozen;

namespace PublicDirectory.Core.Search.Analysis;

/// <summary>
/// The small words of French that nearly every text holds: articles, pronouns, prepositions, conjunctions, and the forms of
/// <c>être</c> and <c>avoir</c>. Left out of indexes and queries.
/// </summary>
internal static class StopWords
{
    // By words as typed, lower case; « été » is not here: it is a season too, and « sous » and « sur » tell acts apart.
    private static readonly FrozenSet<string> Words = (
        "le la les un une des du de au aux l d a à et ou où ni mais donc or car que qu qui quoi dont "
        + "ce c ça cela ceci cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
        + "je j me m moi tu te t toi il elle on nous vous ils elles se s soi lui eux y en "
        + "n ne pas par pour dans avec si comme "
        + "est es suis sont sommes êtes etes être etre était etait étaient etaient sera seront serait soit soient "
        + "ai as avons avez ont avoir avait avaient aura auront aurait ait eu")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => Lookup.Contains(word);
}
