using System.Text.Json;

namespace PublicDirectory.Core.Territories;

/// <summary>
/// Codes of the past that the files of the geographic code do not tell, from <c>former-codes.json</c>: Saint-Barthélemy and Saint-Martin
/// were communes of Guadeloupe. As postal codes the same digits belong to others.
/// </summary>
internal static class FormerCodes
{
    /// <summary>Each with the commune that it leads to today.</summary>
    public static IReadOnlyList<(InseeCode Former, InseeCode Today)> All { get; } = Read();

    private static List<(InseeCode Former, InseeCode Today)> Read()
    {
        using var stream = typeof(FormerCodes).Assembly.GetManifestResourceStream("former-codes.json")
            ?? throw new InvalidOperationException("The resource former-codes.json is missing.");
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!
            .Select(pair => (InseeCode.Parse(pair.Key), InseeCode.Parse(pair.Value)))];
    }
}
