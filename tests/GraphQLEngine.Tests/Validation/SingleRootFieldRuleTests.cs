namespace GraphQLEngine.Tests.Validation;

public class SingleRootFieldRuleTests
{
    [Fact]
    public void SingleRootField_TwoFields_AreRefused() => Check.Errors(
        """subscription { changed other }""",
        """A subscription selects exactly one root field. [1:24]""");

    [Fact]
    public void SingleRootField_TwoFieldsThroughFragment_AreRefused() => Check.Errors(
        """subscription { ...F } fragment F on Subscription { changed ... { other } }""",
        """A subscription selects exactly one root field. [1:66]""");

    [Fact]
    public void SingleRootField_TwoFieldsOneOfThemTwice_PointsAtEveryPlaceBeyondTheFirstField() => Check.Errors(
        """subscription { changed other changed other }""",
        """A subscription selects exactly one root field. [1:24 1:38]""");

    [Fact]
    public void SingleRootField_FragmentOnAnotherType_DoesNotCount() => Check.Errors(
        """subscription { changed ... on Missing { other } }""",
        """
        The type "Missing" does not exist. [1:31]
        """);

    [Fact]
    public void SingleRootField_Typename_IsRefused() => Check.Errors(
        """subscription { __typename }""",
        """A subscription cannot select "__typename" at its root. [1:16]""");

    [Fact]
    public void SingleRootField_SkippedField_IsRefused() => Check.Errors(
        """subscription { changed @skip(if: true) }""",
        """
        "@skip" may not stand at the root of a subscription. [1:24]
        """);

    [Fact]
    public void SingleRootField_OneFieldTwice_IsAccepted() => Check.Errors(
        """subscription { changed changed }""");
}
