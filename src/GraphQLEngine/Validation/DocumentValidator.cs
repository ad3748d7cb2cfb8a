using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <summary>Checks executable documents against a schema.</summary>
/// <remarks>Spec (September 2025) §5, Validation.</remarks>
public static class DocumentValidator
{
    /// <summary>
    /// The errors of a document, in the order of its text where a rule looks at one place; empty when it is valid. A
    /// document beyond a bound is reported for that alone.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(
        GraphQLSchema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        var graph = new FragmentGraph(document);
        var context = new ValidationContext(schema, document, graph, options);
        new WrittenLimits(context).Check();
        if (context.Errors.Count == 0 && graph.Cycles.Count == 0)
        {
            new DocumentLimits(context).Check();
        }

        if (context.Errors.Count == 0)
        {
            new ValidationWalker(context, Rules()).Walk();
        }

        return context.Errors;
    }

    // in the order of the specification
    private static ValidationRule[] Rules() =>
    [
        new ExecutableDefinitionsRule(),
        new OperationTypeExistenceRule(),
        new OperationNameUniquenessRule(),
        new LoneAnonymousOperationRule(),
        new SingleRootFieldRule(),
        new FieldSelectionsRule(),
        new FieldSelectionMergingRule(),
        new LeafFieldSelectionsRule(),
        new ArgumentNamesRule(),
        new ArgumentUniquenessRule(),
        new RequiredArgumentsRule(),
        new FragmentNameUniquenessRule(),
        new FragmentSpreadTypeExistenceRule(),
        new FragmentsOnObjectInterfaceOrUnionTypesRule(),
        new FragmentsMustBeUsedRule(),
        new FragmentSpreadTargetDefinedRule(),
        new FragmentSpreadsMustNotFormCyclesRule(),
        new FragmentSpreadIsPossibleRule(),
        new ValuesOfCorrectTypeRule(),
        new InputObjectFieldNamesRule(),
        new InputObjectFieldUniquenessRule(),
        new InputObjectRequiredFieldsRule(),
        new DirectivesAreDefinedRule(),
        new DirectivesAreInValidLocationsRule(),
        new DirectivesAreUniquePerLocationRule(),
        new VariableUniquenessRule(),
        new VariablesAreInputTypesRule(),
        new AllVariableUsesDefinedRule(),
        new AllVariablesUsedRule(),
        new AllVariableUsagesAreAllowedRule(),
    ];
}
