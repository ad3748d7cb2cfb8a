namespace GraphQLEngine.Tests.Validation;

public class OperationNameUniquenessRuleTests
{
    [Fact]
    public void OperationNameUniqueness_SameNameTwice_IsRefusedAtBoth() => Check.Errors(
        """query A { node { id } } query A { node { id } }""",
        """Two operations are named "A". [1:1 1:25]""");

    [Fact]
    public void OperationNameUniqueness_DifferentNames_AreAccepted() => Check.Errors(
        """query A { node { id } } query B { node { id } }""");
}
