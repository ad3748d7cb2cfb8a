using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>One running request: its variables, its output, its errors, and where in the response it is.</summary>
internal sealed class ExecutionState
{
    private const int TicksBetweenLooks = 64;

    private readonly object?[]?[] _dynamicArguments;
    private readonly IVariableValues _variables;
    private readonly Action<Exception, GraphQLError>? _onUnexpectedError;
    private readonly Func<bool>? _isOverdue;
    private List<Task>? _started;
    private Exception? _lastUnexpected;

    // A field, or a list's current index where Field is null.
    private (FieldInfo? Field, int Index)[] _path = new (FieldInfo?, int)[16];
    private readonly int _budget;
    private long _cost;
    private int _depth;
    private int _ticks;

    public ExecutionState(
        ExecutableSchema schema,
        OperationPlan plan,
        IVariableValues variables,
        ResultWriter writer,
        KeptJson kept,
        object? requestContext,
        Action<Exception, GraphQLError>? onUnexpectedError,
        Func<bool>? isOverdue,
        int cost,
        int budget,
        CancellationToken cancellationToken)
    {
        Schema = schema;
        Writer = writer;
        Kept = kept;
        RequestContext = requestContext;
        CancellationToken = cancellationToken;
        _variables = variables;
        Repeats = new Repeats(plan.RepeatSlots);
        _dynamicArguments = plan.DynamicArguments == 0 ? [] : new object?[]?[plan.DynamicArguments];
        _onUnexpectedError = onUnexpectedError;
        _isOverdue = isOverdue;
        _cost = cost;
        _budget = budget;
    }

    public ExecutableSchema Schema { get; }

    public ResultWriter Writer { get; }

    // what earlier requests wrote for objects that never change
    public KeptJson Kept { get; }

    public object? RequestContext { get; }

    public CancellationToken CancellationToken { get; }

    // what dear fields gave, for those that ask the same again
    public Repeats Repeats { get; }

    // what was known before it ran, and what resolvers spent since
    public int Cost => (int)Math.Min(Interlocked.Read(ref _cost), int.MaxValue);

    public List<GraphQLError>? Errors { get; private set; }

    /// <remarks>Spec (September 2025) §6.4.1, Coercing Field Arguments. Those with variables are coerced once per request.</remarks>
    public object?[] Arguments(FieldInfo field) =>
        field.ConstantArguments ?? (_dynamicArguments[field.DynamicIndex] ??=
            LiteralCoercion.Arguments(field.Definition.Arguments, field.Nodes[0].Arguments, _variables));

    // Arguments that do not fit end the field even where its resolver never looks at them.
    public void CheckArguments(FieldInfo field)
    {
        if (field.ConstantArguments is null)
        {
            Arguments(field);
        }
    }

    public int Enter(FieldInfo field)
    {
        if (_depth == _path.Length)
        {
            Array.Resize(ref _path, _depth * 2);
        }

        _path[_depth] = (field, 0);
        return _depth++;
    }

    public int EnterList()
    {
        if (_depth == _path.Length)
        {
            Array.Resize(ref _path, _depth * 2);
        }

        _path[_depth] = (null, 0);
        return _depth++;
    }

    public void Leave() => _depth--;

    public void RestoreDepth(int depth) => _depth = depth;

    // Before an item: its comma and its place in the path. Returns the position to go back to.
    public int StartItem(int index)
    {
        if (index > 0)
        {
            Writer.Byte((byte)',');
        }

        _path[_depth - 1].Index = index;
        return Writer.Position;
    }

    // Looks now and then: cheap enough to call per object.
    public void Tick()
    {
        if (++_ticks % TicksBetweenLooks == 1)
        {
            Look();
        }
    }

    /// <summary>Ends the request when its caller went away or its time is over. Every field that has a weight begins with it.</summary>
    public void Look()
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (_isOverdue?.Invoke() == true)
        {
            throw Overtime.Exception();
        }
    }

    /// <summary>Adds work that only running could tell to what the request costs, which ends it where that is more than it may.</summary>
    public void Spend(int units)
    {
        // fields that wait for something run side by side
        if (Interlocked.Add(ref _cost, units) > _budget)
        {
            throw TooDear.Exception(Cost, _budget);
        }

        Look();
    }

    // Everything that a resolver throws, except what ends the request.
    public bool IsFieldError(Exception e) =>
        e is not ExecutionAbortedException && !(e is OperationCanceledException && CancellationToken.IsCancellationRequested);

    public bool Complete(WriteResult result, FieldInfo field, int mark) => Complete(result, field, field.IsNonNull, mark);

    /// <summary>Writes null where a value is missing and null is allowed; false: the parent must become null.</summary>
    /// <remarks>Spec (September 2025) §6.4.4, Handling Execution Errors.</remarks>
    public bool Complete(WriteResult result, FieldInfo field, bool isNonNull, int mark)
    {
        if (result == WriteResult.Written)
        {
            return true;
        }

        if (result == WriteResult.Null && isNonNull)
        {
            AddError(
                new GraphQLException(
                    $"The field \"{field.Parent.Name}.{field.Definition.Name}\" is never null, but its value is missing.",
                    ErrorCodes.Internal),
                field);
        }

        if (isNonNull)
        {
            return false;
        }

        Writer.Truncate(mark);
        Writer.WriteNull();
        return true;
    }

    public void AddError(Exception e, FieldInfo field)
    {
        var known = e as GraphQLException;
        var error = new GraphQLError(
            known?.Message ?? "Internal error",
            known?.Code ?? ErrorCodes.Internal,
            e is LocatedException { Location: var place } ? [place] : [.. field.Nodes.Select(n => n.Location)])
        {
            Path = Path(),
            Extensions = known?.Extensions,
        };
        (Errors ??= []).Add(error);

        // A batch that failed as a whole is one event for the host, however many fields it leaves without value.
        if (known is null && !ReferenceEquals(e, _lastUnexpected))
        {
            _lastUnexpected = e;
            _onUnexpectedError?.Invoke(e, error);
        }
    }

    // Tasks that no field awaits any more must still end before the request does.
    public void Track(Task task)
    {
        if (!task.IsCompleted)
        {
            // fields that run side by side start their tasks side by side
            lock (Writer)
            {
                (_started ??= []).Add(task);
            }
        }
        else if (task.IsFaulted)
        {
            _ = task.Exception;
        }
    }

    public Task WhenStartedEndAsync()
    {
        lock (Writer)
        {
            return _started is null ? Task.CompletedTask : Task.WhenAll(_started);
        }
    }

    private object[] Path()
    {
        var path = new object[_depth];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = _path[i].Field is { } field ? field.ResponseName : _path[i].Index;
        }

        return path;
    }
}
