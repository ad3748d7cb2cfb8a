namespace GraphQLEngine.Execution;

/// <summary>
/// The objects that one field gave, in all the lists that it stands in, by the plan that continues with them: what their
/// asynchronous fields need is asked for together.
/// </summary>
internal sealed class Level(ExecutionState state)
{
    private readonly List<Group> _groups = [];
    private Group? _last;

    public void Add<T>(ObjectPlan<T> plan, ResolvedObject<T> value)
    {
        if (_last is null || !ReferenceEquals(_last.Plan, plan))
        {
            _last = _groups.Find(g => ReferenceEquals(g.Plan, plan));
            if (_last is null)
            {
                _groups.Add(_last = new Group<T>(plan));
            }
        }

        ((Group<T>)_last).Objects.Add(value);
    }

    /// <summary>Counts work before it is begun.</summary>
    public void Spend(int units) => state.Spend(units);

    public Task ResolveAsync() => _groups.Count switch
    {
        0 => Task.CompletedTask,
        1 => _groups[0].ResolveAsync(state),
        _ => Task.WhenAll(_groups.Select(g => g.ResolveAsync(state))),
    };

    private abstract class Group(object plan)
    {
        public object Plan { get; } = plan;

        public abstract Task ResolveAsync(ExecutionState state);
    }

    private sealed class Group<T>(ObjectPlan<T> plan) : Group(plan)
    {
        public List<ResolvedObject<T>> Objects { get; } = [];

        public override Task ResolveAsync(ExecutionState state) => plan.ResolveAsync(Objects, state);
    }
}
