using System.Globalization;

namespace PublicDirectory.Testing;

/// <summary>How often chance is tried: a little in <c>./test</c>, often in a longer run (<c>./test --help</c>).</summary>
public static class Trials
{
    /// <summary>The number in the environment variable, else the usual one.</summary>
    /// <exception cref="FormatException">The variable is not a number.</exception>
    public static int Of(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
