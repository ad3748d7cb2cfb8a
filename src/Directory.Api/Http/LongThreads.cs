using System.Collections.Concurrent;

namespace PublicDirectory.Api.Http;

/// <summary>
/// The threads of long requests. The pool has a thread for each core and gives the next only after half a second: a request that kept one
/// for long would hold up others that are soon over. They are there from the start, since whoever starts a thread on a busy machine waits
/// for it.
/// </summary>
internal sealed class LongThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _work = [];
    private readonly Thread[] _threads;

    /// <param name="count">As many as long requests run at once.</param>
    public LongThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { IsBackground = true, Name = "long requests" })];
        Array.ForEach(_threads, thread => thread.UnsafeStart());
    }

    public override int MaximumConcurrencyLevel => _threads.Length;

    /// <summary>Ends the threads, once what was given to them is done.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        Array.ForEach(_threads, thread => thread.Join());
        _work.Dispose();
    }

    protected override void QueueTask(Task task) => _work.Add(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _work;

    // Whoever waits for a task may be a thread of the pool.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Run()
    {
        foreach (var task in _work.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
