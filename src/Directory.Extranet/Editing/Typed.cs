using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// What was typed, or what stood there before when both read the same: a browser changes line ends and a form trims, which is no
/// change that anyone made. Null for nothing.
/// </summary>
internal static class Typed
{
    /// <summary>A field of one line; browsers take line ends out of it.</summary>
    public static string? Line(string? typed, string? before) =>
        Clean(typed, " ") is var now && now == Clean(before, " ") ? before : now;

    /// <summary>A web address, as it is kept; what was typed where it is none, for the mistake to be said.</summary>
    public static string? Url(string? typed, string? before) =>
        Line(typed, before) is var now && now == before ? before : WebAddress.TryRead(now) ?? now;

    /// <summary>A field of several lines.</summary>
    public static string? Lines(string? typed, string? before) =>
        Clean(typed, "\n") is var now && now == Clean(before, "\n") ? before : now;

    /// <summary>A list, one to a line; blank lines are left out.</summary>
    public static IReadOnlyList<string> List(string? typed, IReadOnlyList<string> before) =>
        Split(typed) is var now && now.SequenceEqual(Split(string.Join('\n', before))) ? before : now;

    private static string[] Split(string? text) =>
        (text ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Clean(string? text, string lineEnd) =>
        (text ?? "").ReplaceLineEndings(lineEnd).Trim() is { Length: > 0 } clean ? clean : null;
}
