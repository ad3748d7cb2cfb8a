namespace GraphQLEngine.Language;

/// <summary>One error of a response, of a schema or of a document.</summary>
/// <remarks>Spec (September 2025) §7.1.7, Errors.</remarks>
public sealed class GraphQLError
{
    /// <summary>An error that stands at some places of the document, perhaps none.</summary>
    public GraphQLError(string message, string code, params IReadOnlyList<SourceLocation> locations)
    {
        Message = message;
        Code = code;
        Locations = locations;
    }

    /// <summary>What went wrong, for a developer.</summary>
    public string Message { get; }

    /// <summary>The stable code, one of <see cref="ErrorCodes"/> or a resolver's own.</summary>
    public string Code { get; }

    /// <summary>The places of the document concerned; empty when none applies.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; }

    /// <summary>
    /// The rule of validation that the document breaks, named as the specification names it ("FieldSelections"); null for
    /// every other error. It is for hosts and tests; responses do not carry it.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>Where in the response: response names (string) and list indices (int); null for a request error.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>What else goes under <c>extensions</c>, next to the code.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Locations.Count == 0 ? Message : $"{Message} ({Locations[0].Line}:{Locations[0].Column})";
}
