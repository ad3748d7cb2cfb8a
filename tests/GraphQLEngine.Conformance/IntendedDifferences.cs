using System.Text.RegularExpressions;

namespace GraphQLEngine.Conformance;

/// <summary>Every difference that is meant, with its reason. Anything else fails the comparison.</summary>
/// <remarks>
/// Some are undone in <c>reference.mjs</c>, where more is known:
/// columns count characters, as the specification says, not units of UTF-16;
/// the error of a described definition stands at its keyword or name, not at the description, and that of a definition, a
/// variable or a spread where it starts, not where its name does: both are places of the same element;
/// a default is shown as the schema writes it, graphql-js shows it coerced and printed again;
/// a variable with a default other than null may fill the field of a oneOf object (§5.8.5, IsNonNullPosition), and one error
/// is enough for a variable that misses both the type and this;
/// a variable whose type is not for input is reported for that, not also for each of its places;
/// the bound of introspection is no rule of the specification: ours has its own (<c>ValidationOptions</c>).
/// </remarks>
internal static partial class IntendedDifferences
{
    // Introspection lists these in no promised order: graphql-js as it meets types, ours as the schema writes them.
    private static readonly string[] UnorderedLists = [".types", ".possibleTypes", ".directives"];

    public static bool IsUnordered(string path) => UnorderedLists.Any(l => path.EndsWith(l, StringComparison.Ordinal));

    /// <summary>
    /// Introspection shows its own types and @deprecated as the September 2025 edition has them; graphql-js is ahead of
    /// it (deprecated directives) in some places and behind in others (arguments that may not be null).
    /// </summary>
    public static bool IsLeftOut(string name) => name == "deprecated" || name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>@skip and @include may not stand at the root of a subscription since September 2025; graphql-js 16 lets them.</summary>
    private static bool IsConditionOfSubscription(AnswerError error) =>
        error.Rule == "SingleRootField" && error.Message.Contains("may not stand at the root", StringComparison.Ordinal);

    /// <summary>
    /// A plan belongs to one set of values of @skip and @include, so a null among them (given for a variable that has a
    /// default) refuses the request; graphql-js finds it while executing, and ends the field around it.
    /// </summary>
    private static bool IsNullCondition(Answer ours, Answer theirs) =>
        (ours.Verdict, theirs.Verdict) == ("request", "executed")
        && ours.Errors.All(e => e.Message.Contains("decides what is selected and must not be null", StringComparison.Ordinal));

    /// <summary>
    /// Validation of graphql-js itself throws on a subscription whose root has @skip or @include with a wrong or no argument.
    /// </summary>
    private static bool IsReferenceCrash(Answer ours, Answer theirs) =>
        (ours.Verdict, theirs.Verdict) == ("validation", "crashed")
        && ours.Errors.Any(IsConditionOfSubscription)
        && theirs.Errors[0].Message.StartsWith("GraphQLError: Argument \"if\"", StringComparison.Ordinal);

    /// <summary>Merging in graphql-js does not know the type of __typename, so it never conflicts with another.</summary>
    private static bool IsTypenameConflict(AnswerError error) =>
        error.Rule == "FieldSelectionMerging"
        && error.Message.Contains("different types", StringComparison.Ordinal) && error.Message.Contains(
            "\"String!\"", StringComparison.Ordinal);

    /// <summary>A Float beyond 64 bits is refused (§3.5.2); graphql-js makes it infinite.</summary>
    private static bool IsInfinite(AnswerError error) => error.Message.EndsWith("does not fit in 64 bits.", StringComparison.Ordinal);

    public static bool AllowsVerdicts(Answer ours, Answer theirs) =>
        (ours.Verdict == "validation" && theirs.Verdict is "subscription" or "executed" or "request"
            && ours.Errors.Any(IsConditionOfSubscription) && ours.Errors.All(e => e.Rule == "SingleRootField"))
        || (ours.Verdict == "validation" && theirs.Verdict is "executed" or "request"
            && ours.Errors.All(e => IsTypenameConflict(e) || IsInfinite(e)))
        || IsNullCondition(ours, theirs)
        || IsReferenceCrash(ours, theirs)
        || (theirs.Verdict == "syntax" && IsLongEscape(theirs));

