namespace PublicDirectory.Core.Administrations;

/// <summary>The checksums of SIREN and SIRET.</summary>
public static class CompanyNumber
{
    private const string LaPoste = "356000000";

    /// <summary>Nine digits that pass the Luhn check, not all zero.</summary>
    public static bool IsSiren(string? text) => text is { Length: 9 } && text != "000000000" && Luhn(text) % 10 == 0;

    /// <summary>
    /// Fourteen digits: a SIREN and a rank that pass the Luhn check together. La Poste numbers its thousands of
    /// establishments by another rule, the plain sum of digits being a multiple of five.
    /// </summary>
    public static bool IsSiret(string? text) =>
        text is { Length: 14 } && IsSiren(text[..9])
        && (Luhn(text) is var sum and >= 0 && sum % 10 == 0
            || (text.StartsWith(LaPoste, StringComparison.Ordinal)
                && text.All(char.IsAsciiDigit) && text.Sum(c => c - '0') % 5 == 0));

    // -1 where there is something else than digits.
    private static int Luhn(string text)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return -1;
            }

            var digit = text[i] - '0';
            var doubled = (text.Length - i) % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum;
    }
}
