using System.Buffers;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Answers requests. One executor serves any number of requests at the same time.</summary>
/// <remarks>Spec (September 2025) §6, Execution, and §7, Response.</remarks>
public sealed class GraphQLExecutor
{
    private readonly ExecutableSchema _schema;
    private readonly ExecutorOptions _options;
    private readonly DocumentStore _documents;
    private readonly RequestObserver _observer;
    private readonly KeptJson _kept;

    /// <summary>An executor with its own cache of prepared documents.</summary>
    /// <exception cref="TrustedDocumentException">A trusted document cannot be read or is not valid.</exception>
    public GraphQLExecutor(ExecutableSchema schema, ExecutorOptions? options = null)
    {
        _schema = schema;
        _options = options ?? new ExecutorOptions();
        _documents = new DocumentStore(schema, _options);
        _observer = new RequestObserver(_options);
        _kept = new KeptJson(_options.KeptBytes);
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
        return _observer.IsWatching
            ? ObserveAsync(request, output, cancellationToken)
            : AnswerAsync(in request, output, cancellationToken);
    }

    private async ValueTask<ExecutionOutcome> ObserveAsync(
        GraphQLRequest request, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        using var observation = _observer.Start();
        var outcome = await AnswerAsync(in request, output, cancellationToken).ConfigureAwait(false);
        observation.End(in outcome);
        return outcome;
    }

    private ValueTask<ExecutionOutcome> AnswerAsync(
        in GraphQLRequest request, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var outcome = new ExecutionOutcome(true, null, []);
        PreparedOperation operation;
        OperationPlan plan;
        VariableValues variables;
        try
        {
            var document = _documents.Find(in request, out var isKnown);
            outcome = outcome with { DocumentHash = document.Id, IsDocumentKnown = isKnown };
            if (document.Errors.Count > 0)
            {
                return new(Refuse(outcome, document.Errors, output));
            }

            operation = document.Operation(request.OperationName);
            Allow(operation, request.QueryOnly);
            outcome = outcome with
            {
                Operation = operation.Kind,
                OperationName = operation.Name,
                Deprecations = operation.Deprecations,
            };
            if (operation.Coerce(request.Variables, out variables) is { } problems)
            {
                return new(Refuse(outcome, problems, output));
            }

            plan = Plan(operation, variables);
            outcome = outcome with { Cost = plan.Cost.Evaluate(variables), CacheHint = plan.CacheHint };
            if (outcome.Cost > Budget(in request))
            {
                return new(Refuse(outcome, [TooDear.Error(outcome.Cost, Budget(in request))], output));
            }
        }
        catch (GraphQLException e)
        {
            return new(Refuse(outcome, [new GraphQLError(e.Message, e.Code) { Extensions = e.Extensions }], output));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A parser or reader that the host registered failed on what the client sent.
            var error = new GraphQLError("Internal error", ErrorCodes.Internal);
            _options.OnUnexpectedError?.Invoke(e, error);
            return new(Refuse(outcome, [error], output));
        }

        outcome = outcome with { IsRequestError = false };
        if (request.Admit is { } admit)
        {
            var admission = admit(outcome.Cost, plan.Root.IsAsync);
            if (!admission.IsCompletedSuccessfully)
            {
                return RunAdmittedAsync(admission, outcome, request, plan, variables, output, cancellationToken);
            }

            if (admission.Result is { } place)
            {
                return RunThereAsync(place, outcome, request, plan, variables, output, cancellationToken);
            }
        }

        return StartAsync(outcome, in request, plan, variables, output, cancellationToken);
    }

    private async ValueTask<ExecutionOutcome> RunAdmittedAsync(
        ValueTask<TaskScheduler?> admission,
        ExecutionOutcome outcome,
        GraphQLRequest request,
        OperationPlan plan,
        VariableValues variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        var running = await admission.ConfigureAwait(false) is { } place
            ? RunThereAsync(place, outcome, request, plan, variables, output, cancellationToken)
            : StartAsync(outcome, in request, plan, variables, output, cancellationToken);
        return await running.ConfigureAwait(false);
    }

    private ValueTask<ExecutionOutcome> RunThereAsync(
        TaskScheduler place,
        ExecutionOutcome outcome,
        GraphQLRequest request,
        OperationPlan plan,
        VariableValues variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken) => new(Task.Factory.StartNew(
            () => StartAsync(outcome, in request, plan, variables, output, cancellationToken).AsTask(),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler,
            place).Unwrap());

    private ValueTask<ExecutionOutcome> StartAsync(
        ExecutionOutcome outcome,
        in GraphQLRequest request,
        OperationPlan plan,
        VariableValues variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken) => plan.Root.IsAsync
        ? RunAsync(outcome, request, plan, variables, output, cancellationToken)
        : new(Run(outcome, in request, plan, variables, output, cancellationToken));

