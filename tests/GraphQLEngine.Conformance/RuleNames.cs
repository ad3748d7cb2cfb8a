namespace GraphQLEngine.Conformance;

/// <summary>
/// The rules of validation: the specification's names, which are ours, and those of graphql-js. Some of its rules hold
/// several sections of the specification, so its names are the common ground.
/// </summary>
internal static class RuleNames
{
    private static readonly Dictionary<string, string> Theirs = new(StringComparer.Ordinal)
    {
        ["ExecutableDefinitions"] = "ExecutableDefinitionsRule",
        ["OperationNameUniqueness"] = "UniqueOperationNamesRule",
        ["LoneAnonymousOperation"] = "LoneAnonymousOperationRule",
        ["SingleRootField"] = "SingleFieldSubscriptionsRule",
        ["FieldSelections"] = "FieldsOnCorrectTypeRule",
        ["FieldSelectionMerging"] = "OverlappingFieldsCanBeMergedRule",
        ["LeafFieldSelections"] = "ScalarLeafsRule",
        ["ArgumentNames"] = "KnownArgumentNamesRule",
        ["ArgumentUniqueness"] = "UniqueArgumentNamesRule",
        ["RequiredArguments"] = "ProvidedRequiredArgumentsRule",
        ["FragmentNameUniqueness"] = "UniqueFragmentNamesRule",
        ["FragmentSpreadTypeExistence"] = "KnownTypeNamesRule",
        ["FragmentsOnObjectInterfaceOrUnionTypes"] = "FragmentsOnCompositeTypesRule",
        ["FragmentsMustBeUsed"] = "NoUnusedFragmentsRule",
        ["FragmentSpreadTargetDefined"] = "KnownFragmentNamesRule",
        ["FragmentSpreadsMustNotFormCycles"] = "NoFragmentCyclesRule",
        ["FragmentSpreadIsPossible"] = "PossibleFragmentSpreadsRule",
        ["ValuesOfCorrectType"] = "ValuesOfCorrectTypeRule",
        ["InputObjectFieldNames"] = "ValuesOfCorrectTypeRule",
        ["InputObjectFieldUniqueness"] = "UniqueInputFieldNamesRule",
        ["InputObjectRequiredFields"] = "ValuesOfCorrectTypeRule",
        ["DirectivesAreDefined"] = "KnownDirectivesRule",
        ["DirectivesAreInValidLocations"] = "KnownDirectivesRule",
        ["DirectivesAreUniquePerLocation"] = "UniqueDirectivesPerLocationRule",
        ["VariableUniqueness"] = "UniqueVariableNamesRule",
        ["VariablesAreInputTypes"] = "VariablesAreInputTypesRule",
        ["AllVariableUsesDefined"] = "NoUndefinedVariablesRule",
        ["AllVariablesUsed"] = "NoUnusedVariablesRule",
        ["AllVariableUsagesAreAllowed"] = "VariablesInAllowedPositionRule",
    };

    /// <summary>The rule of graphql-js that an error of ours belongs to.</summary>
    public static string? OfReference(AnswerError ours) =>
        ours is { Rule: "VariablesAreInputTypes", Message: var message } && message.EndsWith("does not exist.", StringComparison.Ordinal)
            || ours is { Rule: "VariablesAreInputTypes" } && ours.Message.Contains("does not exist. Did you mean", StringComparison.Ordinal)
            ? "KnownTypeNamesRule"
            : ours.Rule is { } rule ? Theirs.GetValueOrDefault(rule, rule) : null;
}
