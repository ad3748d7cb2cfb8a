using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// Communes, départements, regions and the country as small numbers, computed from their official codes alone: records
/// and indexes stay valid when the territories are loaded anew.
/// </summary>
/// <remarks>Communes take 0 to 119,999, in the order of their codes; the others follow. -1 stands for no place.</remarks>
internal static class PlaceKey
{
    public const int None = -1;
    public const int Country = 130_000;
    private const int FirstDepartement = 120_000;
    private const int FirstRegion = 121_000;

    /// <summary>From here on départements are territories overseas.</summary>
    public const int FirstOverseas = FirstDepartement + 200;

    private const int CommuneCount = 120_000;

    // Codes made from keys once, since a coverage lists thousands of them again and again. A race makes an equal string.
    private static readonly InseeCode?[] Codes = new InseeCode?[CommuneCount];

    // "2A004": two characters of which the second may be A or B (12 values), then three digits.
    public static int OfCommune(InseeCode code)
    {
        var text = code.Value;
        return (((Digit(text[0]) * 12) + Digit(text[1])) * 1000)
            + (Digit(text[2]) * 100) + (Digit(text[3]) * 10) + Digit(text[4]);
    }

    public static InseeCode ToCommune(int key)
    {
        if (Codes[key] is { } known)
        {
            return known;
        }

        var code = InseeCode.Parse(string.Create(5, key, static (text, value) =>
        {
            text[0] = Character(value / 12_000);
            text[1] = Character(value / 1000 % 12);
            text[2] = Character(value / 100 % 10);
            text[3] = Character(value / 10 % 10);
            text[4] = Character(value % 10);
        }));
        Codes[key] = code;
        return code;
    }

    /// <summary>The département where a commune lies, from its code.</summary>
    public static int DepartementOf(int commune)
    {
        // 97 and 98 are shared by the territories overseas: their third digit tells them apart.
        var pair = commune / 1000;
        return pair is (9 * 12) + 7 or (9 * 12) + 8
            ? OverseasDepartement(pair - (9 * 12), commune / 100 % 10)
            : FirstDepartement + pair;
    }

    /// <summary>The key of a département's code; <see cref="None"/> for what is no such code.</summary>
    public static int OfDepartement(string code) => code switch
    {
        { Length: 2 } when IsPair(code) => FirstDepartement + (Digit(code[0]) * 12) + Digit(code[1]),
        { Length: 3 } when code[0] == '9' && code[1] is '7' or '8' && char.IsAsciiDigit(code[2]) =>
            OverseasDepartement(Digit(code[1]), Digit(code[2])),
        _ => None,
    };

    /// <summary>The key of a region's code (two digits, three for some territories overseas); else <see cref="None"/>.</summary>
    public static int OfRegion(string code) =>
        code is { Length: 2 or 3 } && int.TryParse(code, System.Globalization.NumberStyles.None, null, out var number)
            ? FirstRegion + (code.Length * 1000) + number
            : None;

    private static int OverseasDepartement(int second, int third) => FirstOverseas + (second * 10) + third;

    private static bool IsPair(string code) => char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || (code[0] == '2' && code[1] is 'A' or 'B'));

    private static int Digit(char character) => character >= 'A' ? character - 'A' + 10 : character - '0';

    private static char Character(int digit) => (char)(digit >= 10 ? 'A' + digit - 10 : '0' + digit);
}
