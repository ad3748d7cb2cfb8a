using System.Globalization;
using System.Text;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Trusted documents cannot be used. The message lists every error with its file, its line and a caret.</summary>
public sealed class TrustedDocumentException : Exception
{
    internal TrustedDocumentException(IReadOnlyList<(TrustedDocument Document, GraphQLError Error)> errors)
        : base(Describe(errors)) => Errors = [.. errors.Select(e => e.Error)];

    /// <summary>The errors, in the order of the documents.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    private static string Describe(IReadOnlyList<(TrustedDocument Document, GraphQLError Error)> errors)
    {
        var text = new StringBuilder("Trusted documents cannot be used.");
        foreach (var (document, error) in errors)
        {
            var place = error.Locations.Count == 0 ? new SourceLocation(1, 1) : error.Locations[0];
            text.Append(CultureInfo.InvariantCulture, $"\n\n{document.Source}({place.Line},{place.Column}): {error.Message}\n");
            text.Append(new SourceText(document.Text, document.Source).Excerpt(place));
        }

        return text.ToString();
    }
}
