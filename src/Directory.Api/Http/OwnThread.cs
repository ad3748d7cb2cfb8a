using System.Runtime.CompilerServices;

namespace PublicDirectory.Api.Http;

/// <summary>
/// What awaits it goes on in a thread of its own, until it waits for something else. The pool has a thread for each core and gives the next
/// only after half a second: a request that kept one for long would hold up others that are soon over.
/// </summary>
internal readonly struct OwnThread : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public OwnThread GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => new Thread(continuation.Invoke) { IsBackground = true }.Start();

    // The method that awaits brings its own context.
    public void UnsafeOnCompleted(Action continuation) => new Thread(continuation.Invoke) { IsBackground = true }.UnsafeStart();
}
