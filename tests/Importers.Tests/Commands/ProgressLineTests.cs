using Microsoft.Extensions.Time.Testing;
using PublicDirectory.Importers.Commands;

namespace PublicDirectory.Importers.Tests.Commands;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Progress_OnATerminal_RedrawsOneLineAndWipesItAtTheEnd()
    {
        using (var progress = new ProgressLine("annuaire", _output, isTerminal: true, _clock))
        {
            progress.Reading(() => (50, 200));
            progress.CountRecord();
            _clock.Advance(TimeSpan.FromSeconds(65));
        }

        Assert.EndsWith(
            "\r[#######.......................] annuaire   25 %  1 records  1:05\e[K\r\e[K", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_IntoAFile_WritesAPlainLineEachTimeEvenWhenNoRecordComes()
    {
        var read = 0;
        using (var progress = new ProgressLine("annuaire", _output, isTerminal: false, _clock))
        {
            progress.Reading(() => (read += 10, 100));
            _clock.Advance(TimeSpan.FromSeconds(3));
            _clock.Advance(TimeSpan.FromSeconds(3));
            progress.Say("publishing");
            _clock.Advance(TimeSpan.FromSeconds(3));
        }

        _clock.Advance(TimeSpan.FromSeconds(3)); // nothing after its end
        Assert.Equal(
            ["annuaire   10 %  0 records  0:03", "annuaire   20 %  0 records  0:06", "annuaire  publishing  0:09", ""],
            _output.ToString().Split(Environment.NewLine));
    }
}
