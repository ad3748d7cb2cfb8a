namespace PublicDirectory.Core.Administrations;

/// <summary>The form of a service type's code: a lower-case letter, then letters, digits and underscores, at most 60.</summary>
public static class ServiceTypeCode
{
    /// <summary>The most characters in a code.</summary>
    public const int MaxLength = 60;

    /// <summary>Whether the text has the form; it says nothing about whether such a type exists.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength } || !char.IsAsciiLetterLower(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }
}
