using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>Bounds on what is written in the document, before any rule looks at it: directives, repetitions, variables.</summary>
internal sealed class WrittenLimits(ValidationContext context)
{
    private readonly ValidationOptions _limits = context.Options;
    private int _directives;
    private bool _isExceeded;

    public void Check()
    {
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Variables(operation);
                    Directives(operation.Directives);
                    Selections(operation.SelectionSet);
                    break;
                case FragmentDefinitionNode fragment:
                    Directives(fragment.Directives);
                    Selections(fragment.SelectionSet);
                    break;
            }
        }

        if (_directives > _limits.MaxDirectives)
        {
            Report(
                $"The document has {_directives} directives; at most {_limits.MaxDirectives} are allowed. Put one condition on a fragment instead of one on each field.",
                ErrorCodes.DirectiveLimit,
                _directives,
                _limits.MaxDirectives,
                new SourceLocation(1, 1));
        }
    }

    private void Variables(OperationDefinitionNode operation)
    {
        var count = operation.VariableDefinitions.Count;
        if (count > _limits.MaxVariables)
        {
            Report(
                $"The operation declares {count} variables; at most {_limits.MaxVariables} are allowed. Group values in lists and input objects.",
                ErrorCodes.VariableLimit,
                count,
                _limits.MaxVariables,
                operation.Location);
            return;
        }

        foreach (var variable in operation.VariableDefinitions)
        {
            Directives(variable.Directives);
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives)
    {
        _directives += directives.Count;
        if (directives.Count > _limits.MaxDirectivesPerLocation)
        {
            Report(
                $"{directives.Count} directives stand at one place; at most {_limits.MaxDirectivesPerLocation} are allowed. Keep those that change the answer.",
                ErrorCodes.DirectiveLimit,
                directives.Count,
                _limits.MaxDirectivesPerLocation,
                directives[0].Location);
        }
    }

    private void Selections(SelectionSetNode set)
    {
        Repeated(set);
        Inner(set);
    }

    private void Inner(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            Directives(selection.Directives);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner }:
                    Selections(inner);
                    break;
                case InlineFragmentNode inline:
                    Inner(inline.SelectionSet);
                    break;
            }
        }
    }

    // Every repetition must be compared with the others before it merges with them.
    private void Repeated(SelectionSetNode set)
    {
        if (Size(set) <= _limits.MaxRepeatedFields)
        {
            return;
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Count(set, counts);
        foreach (var (name, count) in counts)
        {
            if (count > _limits.MaxRepeatedFields)
            {
                Report(
                    $"One selection repeats \"{name}\" {count} times; at most {_limits.MaxRepeatedFields} are allowed. Once is enough: repetitions change nothing.",
                    ErrorCodes.RepeatedFieldLimit,
                    count,
                    _limits.MaxRepeatedFields,
                    set.Location);
            }
        }
    }

    private static int Size(SelectionSetNode set)
    {
        var size = set.Selections.Count;
        foreach (var selection in set.Selections)
        {
            size += selection is InlineFragmentNode inline ? Size(inline.SelectionSet) : 0;
        }

        return size;
    }

    private static void Count(SelectionSetNode set, Dictionary<string, int> counts)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is FieldNode field)
            {
                counts[field.ResponseName] = counts.GetValueOrDefault(field.ResponseName) + 1;
            }
            else if (selection is InlineFragmentNode inline)
            {
                Count(inline.SelectionSet, counts);
            }
        }
    }

    // One refusal is enough: a hostile document could have one at each of its places.
    private void Report(FormattableString message, string code, int actual, int limit, SourceLocation location)
    {
        if (!_isExceeded)
        {
            _isExceeded = true;
            context.Report(new GraphQLError(message.ToString(CultureInfo.InvariantCulture), code, location)
            {
                Extensions = Limits.Exceeded(limit, actual),
            });
        }
    }
}
