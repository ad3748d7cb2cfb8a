using System.Text.Json;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>Turns the JSON variables of a request into the values that an operation declares.</summary>
/// <remarks>Spec (September 2025) §6.1.2, CoerceVariableValues. Variables that are not declared are ignored.</remarks>
internal sealed class VariableCoercion
{
    private readonly IReadOnlyList<VariableDefinitionNode> _definitions;
    private readonly GraphQLType[] _types;
    private readonly object?[] _defaults;
    private readonly string[] _names;
    private readonly ExecutorOptions _options;

    public VariableCoercion(GraphQLSchema schema, OperationDefinitionNode operation, ExecutorOptions options)
    {
        _options = options;
        _definitions = operation.VariableDefinitions;
        _names = [.. _definitions.Select(d => d.Name)];
        _types = [.. _definitions.Select(d => schema.Resolve(d.Type)!)];
        _defaults = new object?[_types.Length];
        for (var i = 0; i < _types.Length; i++)
        {
            _defaults[i] = _definitions[i].DefaultValue is { } literal
                ? LiteralCoercion.Coerce(literal, _types[i], NoVariables.Instance, $"The default of \"${_names[i]}\"")
                : Absent.Value;
        }
    }

    public IReadOnlyList<GraphQLError>? Coerce(JsonElement json, out VariableValues values)
    {
        values = VariableValues.None;
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return [new GraphQLError("The variables are not a JSON object.", ErrorCodes.BadUserInput)];
        }

        if (_types.Length == 0)
        {
            return null;
        }

        List<GraphQLError>? errors = null;
        var coerced = new object?[_types.Length];
        for (var i = 0; i < coerced.Length; i++)
        {
            coerced[i] = Coerce(json, i, ref errors);
        }

        values = new VariableValues(_names, coerced);
        return errors;
    }

    private object? Coerce(JsonElement json, int index, ref List<GraphQLError>? errors)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(_names[index], out var given))
        {
            if (_types[index].IsNonNull && _defaults[index] is Absent)
            {
                Report(ref errors, index, $"The variable \"${_names[index]}\" of type \"{_types[index]}\" is required.");
            }

            return _defaults[index];
        }

        var coercion = new JsonCoercion(_options.MaxVariableErrors, _options.Validation.MaxListItems);
        var value = coercion.Coerce(given, _types[index], $"${_names[index]}");
        foreach (var (path, problem, extensions) in coercion.Problems)
        {
            var end = problem[^1] is '.' or '?' ? "" : ".";
            Report(ref errors, index, path is null ? problem : $"The variable \"{path}\" {problem}{end}", extensions);
        }

        return value;
    }

    private void Report(
        ref List<GraphQLError>? errors, int index, string message, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        errors ??= [];
        if (errors.Count < _options.MaxVariableErrors)
        {
            errors.Add(new GraphQLError(message, ErrorCodes.BadUserInput, _definitions[index].Location) { Extensions = extensions });
        }
    }
}
