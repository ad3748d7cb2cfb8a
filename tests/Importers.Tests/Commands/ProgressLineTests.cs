using PublicDirectory.Importers.Commands;

namespace PublicDirectory.Importers.Tests.Commands;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly Clock _clock = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Progress_OnATerminal_RedrawsOneLineAndWipesItAtTheEnd()
    {
        using (var progress = new ProgressLine("annuaire", _output, isTerminal: true, _clock))
        {
            progress.Reading(() => (50, 200));
            progress.CountRecord();
            _clock.Tick(TimeSpan.FromSeconds(65));
        }

        Assert.Equal("\r[#######.......................] annuaire   25 %  1 records  1:05\e[K\r\e[K", _output.ToString());
    }

    [Fact]
    public void Progress_IntoAFile_WritesAPlainLineEachTimeEvenWhenNoRecordComes()
    {
        var read = 0;
        using (var progress = new ProgressLine("annuaire", _output, isTerminal: false, _clock))
        {
            progress.Reading(() => (read += 10, 100));
            _clock.Tick(TimeSpan.FromSeconds(3));
            _clock.Tick(TimeSpan.FromSeconds(3));
            progress.Say("publishing");
            _clock.Tick(TimeSpan.FromSeconds(3));
        }

        _clock.Tick(TimeSpan.FromSeconds(3)); // nothing after its end
        Assert.Equal(TimeSpan.FromSeconds(3), _clock.Interval);
        Assert.Equal(
            ["annuaire   10 %  0 records  0:03", "annuaire   20 %  0 records  0:06", "annuaire  publishing  0:09", ""],
            _output.ToString().Split(Environment.NewLine));
    }

    /// <summary>Time and timers that move when told to.</summary>
    private sealed class Clock : TimeProvider
    {
        private TimerCallback _callback = _ => { };
        private TimeSpan _now;

        public TimeSpan Interval { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, Interval) = (callback, period);
            return new Timer(this);
        }

        public void Tick(TimeSpan time)
        {
            _now += time;
            _callback(null);
        }

        private sealed class Timer(Clock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => clock._callback = _ => { };

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
