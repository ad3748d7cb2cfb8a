using System.Text.Json;

namespace PublicDirectory.Relevance;

/// <summary>A question with what should be found: ids of fiches, or names of administrations.</summary>
internal sealed record Question(string Text, IReadOnlyList<string> Expected)
{
    /// <summary>DILA's questions, and subjects of our own: one JSON object a line, with <c>question</c> and <c>attendu</c>.</summary>
    public static List<Question> Read(string path) => [.. File.ReadLines(path)
        .Where(line => line.Length > 0)
        .Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return new Question(
                json.RootElement.GetProperty("question").GetString()!,
                [.. json.RootElement.GetProperty("attendu").EnumerateArray().Select(id => id.GetString()!)]);
        })];
}
