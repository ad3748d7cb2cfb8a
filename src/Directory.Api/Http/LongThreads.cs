using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PublicDirectory.Api.Http;

/// <summary>
/// The threads of long requests: what awaits this goes on in one of them, until it waits for something else. The pool has a thread for each
/// core and gives the next only after half a second: a request that kept one for long would hold up others that are soon over. They are
/// there from the start, since whoever starts a thread on a busy machine waits for it.
/// </summary>
internal sealed class LongThreads : ICriticalNotifyCompletion, IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread[] _threads;

    /// <param name="count">As many as long requests run at once.</param>
    public LongThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { IsBackground = true, Name = "long requests" })];
        Array.ForEach(_threads, thread => thread.UnsafeStart());
    }

    public bool IsCompleted => false;

    public LongThreads GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation)
    {
        var context = ExecutionContext.Capture();
        _work.Add(context is null ? continuation : () => ExecutionContext.Run(context, run => ((Action)run!)(), continuation));
    }

    // The method that awaits brings its own context.
    public void UnsafeOnCompleted(Action continuation) => _work.Add(continuation);

    /// <summary>Ends the threads, once what was given to them is done.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        Array.ForEach(_threads, thread => thread.Join());
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var continuation in _work.GetConsumingEnumerable())
        {
            continuation();
        }
    }
}
