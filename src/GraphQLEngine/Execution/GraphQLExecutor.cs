using System.Buffers;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Answers requests. One executor serves any number of requests at the same time.</summary>
/// <remarks>Spec (September 2025) §6, Execution, and §7, Response.</remarks>
public sealed class GraphQLExecutor
{
    private readonly ExecutableSchema _schema;
    private readonly ExecutorOptions _options;
    private readonly DocumentCache _documents;

    /// <summary>An executor with its own cache of prepared documents.</summary>
    public GraphQLExecutor(ExecutableSchema schema, ExecutorOptions? options = null)
    {
        _schema = schema;
        _options = options ?? new ExecutorOptions();
        _documents = new DocumentCache(_options.CachedDocuments, _options.CachedBytes);
    }

    /// <summary>
    /// Executes a request and writes the whole response as JSON. Without asynchronous resolvers in the operation it
    /// completes before it returns.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was signalled; nothing is written.</exception>
    public ValueTask<ExecutionOutcome> ExecuteAsync(
        GraphQLRequest request, IBufferWriter<byte> output, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PreparedOperation operation;
        OperationPlan plan;
        VariableValues variables;
        try
        {
            var document = Prepare(request.Query);
            if (document.Errors.Count > 0)
            {
                return new(Refuse(document.Errors, null, output));
            }

            operation = document.Operation(request.OperationName);
            Allow(operation, request.QueryOnly);
            var problems = operation.Coerce(request.Variables, _options.MaxVariableErrors, out variables);
            if (problems is not null)
            {
                return new(Refuse(problems, operation.Kind, output));
            }

            plan = operation.Plan(variables);
        }
        catch (GraphQLException e)
        {
            return new(Refuse([new GraphQLError(e.Message, e.Code) { Extensions = e.Extensions }], null, output));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A parser or reader that the host registered failed on what the client sent.
            var error = new GraphQLError("Internal error", ErrorCodes.Internal);
            _options.OnUnexpectedError?.Invoke(e, error);
            return new(Refuse([error], null, output));
        }

        return plan.Root.IsAsync
            ? RunAsync(operation, plan, variables, request.Context, output, cancellationToken)
            : new(Run(operation, plan, variables, request.Context, output, cancellationToken));
    }

    private PreparedDocument Prepare(ReadOnlyMemory<byte> query)
    {
        if (_documents.Find(query.Span) is { } known)
        {
            return known;
        }

        // The caller's memory may be reused; what stays in the cache is a copy.
        var text = query.ToArray();
        var document = PreparedDocument.Prepare(_schema, text, _options);
        if (document.Errors.Count == 0)
        {
            _documents.Add(text, document);
        }

        return document;
    }

    private static void Allow(PreparedOperation operation, bool queryOnly)
    {
        if (operation.Kind == OperationKind.Subscription)
        {
            throw new GraphQLException("Subscriptions are not served.", ErrorCodes.OperationResolution);
        }

        if (queryOnly && operation.Kind != OperationKind.Query)
        {
            throw new GraphQLException("Only queries may be sent this way.", ErrorCodes.OperationResolution);
        }
    }

    private ExecutionOutcome Run(
        PreparedOperation operation,
        OperationPlan plan,
        VariableValues variables,
        object? context,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        var writer = new ResultWriter(_options.MaxResponseBytes);
        try
        {
            var state = State(plan, variables, writer, context, cancellationToken);
            writer.WriteRaw("{\"data\":"u8);
            GraphQLError? abort = null;
            var result = WriteResult.Failed;
            try
            {
                result = plan.Root.Write(default(Root), state);
            }
            catch (ExecutionAbortedException e)
            {
                abort = e.ToError();
            }

            return Finish(operation, state, result, abort, output);
        }
        finally
        {
            writer.Release();
        }
    }

    private async ValueTask<ExecutionOutcome> RunAsync(
        PreparedOperation operation,
        OperationPlan plan,
        VariableValues variables,
        object? context,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _options.Timeout is { } timeout
            ? _options.TimeProvider.CreateTimer(s => ((CancellationTokenSource)s!).Cancel(), source, timeout, System.Threading.Timeout.InfiniteTimeSpan)
            : null;
        var writer = new ResultWriter(_options.MaxResponseBytes);
        try
        {
            var state = State(plan, variables, writer, context, source.Token);
            writer.WriteRaw("{\"data\":"u8);
            GraphQLError? abort = null;
            var result = WriteResult.Failed;
            try
            {
                result = await plan.Root.WriteAsync(default, state).ConfigureAwait(false);
            }
            catch (ExecutionAbortedException e)
            {
                abort = e.ToError();
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                abort = Overtime.Exception().ToError();
            }
            finally
            {
                await EndStartedAsync(state, result, source).ConfigureAwait(false);
            }

            return Finish(operation, state, result, abort, output);
        }
        finally
        {
            writer.Release();
        }
    }

    // Resolvers that no field awaits any more see the token. They are waited for, so that none outlives the request, unless
    // time is up or the caller has gone: then one that ignores the token must not hold the answer back.
    private static async Task EndStartedAsync(ExecutionState state, WriteResult result, CancellationTokenSource source)
    {
        var isHurried = source.IsCancellationRequested;
        if (result == WriteResult.Failed)
        {
            await source.CancelAsync().ConfigureAwait(false);
        }

        var ends = state.WhenStartedEndAsync();
        if (isHurried)
        {
            _ = ends.ContinueWith(
                t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        else
        {
            await ends.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ExecutionState State(
        OperationPlan plan, VariableValues variables, ResultWriter writer, object? context, CancellationToken cancellationToken)
    {
        Func<bool>? isOverdue = null;
        if (_options.Timeout is { } timeout)
        {
            var (time, start) = (_options.TimeProvider, _options.TimeProvider.GetTimestamp());
            isOverdue = () => time.GetElapsedTime(start) > timeout;
        }

        return new ExecutionState(
            _schema, plan, variables, writer, context, _options.OnUnexpectedError, isOverdue, cancellationToken);
    }

    /// <remarks>Spec (September 2025) §7.1, Response Format: data null when an error reached the root.</remarks>
    private static ExecutionOutcome Finish(
        PreparedOperation operation, ExecutionState state, WriteResult result, GraphQLError? abort, IBufferWriter<byte> output)
    {
        var writer = state.Writer;
        IReadOnlyList<GraphQLError> errors = state.Errors ?? [];
        if (abort is not null)
        {
            errors = [.. errors, abort];
        }

        if (result != WriteResult.Written)
        {
            writer.Truncate("{\"data\":".Length);
            writer.WriteNull();
        }

        if (errors.Count > 0)
        {
            writer.Byte((byte)',');
            ErrorWriter.Write(writer, errors);
        }

        writer.Byte((byte)'}');
        output.Write(writer.Written);
        return new ExecutionOutcome(false, operation.Kind, errors);
    }

    /// <remarks>Spec (September 2025) §7.1.2, Request Error Result: no data at all.</remarks>
    private static ExecutionOutcome Refuse(
        IReadOnlyList<GraphQLError> errors, OperationKind? kind, IBufferWriter<byte> output)
    {
        ResponseWriter.WriteRequestErrors(errors, output);
        return new ExecutionOutcome(true, kind, errors);
    }
}
