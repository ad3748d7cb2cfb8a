using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Conformance;

/// <summary>This repository's engine, with bounds so wide that no document of the comparison meets one.</summary>
internal sealed class EngineUnderTest
{
    private static readonly ExecutorOptions Options = new()
    {
        Parser = new ParserOptions { MaxTokens = int.MaxValue, MaxDepth = 1000, MaxBytes = int.MaxValue },
        Validation = new ValidationOptions
        {
            MaxDepth = 1000,
            MaxIntrospectionDepth = 1000,
            MaxFields = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxErrors = int.MaxValue,
        },
        MaxVariableErrors = int.MaxValue,
    };

    private readonly ExecutableSchema _schema;
    private readonly GraphQLExecutor _executor;

    public EngineUnderTest(bool isAsync)
    {
        _schema = TestSchema.Build(isAsync);
        _executor = new GraphQLExecutor(_schema, Options);
    }

    public ExecutableSchema Schema => _schema;

    public Answer Ask(Request request)
    {
        try
        {
            return Ask(request, Encoding.UTF8.GetBytes(request.Document));
        }
        catch (Exception e)
        {
            return new Answer("crashed", null, [new AnswerError(null, "null", "", e.ToString())]);
        }
    }

    /// <summary>The verdict on bytes that may be no text at all.</summary>
    public static string Parse(ReadOnlyMemory<byte> document)
    {
        try
        {
            GraphQLParser.Parse(document, Options.Parser);
            return "read";
        }
        catch (SyntaxException)
        {
            return "syntax";
        }
    }

    private Answer Ask(Request request, ReadOnlyMemory<byte> text)
    {
        DocumentNode document;
        try
        {
            document = GraphQLParser.Parse(text, Options.Parser);
        }
        catch (SyntaxException e)
        {
            return new Answer("syntax", null, [Error(e.ToError())]);
        }

        var errors = DocumentValidator.Validate(_schema.Schema, document, Options.Validation);
        return errors.Count > 0 ? new Answer("validation", null, [.. errors.Select(Error)]) : Execute(request, text);
    }

    private Answer Execute(Request request, ReadOnlyMemory<byte> text)
    {
        var output = new ArrayBufferWriter<byte>();
        var outcome = _executor.ExecuteAsync(
            new GraphQLRequest(text)
            {
                OperationName = request.OperationName,
                Variables = request.Variables is null ? default : JsonElement.Parse(request.Variables),
                Context = new RunningRequest(request.Seed, request.Faults),
            },
            output).AsTask().GetAwaiter().GetResult();
        var response = JsonElement.Parse(output.WrittenSpan);
        var errors = outcome.Errors.Select(Error).ToList();
        if (outcome.Errors.Any(e => e.Message == "Subscriptions are not served."))
        {
            return new Answer("subscription", null, []);
        }

        return outcome.IsRequestError
            ? new Answer("request", null, errors)
            : new Answer("executed", response.GetProperty("data"), errors);
    }

    private static AnswerError Error(GraphQLError error) => new(
        error.Rule ?? error.Code,
        JsonSerializer.Serialize(error.Path),
        string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}")),
        error.Message);
}
