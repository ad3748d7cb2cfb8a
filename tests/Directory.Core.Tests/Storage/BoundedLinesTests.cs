using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Tests.Storage;

public sealed class BoundedLinesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\r\n\r\nb", new[] { "a", "", "b" })]
    [InlineData("12345\n123456\n1234567890\nb", new[] { "12345", "123456", "123456", "b" })]
    public void Lines_OfAFile_EndAsAnySystemWritesThem_AndAreCutOnceTooLong(string content, string[] expected)
    {
        File.WriteAllText(_path, content);

        Assert.Equal(expected, BoundedLines.Read(_path, 5));
    }

    [Fact]
    public void Lines_LongerThanWhatIsReadAtOnce_AreWhole()
    {
        var lines = Enumerable.Range(4090, 12).Select(length => new string('x', length)).ToArray();
        File.WriteAllText(_path, string.Join("\r\n", lines));

        Assert.Equal(lines, BoundedLines.Read(_path, 10_000));
    }
}
