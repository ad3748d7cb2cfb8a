using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <remarks>Spec (September 2025) §3.5.1 to §3.5.5, input coercion of the built-in scalars.</remarks>
internal static class BuiltInScalars
{
    // Beyond 2^53 a number of 64 bits no longer says which whole number was meant.
    private const double MaxExact = 9007199254740992;

    public static readonly ScalarCodec Int = new CustomScalarCodec<int>(ParseInt);
    public static readonly ScalarCodec Float = new CustomScalarCodec<double>(ParseFloat);
    public static readonly ScalarCodec String = new CustomScalarCodec<string>((in input) => input.String());
    public static readonly ScalarCodec Boolean = new CustomScalarCodec<bool>(ParseBoolean);
    public static readonly ScalarCodec Id = new CustomScalarCodec<string>(ParseId);

    // A custom scalar that nobody gave a meaning: any value, as it comes.
    public static readonly ScalarCodec Any = new CustomScalarCodec<object>(ParseAny);

    public static ScalarCodec? Find(string name) => name switch
    {
        "Int" => Int,
        "Float" => Float,
        "String" => String,
        "Boolean" => Boolean,
        "ID" => Id,
        _ => null,
    };

    private static int ParseInt(in ScalarInput input)
    {
        if (input.Kind == ScalarInputKind.Integer
            && int.TryParse(input.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        if (WholeNumber(in input) is { } number and >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        throw new GraphQLException(input.Kind is ScalarInputKind.Integer
            ? $"{input.Describe()} does not fit in 32 bits"
            : $"expected a whole number, found {input.Describe()}");
    }

    private static double ParseFloat(in ScalarInput input)
    {
        if (input.Kind is not (ScalarInputKind.Integer or ScalarInputKind.Float))
        {
            throw new GraphQLException($"expected a number, found {input.Describe()}");
        }

        var value = double.Parse(input.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? value
            : throw new GraphQLException($"{input.Describe()} does not fit in 64 bits");
    }

    private static bool ParseBoolean(in ScalarInput input) => input.Kind == ScalarInputKind.Boolean
        ? input.Text == "true"
        : throw new GraphQLException($"expected true or false, found {input.Describe()}");

    private static string ParseId(in ScalarInput input) =>
        input.Kind is ScalarInputKind.String or ScalarInputKind.Integer
            ? input.Text
            : WholeNumber(in input) is { } number and >= -MaxExact and <= MaxExact
                ? ((long)number).ToString(CultureInfo.InvariantCulture)
                : throw new GraphQLException($"expected a string or a whole number, found {input.Describe()}");

    // JSON has one kind of number: 5.0 is the whole number 5. In a literal it is not.
    private static double? WholeNumber(in ScalarInput input) =>
        input is { Kind: ScalarInputKind.Float, Literal: null }
        && input.Json.TryGetDouble(out var number) && number == Math.Truncate(number)
            ? number
            : null;

    private static object ParseAny(in ScalarInput input) => input.Kind switch
    {
        ScalarInputKind.Boolean => input.Text == "true",
        ScalarInputKind.Integer when long.TryParse(input.Text, CultureInfo.InvariantCulture, out var number) => number,
        ScalarInputKind.Integer or ScalarInputKind.Float => double.Parse(input.Text, CultureInfo.InvariantCulture),
        ScalarInputKind.List or ScalarInputKind.Object => input.Literal ?? (object)input.Json,
        _ => input.Text,
    };
}
