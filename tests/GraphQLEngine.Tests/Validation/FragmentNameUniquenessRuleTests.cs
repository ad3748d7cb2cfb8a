namespace GraphQLEngine.Tests.Validation;

public class FragmentNameUniquenessRuleTests
{
    [Fact]
    public void FragmentNameUniqueness_SameNameTwice_IsRefusedAtBoth() => Check.Errors(
        """{ ...F } fragment F on Query { node { id } } fragment F on Query { node { id } }""",
        """Two fragments are named "F". [1:10 1:46]""");
}
