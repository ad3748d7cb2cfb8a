namespace GraphQLEngine.Tests.Validation;

public class ValuesOfCorrectTypeRuleTests
{
    [Fact]
    public void ValuesOfCorrectType_StringForInt_IsRefused() => Check.Errors(
        """{ number(n: "1") }""",
        """The value of "n" is not a Int: expected a whole number, found "1". [1:13]""");

    [Fact]
    public void ValuesOfCorrectType_FloatForInt_IsRefused() => Check.Errors(
        """{ number(n: 1.0) }""",
        """The value of "n" is not a Int: expected a whole number, found 1.0. [1:13]""");

    [Fact]
    public void ValuesOfCorrectType_IntBeyond32Bits_IsRefused() => Check.Errors(
        """{ a: number(n: 2147483647) b: number(n: 2147483648) }""",
        """The value of "n" is not a Int: 2147483648 does not fit in 32 bits. [1:41]""");

    [Fact]
    public void ValuesOfCorrectType_NullForNonNull_IsRefused() => Check.Errors(
        """{ number(n: null) }""",
        """The value of "n" must not be null: it is of type "Int!". [1:13]""");

    [Fact]
    public void ValuesOfCorrectType_NullWithinList_IsRefused() => Check.Errors(
        """{ list(of: [1, null]) }""",
        """The value of "of" must not be null: it is of type "Float!". [1:16]""");

    [Fact]
    public void ValuesOfCorrectType_SingleItemForList_IsAccepted() => Check.Errors(
        """{ list(of: 1) }""");

    [Fact]
    public void ValuesOfCorrectType_UnknownEnumValue_IsRefusedWithCloseName() => Check.Errors(
        """{ office { find(kinds: [OPEN, CLOSE]) { id } } }""",
        """The value of "kinds" is not a value of "Kind": CLOSE. Did you mean "CLOSED"? [1:31]""");

    [Fact]
    public void ValuesOfCorrectType_StringForEnum_IsRefused() => Check.Errors(
        """{ office { find(kinds: "OPEN") { id } } }""",
        """The value of "kinds" is not a Kind: expected the name of a value, without quotes. [1:24]""");

    [Fact]
    public void ValuesOfCorrectType_ListForScalar_IsRefused() => Check.Errors(
        """{ number(n: [1]) }""",
        """The value of "n" is not a Int: expected a whole number, found a list. [1:13]""");

    [Fact]
    public void ValuesOfCorrectType_AnythingForAnUnknownScalar_IsAccepted() => Check.Errors(
        """{ any(value: { a: [1, "b", C] }) }""");

    [Fact]
    public void ValuesOfCorrectType_OneOfWithTwoFields_IsRefused() => Check.Errors(
        """{ one(by: { a: 1, b: "x" }) }""",
        """The value of "by" must give exactly one field of "One", and not as null. [1:11]""");

    [Fact]
    public void ValuesOfCorrectType_OneOfWithNull_IsRefused() => Check.Errors(
        """{ one(by: { a: null }) }""",
        """The value of "by" must give exactly one field of "One", and not as null. [1:11]""");

    [Fact]
    public void ValuesOfCorrectType_WrongDefaultOfAVariable_IsRefused() => Check.Errors(
        """query ($n: Int! = "x") { number(n: $n) }""",
        """The value of "$n" is not a Int: expected a whole number, found "x". [1:19]""");
}
