using System.Globalization;

namespace PublicDirectory.Importers.Commands;

/// <summary>
/// Says every few seconds how far an import is: a bar that redraws itself on a terminal, else a plain line. Writes to
/// standard error, so that standard output holds results only.
/// </summary>
/// <remarks>A timer draws, so that a step during which no record comes (a first reading, publishing) shows life too.</remarks>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 30;

    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly TextWriter _output;
    private readonly bool _isTerminal;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private Func<(long Position, long Length)>? _position;
    private string? _step;
    private long _records;
    private bool _isDisposed;

    public ProgressLine(string name)
        : this(name, Console.Error, !Console.IsErrorRedirected, TimeProvider.System)
    {
    }

    public ProgressLine(string name, TextWriter output, bool isTerminal, TimeProvider time)
    {
        (_name, _output, _isTerminal, _time) = (name, output, isTerminal, time);
        _started = time.GetTimestamp();
        var interval = isTerminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(3);
        _timer = time.CreateTimer(_ => Draw(), null, interval, interval);
    }

    /// <summary>From now on a file is read.</summary>
    /// <param name="position">Asked from another thread: bytes read, and bytes to read (0 where that is unknown).</param>
    public void Reading(Func<(long Position, long Length)> position)
    {
        lock (_lock)
        {
            (_position, _step) = (position, null);
        }
    }

    public void CountRecord() => Interlocked.Increment(ref _records);

    /// <summary>From now on something else is done, whose end cannot be foreseen.</summary>
    public void Say(string step)
    {
        lock (_lock)
        {
            (_position, _step) = (null, step);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _timer.Dispose();
            if (_isTerminal)
            {
                _output.Write("\r\e[K");
            }
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isDisposed || (_position is null && _step is null))
            {
                return;
            }

            var (bar, what) = ("", _step);
            if (_position is not null)
            {
                var (position, length) = _position();
                var share = length > 0 ? Math.Clamp((double)position / length, 0, 1) : 0;
                var full = (int)(share * BarWidth);
                bar = $"[{new string('#', full)}{new string('.', BarWidth - full)}] ";
                what = string.Create(CultureInfo.InvariantCulture, $"{share,5:P0}  {Interlocked.Read(ref _records):N0} records");
            }

            var text = string.Create(CultureInfo.InvariantCulture, $"{_name}  {what}  {_time.GetElapsedTime(_started):m\\:ss}");
            if (_isTerminal)
            {
                _output.Write($"\r{bar}{text}\e[K");
            }
            else
            {
                _output.WriteLine(text);
            }
        }
    }
}
