namespace GraphQLEngine.Tests.Validation;

public class OperationTypeExistenceRuleTests
{
    [Fact]
    public void OperationTypeExistence_MutationWithoutMutationType_IsRefused() => Check.Errors(
        """mutation { a }""",
        """The schema offers no mutations. [1:1]""");
}