    private OperationPlan Plan(PreparedOperation operation, VariableValues variables)
    {
        var before = operation.PlanBytes;
        var plan = operation.Plan(variables);
        if (operation.PlanBytes != before)
        {
            _documents.Trim();
        }

        return plan;
    }

    private int Budget(in GraphQLRequest request) => request.CostBudget ?? _options.CostBudget ?? int.MaxValue;

    private static void Allow(PreparedOperation operation, bool queryOnly)
    {
        if (operation.Kind == OperationKind.Subscription)
        {
            throw new GraphQLException("Subscriptions are not served.", ErrorCodes.OperationResolution);
        }

        if (queryOnly && operation.Kind != OperationKind.Query)
        {
            throw new GraphQLException("Only queries may be sent this way.", ErrorCodes.MethodNotAllowed);
        }
    }

    private ExecutionOutcome Run(
        ExecutionOutcome outcome,
        in GraphQLRequest request,
        OperationPlan plan,
        VariableValues variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        var writer = new ResultWriter(_options.MaxResponseBytes);
        try
        {
            var state = State(plan, variables, writer, in request, outcome.Cost, cancellationToken);
            writer.WriteRaw("{\"data\":"u8);
            GraphQLError? abort = null;
            var result = WriteResult.Failed;
            try
            {
                result = plan.Root.Write(default(Root), state);
                state.Look();
            }
            catch (ExecutionAbortedException e)
            {
                (result, abort) = (WriteResult.Failed, e.ToError());
            }

            return Finish(outcome, in request, state, result, abort, output);
        }
        finally
        {
            writer.Release();
        }
    }

    private async ValueTask<ExecutionOutcome> RunAsync(
        ExecutionOutcome outcome,
        GraphQLRequest request,
        OperationPlan plan,
        VariableValues variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _options.Timeout is { } timeout
            ? _options.TimeProvider.CreateTimer(
                s => ((CancellationTokenSource)s!).Cancel(), source, timeout, System.Threading.Timeout.InfiniteTimeSpan)
            : null;
        var writer = new ResultWriter(_options.MaxResponseBytes);
        try
        {
            var state = State(plan, variables, writer, in request, outcome.Cost, source.Token);
            writer.WriteRaw("{\"data\":"u8);
            GraphQLError? abort = null;
            var result = WriteResult.Failed;
            try
            {
                result = await plan.Root.WriteAsync(default, state).ConfigureAwait(false);
                state.Look();
            }
            catch (ExecutionAbortedException e)
            {
                (result, abort) = (WriteResult.Failed, e.ToError());
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                abort = Overtime.Exception().ToError();
            }
            finally
            {
                await EndStartedAsync(state, result, source).ConfigureAwait(false);
            }

            return Finish(outcome, in request, state, result, abort, output);
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
        OperationPlan plan,
        VariableValues variables,
        ResultWriter writer,
        in GraphQLRequest request,
        int cost,
        CancellationToken cancellationToken)
    {
        Func<bool>? isOverdue = null;
        if (_options.Timeout is { } timeout)
        {
            var (time, start) = (_options.TimeProvider, _options.TimeProvider.GetTimestamp());
            isOverdue = () => time.GetElapsedTime(start) > timeout;
        }

        return new ExecutionState(
            _schema, plan, variables, writer, _kept, request.Context, _options.OnUnexpectedError, isOverdue, cost, Budget(in request),
            cancellationToken);
    }

    /// <remarks>Spec (September 2025) §7.1, Response Format: data null when an error reached the root.</remarks>
    private ExecutionOutcome Finish(
        ExecutionOutcome outcome,
        in GraphQLRequest request,
        ExecutionState state,
        WriteResult result,
        GraphQLError? abort,
        IBufferWriter<byte> output)
    {
        outcome = outcome with { Cost = state.Cost };
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

        ExtensionsWriter.Write(writer, in request, in outcome, Budget(in request));
        writer.Byte((byte)'}');
        writer.Written.CopyTo(output.GetSpan(writer.Position));
        output.Advance(writer.Position);
        return errors.Count == 0 ? outcome : outcome with { Errors = errors, CacheHint = CacheHint.None };
    }

    /// <remarks>Spec (September 2025) §7.1.2, Request Error Result: no data at all.</remarks>
    private static ExecutionOutcome Refuse(
        ExecutionOutcome outcome, IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output)
    {
        ResponseWriter.WriteRequestErrors(errors, output);
        return outcome with { Errors = errors, CacheHint = CacheHint.None };
    }
}
