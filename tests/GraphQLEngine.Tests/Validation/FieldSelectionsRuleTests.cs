namespace GraphQLEngine.Tests.Validation;

public class FieldSelectionsRuleTests
{
    [Fact]
    public void FieldSelections_UnknownField_IsRefusedWithCloseName() => Check.Errors(
        """{ office { nam } }""",
        """
        "Office" has no field "nam". Did you mean "name"? [1:12]
        """);

    [Fact]
    public void FieldSelections_FieldOfAnImplementation_SuggestsAFragment() => Check.Errors(
        """{ node { phone } }""",
        """
        "Node" has no field "phone". Did you mean a fragment on "Office"? [1:10]
        """);

    [Fact]
    public void FieldSelections_FieldOnAUnion_SuggestsAFragment() => Check.Errors(
        """{ result { number } }""",
        """
        "Result" has no field "number". Did you mean a fragment on "Form"? [1:12]
        """);

    [Fact]
    public void FieldSelections_TypenameOnAUnion_IsAccepted() => Check.Errors(
        """{ result { __typename } }""");

    [Fact]
    public void FieldSelections_SchemaBelowTheRoot_IsRefused() => Check.Errors(
        """{ office { __schema { description } } }""",
        """
        "Office" has no field "__schema". [1:12]
        """);
}
