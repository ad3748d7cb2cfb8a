namespace GraphQLEngine.Tests.Validation;

public class AllVariablesUsedRuleTests
{
    [Fact]
    public void AllVariablesUsed_UnusedVariable_IsRefused() => Check.Errors(
        """query ($n: Int!) { node { id } }""",
        """The variable "$n" is not used. [1:8]""");

    [Fact]
    public void AllVariablesUsed_VariableUsedInAFragment_IsAccepted() => Check.Errors(
        """query ($n: Int!) { ...F } fragment F on Query { number(n: $n) }""");

    [Fact]
    public void AllVariablesUsed_VariableUsedInsideAnUnknownScalar_IsAccepted() => Check.Errors(
        """query ($n: Int!) { any(value: { a: [$n] }) }""");
}
