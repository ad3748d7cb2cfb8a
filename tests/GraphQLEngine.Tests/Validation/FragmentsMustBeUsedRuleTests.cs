namespace GraphQLEngine.Tests.Validation;

public class FragmentsMustBeUsedRuleTests
{
    [Fact]
    public void FragmentsMustBeUsed_UnusedFragment_IsRefused() => Check.Errors(
        """{ node { id } } fragment F on Node { id }""",
        """The fragment "F" is not used. [1:17]""");

    [Fact]
    public void FragmentsMustBeUsed_FragmentUsedByAnUnusedOne_IsRefusedToo() => Check.Errors(
        """{ node { id } } fragment F on Node { ...G } fragment G on Node { id }""",
        """The fragment "F" is not used. [1:17]""",
        """The fragment "G" is not used. [1:45]""");
}
