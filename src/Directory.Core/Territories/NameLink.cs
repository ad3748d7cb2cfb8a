namespace PublicDirectory.Core.Territories;

/// <summary>
/// How a place's name joins a sentence: with which article, and whether it elides. The numbers are INSEE's.
/// </summary>
/// <remarks>Source: <c>TNCC</c> in the official geographic code (<c>typeLiaison</c> in the files that we read).</remarks>
public enum NameLink : byte
{
    /// <summary>No article, starts with a consonant: <c>de Lyon</c>.</summary>
    Consonant = 0,

    /// <summary>No article, starts with a vowel: <c>d'Ajaccio</c>.</summary>
    Vowel = 1,

    /// <summary>Masculine: <c>du Mans</c>, <c>du Rhône</c>.</summary>
    Le = 2,

    /// <summary>Feminine: <c>de La Rochelle</c>, <c>de la Guyane</c>.</summary>
    La = 3,

    /// <summary>Plural: <c>des Lilas</c>, <c>des Landes</c>.</summary>
    Les = 4,

    /// <summary>Elided: <c>de L'Haÿ-les-Roses</c>, <c>de l'Ain</c>.</summary>
    L = 5,

    /// <summary>Plural after « à »: <c>d'Aux Marais</c>.</summary>
    Aux = 6,

    /// <summary>Occitan or Catalan feminine plural: <c>de Las Illas</c>.</summary>
    Las = 7,

    /// <summary>Occitan or Catalan masculine plural: <c>de Los Masos</c>.</summary>
    Los = 8,
}

/// <summary>Places in French sentences.</summary>
public static class NameLinks
{
    /// <summary>
    /// The name after « de »: <c>du Mans</c>, <c>d'Ajaccio</c>, <c>de l'Ain</c>. Communes carry their article in their
    /// name (<c>Le Mans</c>), départements and regions do not (<c>Ain</c>); a commune's <c>La</c> keeps its capital.
    /// </summary>
    public static string WithDe(this NameLink link, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return link switch
        {
            NameLink.Vowel or NameLink.Aux => $"d'{name}",
            NameLink.Le => name.StartsWith("Le ", StringComparison.Ordinal) ? $"du {name[3..]}" : $"du {name}",
            NameLink.Les => name.StartsWith("Les ", StringComparison.Ordinal) ? $"des {name[4..]}" : $"des {name}",
            NameLink.La => name.StartsWith("La ", StringComparison.Ordinal) ? $"de {name}" : $"de la {name}",
            NameLink.L => name.StartsWith("L'", StringComparison.Ordinal) ? $"de {name}" : $"de l'{name}",
            _ => $"de {name}",
        };
    }
}
