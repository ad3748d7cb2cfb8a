namespace PublicDirectory.Core.Storage;

/// <summary>Text for patterns of <c>like</c>.</summary>
internal static class SqlText
{
    /// <summary>A pattern for what contains the text, whatever signs it has, without the blanks around it.</summary>
    public static string Containing(string? text) => "%" + (text ?? "").Trim()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
