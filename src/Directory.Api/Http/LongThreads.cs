using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace PublicDirectory.Api.Http;

/// <summary>
/// The threads of long requests. The pool has a thread for each core and gives the next only after half a second: a request that kept one
/// for long would hold up others that are soon over. They are there from the start, since whoever starts a thread on a busy machine waits
/// for it. Where the system lets threads be modest (Linux), they are: who asks little does not wait for who asks much.
/// </summary>
internal sealed class LongThreads : TaskScheduler, IDisposable
{
    // setpriority(2): of a process, which on Linux is a thread; 0 is the caller's own. Of -20 to 19, whoever has more is served after
    // others.
    private const int OfAProcess = 0;
    private const int Itself = 0;
    private const int Modest = 10;

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

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);

    private void Run()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(OfAProcess, Itself, Modest);
        }

        foreach (var task in _work.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
