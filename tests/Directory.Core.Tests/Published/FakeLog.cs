using System.Runtime.CompilerServices;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>A log in memory that can be silent, down, or another one than before.</summary>
internal sealed class FakeLog : IPublishedLog
{
    private readonly List<PublishedVersion> _versions = [];
    private readonly List<Session> _sessions = [];
    private readonly Lock _gate = new();
    private byte _identity;

    public TerritoryIndex Territories { get; set; } = TerritoryIndex.Empty;

    /// <summary>Whether publications are announced; if not, only asking finds them.</summary>
    public bool Notifies { get; set; } = true;

    public bool IsDown { get; private set; }

    public int OpenCount { get; private set; }

    public long Publish(Guid id, string? name, int version = 1) =>
        Publish(id, name is null ? null : Json(name), EntryKind.Administration, version);

    public long Publish(Guid id, byte[]? document, EntryKind kind = EntryKind.Administration, int version = 1)
    {
        lock (_gate)
        {
            var sequence = _versions.Count + 1;
            _versions.Add(new PublishedVersion(
                sequence, id, kind, version, document, PublicationPath.Standard, A.Morning, A.Morning));
            if (Notifies)
            {
                _sessions.ForEach(session => session.Notify());
            }

            return sequence;
        }
    }

    /// <summary>Ends every session and refuses new ones, or accepts them again.</summary>
    public void SetDown(bool isDown)
    {
        lock (_gate)
        {
            IsDown = isDown;
            if (isDown)
            {
                _sessions.ForEach(session => session.Break());
                _sessions.Clear();
            }
        }
    }

    /// <summary>Forgets everything and becomes another log, as a database made anew.</summary>
    public void StartAnew()
    {
        lock (_gate)
        {
            _versions.Clear();
            _identity++;
        }
    }

    public Task<IPublishedLogSession> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            OpenCount++;
            if (IsDown)
            {
                throw new IOException("The log is down.");
            }

            var session = new Session(this);
            _sessions.Add(session);
            return Task.FromResult<IPublishedLogSession>(session);
        }
    }

    public static byte[] Json(string name) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"name":"{{name}}","types":["mairie"],"provenance":{"source":"sample"} }""");

    private sealed class Session(FakeLog log) : IPublishedLogSession
    {
        private readonly SemaphoreSlim _signal = new(0);
        private volatile bool _isBroken;

        public void Notify() => _signal.Release();

        public void Break()
        {
            _isBroken = true;
            _signal.Release();
        }

        public Task<byte[]?> FindHashAsync(long sequence, CancellationToken cancellationToken)
        {
            Check();
            lock (log._gate)
            {
                return Task.FromResult(
                    sequence > 0 && sequence <= log._versions.Count ? new[] { log._identity, (byte)sequence } : null);
            }
        }

        public async IAsyncEnumerable<PublishedVersion> ReadAfterAsync(
            long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            Check();
            List<PublishedVersion> versions;
            lock (log._gate)
            {
                versions = [.. log._versions
                    .GroupBy(version => version.EntryId)
                    .Select(group => group.Last())
                    .Where(version => version.Sequence > sequence)
                    .OrderBy(version => version.Sequence)];
            }

            foreach (var version in versions)
            {
                yield return version;
            }
        }

        public Task<string?> FindTerritoriesHashAsync(CancellationToken cancellationToken)
        {
            Check();
            return Task.FromResult(log.Territories.ContentHash);
        }

        public Task<TerritoryIndex> ReadTerritoriesAsync(CancellationToken cancellationToken) => Task.FromResult(log.Territories);

        public Task<IReadOnlyDictionary<string, Instant>> ReadImportTimesAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, Instant>>(new Dictionary<string, Instant> { ["sample"] = A.Morning });

        public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            await _signal.WaitAsync(timeout, cancellationToken);
            Check();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Check()
        {
            if (_isBroken)
            {
                throw new IOException("The session was ended.");
            }
        }
    }
}
