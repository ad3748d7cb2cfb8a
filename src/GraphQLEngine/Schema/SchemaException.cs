using System.Globalization;
using System.Text;
using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>The schema cannot be used. The message lists every error with its line and a caret under the place.</summary>
public sealed class SchemaException : Exception
{
    internal SchemaException(IReadOnlyList<GraphQLError> errors, SourceText? source)
        : base(Describe(errors, source)) => Errors = errors;

    /// <summary>The errors, in the order found.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    private static string Describe(IReadOnlyList<GraphQLError> errors, SourceText? source)
    {
        var text = new StringBuilder();
        text.Append(errors.Count == 1
            ? "The schema has an error."
            : string.Create(CultureInfo.InvariantCulture, $"The schema has {errors.Count} errors."));
        foreach (var error in errors)
        {
            text.Append("\n\n");
            if (source is null || error.Locations.Count == 0)
            {
                text.Append(error.Message);
                continue;
            }

            var place = error.Locations[0];
            text.Append(CultureInfo.InvariantCulture, $"{source.Name}({place.Line},{place.Column}): {error.Message}\n");
            text.Append(source.Excerpt(place));
        }

        return text.ToString();
    }
}
