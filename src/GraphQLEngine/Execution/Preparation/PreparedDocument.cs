using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

// A document that was read and checked, ready to run; or the errors that forbid it.
internal sealed class PreparedDocument
{
    private readonly IReadOnlyList<PreparedOperation> _operations;

    private PreparedDocument(IReadOnlyList<GraphQLError> errors, IReadOnlyList<PreparedOperation> operations)
    {
        Errors = errors;
        _operations = operations;
    }

    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedDocument Prepare(ExecutableSchema schema, ReadOnlyMemory<byte> text, ExecutorOptions options)
    {
        DocumentNode document;
        try
        {
            document = GraphQLParser.Parse(text, options.Parser);
        }
        catch (SyntaxException e)
        {
            return new PreparedDocument([e.ToError()], []);
        }

        var errors = DocumentValidator.Validate(schema.Schema, document, options.Validation);
        if (errors.Count > 0)
        {
            return new PreparedDocument(errors, []);
        }

        var fragments = new FragmentIndex(document);
        return new PreparedDocument(
            [],
            [.. document.Definitions.OfType<OperationDefinitionNode>().Select(o => new PreparedOperation(schema, fragments, o))]);
    }

    /// <remarks>Spec (September 2025) §6.1, GetOperation.</remarks>
    /// <exception cref="GraphQLException">The name matches no operation, or one is needed.</exception>
    public PreparedOperation Operation(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return _operations.Count == 1
                ? _operations[0]
                : throw new GraphQLException(
                    _operations.Count == 0
                        ? "The document contains no operation."
                        : "The document contains several operations: say which one with \"operationName\".",
                    ErrorCodes.OperationResolution);
        }

        foreach (var operation in _operations)
        {
            if (operation.Name == name)
            {
                return operation;
            }
        }

        throw new GraphQLException(
            $"The document contains no operation named \"{(name.Length <= 80 ? name : "…")}\".{Suggestions.DidYouMean(name, _operations.Select(o => o.Name).OfType<string>())}",
            ErrorCodes.OperationResolution);
    }
}
