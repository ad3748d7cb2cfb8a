namespace GraphQLEngine.Tests.Validation;

public class LeafFieldSelectionsRuleTests
{
    [Fact]
    public void LeafFieldSelections_ObjectWithoutSelection_IsRefused() => Check.Errors(
        """{ office }""",
        """
        "office" is of type "Office": select some of its fields, as in "office { … }". [1:3]
        """);

    [Fact]
    public void LeafFieldSelections_LeafWithSelection_IsRefused() => Check.Errors(
        """{ office { name { x } } }""",
        """
        "name" is of type "String!" and has no fields to select. [1:17]
        """);
}
