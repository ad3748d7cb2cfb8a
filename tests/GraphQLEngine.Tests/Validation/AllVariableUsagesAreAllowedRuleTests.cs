namespace GraphQLEngine.Tests.Validation;

public class AllVariableUsagesAreAllowedRuleTests
{
    [Fact]
    public void AllVariableUsagesAreAllowed_NullableForNonNull_IsRefused() => Check.Errors(
        """query ($n: Int) { number(n: $n) }""",
        """The variable "$n" of type "Int" cannot stand where "Int!" is expected. [1:8 1:29]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_NullableWithDefaultForNonNull_IsAccepted() => Check.Errors(
        """query ($n: Int = 1) { number(n: $n) }""");

    [Fact]
    public void AllVariableUsagesAreAllowed_NullableWithNullDefaultForNonNull_IsRefused() => Check.Errors(
        """query ($n: Int = null) { number(n: $n) }""",
        """The variable "$n" of type "Int" cannot stand where "Int!" is expected. [1:8 1:36]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_NullableWherePlaceHasDefault_IsAccepted() => Check.Errors(
        """query ($b: Boolean) { boolean(b: $b) }""");

    [Fact]
    public void AllVariableUsagesAreAllowed_AnotherType_IsRefused() => Check.Errors(
        """query ($n: Float!) { number(n: $n) }""",
        """The variable "$n" of type "Float!" cannot stand where "Int!" is expected. [1:8 1:32]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_ItemForList_IsRefused() => Check.Errors(
        """query ($f: Float!) { list(of: $f) }""",
        """The variable "$f" of type "Float!" cannot stand where "[Float!]!" is expected. [1:8 1:31]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_ListOfNullablesForListOfNonNulls_IsRefused() => Check.Errors(
        """query ($f: [Float]!) { list(of: $f) }""",
        """The variable "$f" of type "[Float]!" cannot stand where "[Float!]!" is expected. [1:8 1:33]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_NullableInAOneOfField_IsRefused() => Check.Errors(
        """query ($a: Int) { one(by: { a: $a }) }""",
        """The variable "$a" of type "Int" cannot stand where "Int!" is expected. [1:8 1:32]""");

    [Fact]
    public void AllVariableUsagesAreAllowed_NonNullInAOneOfField_IsAccepted() => Check.Errors(
        """query ($a: Int!) { one(by: { a: $a }) }""");
}
