using System.Runtime.CompilerServices;

namespace PublicDirectory;

/// <summary>
/// A second is the most that a regular expression may take in this process, libraries' expressions included. Ours are bounded by their own
/// making (tests/Architecture.Tests, ExpressionTests); this is for those that are not ours.
/// </summary>
/// <remarks>
/// Set before <c>Main</c>, since the runtime reads it once; it takes a <see cref="TimeSpan"/>, which no configuration file can hold.
/// </remarks>
internal static class ExpressionLimit
{
    [ModuleInitializer]
    internal static void Set() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));
}
