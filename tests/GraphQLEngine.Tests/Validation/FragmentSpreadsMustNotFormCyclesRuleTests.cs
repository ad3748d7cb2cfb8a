namespace GraphQLEngine.Tests.Validation;

public class FragmentSpreadsMustNotFormCyclesRuleTests
{
    [Fact]
    public void FragmentSpreadsMustNotFormCycles_FragmentInItself_IsRefused() => Check.Errors(
        """{ node { ...F } } fragment F on Node { ...F }""",
        """The fragment "F" spreads itself. [1:40]""");

    [Fact]
    public void FragmentSpreadsMustNotFormCycles_FragmentThroughAnother_IsRefusedWithTheWay() => Check.Errors(
        """{ node { ...F } } fragment F on Node { ...G } fragment G on Node { id ...F }""",
        """The fragment "F" spreads itself through "G". [1:40 1:71]""");
}