    /// <summary>\u{…} takes any number of digits; graphql-js takes eight at the most.</summary>
    private static bool IsLongEscape(Answer theirs) => LongEscape().IsMatch(theirs.Errors[0].Message);

    [GeneratedRegex(@"\\u\{[0-9A-Fa-f]{9}")]
    private static partial Regex LongEscape();

    /// <summary>A description where none may be: ours points at what cannot be described, graphql-js at the description.</summary>
    /// <remarks>A word that may not stand there: ours points at it, graphql-js reads the next token first and may fail on that.</remarks>
    public static bool AllowsSyntaxLocation(Answer ours, Answer theirs) =>
        ours.Errors[0].Message.Contains("a directive location such as", StringComparison.Ordinal)
        || ours.Errors[0].Message.Contains("\"query\", \"mutation\" or \"subscription\"", StringComparison.Ordinal)
        || theirs.Errors[0].Message.Contains("Unexpected description", StringComparison.Ordinal) || IsLongEscape(theirs);

    public static (IEnumerable<AnswerError> Ours, IEnumerable<AnswerError> Theirs) Validation(Answer ours, Answer theirs)
    {
        // Ours looks no further into a definition of the type system; graphql-js checks its inside and takes its names for
        // known. Of two fragments with one name ours goes by the first, graphql-js by the last.
        foreach (var rule in new[] { "ExecutableDefinitionsRule", "UniqueFragmentNamesRule" })
        {
            if (theirs.Errors.Any(e => e.Rule == rule))
            {
                return (Only(rule, ours.Errors), Only(rule, theirs.Errors));
            }
        }

        // The root of a subscription is not looked at where fragments go round.
        var hasConditions = ours.Errors.Any(IsConditionOfSubscription) || theirs.Errors.Any(e => e.Rule == "NoFragmentCyclesRule");
        var hasTypename = ours.Errors.Where(e => e.Rule == "FieldSelectionMerging").All(IsTypenameConflict)
            && theirs.Errors.All(e => e.Rule != "OverlappingFieldsCanBeMergedRule");
        var hasTwins = theirs.Errors.Any(e => e.Rule == "UniqueVariableNamesRule");

        // Ours merges what operations reach, and nothing where fragments go round; graphql-js merges every fragment alone too.
        // What a value given twice equals is open.
        var isPartlyMerged = theirs.Errors.Any(e => e.Rule is "NoFragmentCyclesRule" or "NoUnusedFragmentsRule"
            or "UniqueInputFieldNamesRule" or "UniqueArgumentNamesRule");
        return (Common(ours), Common(theirs));

        IEnumerable<AnswerError> Common(Answer answer)
        {
            var hasConflict = false;
            foreach (var error in answer.Errors)
            {
                var rule = answer == ours ? RuleNames.OfReference(error) : error.Rule;
                if ((rule == "SingleFieldSubscriptionsRule" && hasConditions) || (answer == ours && IsInfinite(error)))
                {
                    continue;
                }

                // Of two variables with one name ours goes by the first, graphql-js by the last.
                if (rule == "VariablesInAllowedPositionRule" && hasTwins)
                {
                    continue;
                }

                // One error says that fields conflict: ours gives one per pair, graphql-js one with the whole tree of reasons.
                if (rule != "OverlappingFieldsCanBeMergedRule")
                {
                    yield return error with { Rule = rule };
                }
                else if (!hasConflict && !isPartlyMerged && !hasTypename)
                {
                    hasConflict = true;
                    yield return error with { Rule = rule, Locations = "anywhere" };
                }
            }
        }
    }

    private static IEnumerable<AnswerError> Only(string rule, IEnumerable<AnswerError> errors) => errors
        .Select(e => e with { Rule = RuleNames.OfReference(e), Locations = "anywhere" })
        .Where(e => e.Rule == rule);
}
