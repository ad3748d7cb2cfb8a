namespace GraphQLEngine.Tests.Validation;

public class FragmentSpreadIsPossibleRuleTests
{
    [Fact]
    public void FragmentSpreadIsPossible_ObjectWithinAnotherObject_IsRefused() => Check.Errors(
        """{ office { ... on Form { id } } }""",
        """This fragment applies to "Form", which "Office" can never be. [1:12]""");

    [Fact]
    public void FragmentSpreadIsPossible_NamedFragmentOnAnotherType_IsRefused() => Check.Errors(
        """{ office { ...F } } fragment F on Form { id }""",
        """The fragment "F" applies to "Form", which "Office" can never be. [1:12]""");

    [Fact]
    public void FragmentSpreadIsPossible_OverlappingAbstractTypes_AreAccepted() => Check.Errors(
        """{ result { ... on Node { id ... on Named { name } } } }""");
}
