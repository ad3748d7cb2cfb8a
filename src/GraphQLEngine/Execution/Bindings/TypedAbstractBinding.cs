using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// The concrete types of an interface or union for one .NET type of its values.
internal sealed class AbstractBinding<T>(string typeName) : AbstractBinding(typeName)
{
    private readonly List<CaseBinding<T>> _cases = [];

    public void Add(CaseBinding<T> binding) => _cases.Add(binding);

    public override IEnumerable<string> CaseNames => _cases.Select(c => c.TypeName);

    public override void Check(CompositeType type, BindingRegistry registry, BindingErrors errors)
    {
        foreach (var binding in _cases)
        {
            if (type.PossibleTypes.FirstOrDefault(p => p.Name == binding.TypeName) is not { } concrete)
            {
                errors.Report(
                    $"\"{type.Name}\" has the case \"{binding.TypeName}\", which the schema does not allow.{Suggestions.DidYouMean(binding.TypeName, type.PossibleTypes.Select(p => p.Name))}",
                    type.Location);
            }
            else if (binding.Check(concrete, registry) is { } problem)
            {
                errors.Report($"The case \"{binding.TypeName}\" of \"{type.Name}\" {problem}", type.Location);
            }
        }
    }

    public AbstractPlan<T> Plan(CompositeType type, FieldInfo field, Planner planner) =>
        new(field, [.. _cases.Select(c => c.Plan(type.PossibleTypes.First(p => p.Name == c.TypeName), field, planner))]);
}
