using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

// A document that was read and checked, ready to run; or the errors that forbid it.
internal sealed class PreparedDocument
{
    // What nodes, errors and what holds them take at the most, measured; documents grow by their plans.
    private const int BytesPerToken = 100;
    private const int BytesPerError = 300;

    private readonly IReadOnlyList<PreparedOperation> _operations;
    private readonly long _ownBytes;

    private PreparedDocument(
        DocumentHash hash, IReadOnlyList<GraphQLError> errors, IReadOnlyList<PreparedOperation> operations, long ownBytes)
    {
        Hash = hash;
        Id = hash.ToString();
        Errors = errors;
        _operations = operations;
        _ownBytes = ownBytes;
    }

    public DocumentHash Hash { get; }

    // the hash as hexadecimal digits
    public string Id { get; }

    // An estimate of the memory that the document and its plans take.
    public long Bytes => _ownBytes + _operations.Sum(o => o.PlanBytes);

    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedDocument Prepare(ExecutableSchema schema, ReadOnlyMemory<byte> text, ExecutorOptions options) =>
        Prepare(schema, text, DocumentHash.Of(text.Span), options);

    public static PreparedDocument Prepare(
        ExecutableSchema schema, ReadOnlyMemory<byte> text, DocumentHash hash, ExecutorOptions options)
    {
        DocumentNode document;
        try
        {
            document = GraphQLParser.Parse(text, options.Parser);
        }
        catch (SyntaxException e)
        {
            return Refused(hash, [e.ToError()]);
        }

        var errors = DocumentValidator.Validate(schema.Schema, document, options.Validation);
        if (errors.Count > 0)
        {
            return Refused(hash, errors);
        }

        var graph = new FragmentGraph(document);
        var uses = schema.HasDeprecations ? DeprecatedUses.Find(schema.Schema, document, graph) : null;
        return new PreparedDocument(
            hash,
            [],
            [
                .. document.Definitions.OfType<OperationDefinitionNode>().Select(o =>
                    new PreparedOperation(schema, graph.Fragments, o, options) { Deprecations = uses?.Of(o, graph) ?? [] }),
            ],
            text.Length + ((long)document.TokenCount * BytesPerToken));
    }

    // The document is not kept; a text that is too large is not even hashed.
    public static PreparedDocument Refused(DocumentHash hash, IReadOnlyList<GraphQLError> errors) =>
        new(hash, errors, [], errors.Sum(e => BytesPerError + (2L * e.Message.Length)));

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
