namespace GraphQLEngine.Tests.Validation;

public class InputObjectRequiredFieldsRuleTests
{
    [Fact]
    public void InputObjectRequiredFields_MissingField_IsRefused() => Check.Errors(
        """{ office { find(filter: { inner: { level: 1 } }) { id } } }""",
        """The value of "filter" lacks the field "level" of type "Int!". [1:25]""");

    [Fact]
    public void InputObjectRequiredFields_FieldWithDefault_MayBeLeftOut() => Check.Errors(
        """{ office { find(filter: { level: 1 }) { id } } }""");
}
