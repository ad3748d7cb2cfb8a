using System.Diagnostics;
using System.Globalization;

namespace PublicDirectory.Importers.Commands;

/// <summary>
/// Progress of reading a file: a bar that redraws itself on a terminal, else a plain line every few seconds. Writes to
/// standard error, so that standard output holds results only.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 30;

    private readonly string _name;
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _next;

    public ProgressLine(string name)
    {
        _name = name;
        _next = Interval;
    }

    private TimeSpan Interval => _isTerminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(3);

    /// <param name="share">Part of the file read, 0 to 1.</param>
    /// <param name="records">Records read.</param>
    public void Report(double share, long records)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + Interval;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{_name}  {Math.Clamp(share, 0, 1),4:P0}  {records:N0} records  {elapsed:m\\:ss}");
        if (_isTerminal)
        {
            var full = (int)(Math.Clamp(share, 0, 1) * BarWidth);
            Console.Error.Write($"\r[{new string('#', full)}{new string('.', BarWidth - full)}] {text}\e[K");
        }
        else
        {
            Console.Error.WriteLine(text);
        }
    }

    /// <summary>Says what happens after the last record, which can take a while.</summary>
    public void Say(string what)
    {
        if (_isTerminal)
        {
            Console.Error.Write($"\r{_name}  {what}\e[K");
        }
        else if (Stopwatch.GetElapsedTime(_started) > Interval)
        {
            Console.Error.WriteLine($"{_name}  {what}");
        }
    }

    public void Dispose()
    {
        if (_isTerminal)
        {
            Console.Error.Write("\r\e[K");
        }
    }
}
