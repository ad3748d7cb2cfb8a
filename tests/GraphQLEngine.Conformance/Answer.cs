using System.Text.Json;

namespace GraphQLEngine.Conformance;

/// <summary>What one implementation says to a request, in the terms that both share.</summary>
/// <param name="Verdict">How far it came: syntax, validation, subscription, request (refused before running) or executed.</param>
/// <param name="Data">The <c>data</c> of an executed request.</param>
/// <param name="Errors">The errors, in the order given.</param>
internal sealed record Answer(string Verdict, JsonElement? Data, IReadOnlyList<AnswerError> Errors)
{
    public override string ToString() =>
        $"{Verdict} {Cut(Data?.ToString() ?? "")}{string.Concat(Errors.Select(e => $"\n    {e.Rule} path={e.Path} at={e.Locations} {e.Message}"))}";

    private static string Cut(string text) => text.Length <= 1500 ? text : $"{text[..1500]}…";
}

/// <summary>One error; what is not compared, the message, is kept for reports.</summary>
internal sealed record AnswerError(string? Rule, string Path, string Locations, string Message);
