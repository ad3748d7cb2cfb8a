using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// What @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) says on fields and types.
internal sealed class CacheRules
{
    private readonly Dictionary<object, CacheRule> _rules = [];

    public CacheRules(GraphQLSchema schema, BindingErrors errors)
    {
        if (schema.FindDirective("cacheControl") is not { } definition)
        {
            return;
        }

        if (!Has(definition, "maxAge", "Int") || !Has(definition, "scope", null) || !Has(definition, "inheritMaxAge", "Boolean"))
        {
            errors.Report(
                "The directive \"@cacheControl\" must be defined as \"@cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)\".",
                definition.Location);
            return;
        }

        foreach (var type in schema.Types)
        {
            Read(type, type.Directives, errors);
            foreach (var field in (type as FieldsType)?.Fields ?? [])
            {
                Read(field, field.Directives, errors);
            }
        }
    }

    public bool IsEmpty => _rules.Count == 0;

    public CacheRule Of(object fieldOrType) => _rules.GetValueOrDefault(fieldOrType);

    private static bool Has(DirectiveDefinition directive, string argument, string? type) =>
        directive.FindArgument(argument) is not { } found || type is null || found.Type.Nullable.ToString() == type;

    private void Read(object place, IReadOnlyList<AppliedDirective> directives, BindingErrors errors)
    {
        if (directives.FirstOrDefault(d => d.Name == "cacheControl") is not { } applied)
        {
            return;
        }

        var maxAge = applied.Definition.FindArgument("maxAge") is null ? null : applied.Argument<int?>("maxAge");
        var inherits = applied.Definition.FindArgument("inheritMaxAge") is not null && applied.Argument<bool?>("inheritMaxAge") == true;
        var scope = applied.Node.Arguments.FirstOrDefault(a => a.Name == "scope")?.Value is EnumValueNode { Name: var name }
            ? name == "PRIVATE" ? CacheScope.Private : CacheScope.Public
            : (CacheScope?)null;
        if (maxAge < 0 || (maxAge is not null && inherits))
        {
            errors.Report("\"@cacheControl\" takes a \"maxAge\" of 0 or more, or \"inheritMaxAge\".", applied.Node.Location);
        }

        _rules.Add(place, new CacheRule(maxAge, scope, inherits));
    }
}

internal readonly record struct CacheRule(int? MaxAge, CacheScope? Scope, bool Inherits);
