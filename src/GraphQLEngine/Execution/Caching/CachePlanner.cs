using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>
/// The cache hint of a plan: the shortest age of its fields, and private where one of them is. A field's own hint goes
/// before that of its type; a leaf without hint is as old as its object; a root field or an object without hint has the
/// default age.
/// </summary>
/// <remarks>Follows Apollo's cache control directive.</remarks>
internal sealed class CachePlanner(ExecutableSchema schema, int defaultMaxAge)
{
    private readonly HashSet<PlannedObject> _seen = [];
    private int? _maxAge;
    private CacheScope _scope = CacheScope.Public;

    public CacheHint Plan(PlannedObject root, OperationKind kind)
    {
        if (kind != OperationKind.Query || (schema.CacheRules.IsEmpty && defaultMaxAge == 0))
        {
            return CacheHint.None;
        }

        Visit(root, isRoot: true);
        return new CacheHint(_maxAge ?? defaultMaxAge, _scope);
    }

    private void Visit(PlannedObject planned, bool isRoot)
    {
        if (!_seen.Add(planned))
        {
            return;
        }

        foreach (var field in planned.Fields)
        {
            if (field.Info.Definition != schema.Schema.TypenameField)
            {
                Visit(field, isRoot);
            }
        }
    }

    private void Visit(PlannedField field, bool isRoot)
    {
        var named = field.Info.Definition.Type.Named;
        var own = schema.CacheRules.Of(field.Info.Definition);
        var type = named.IsLeaf ? default : schema.CacheRules.Of(named);
        var maxAge = own.MaxAge ?? (own.Inherits ? null : type.MaxAge);
        var inherits = own.Inherits || type.Inherits;
        if (maxAge is null && (isRoot || (!named.IsLeaf && !inherits)))
        {
            maxAge = defaultMaxAge;
        }

        _maxAge = maxAge is { } age ? Math.Min(age, _maxAge ?? age) : _maxAge;
        if ((own.Scope ?? type.Scope) == CacheScope.Private)
        {
            _scope = CacheScope.Private;
        }

        // What introspection shows changes with the schema alone: only its root field counts.
        foreach (var below in field.Cases.Where(c => !c.Type.IsBuiltIn))
        {
            Visit(below, isRoot: false);
        }
    }
}
