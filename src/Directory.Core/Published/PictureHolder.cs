using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>
/// The current picture and the ways to replace it. One writer changes it; the fold of a grown overlay runs beside and
/// is then brought up to date. Readers take <see cref="Current"/> and never wait.
/// </summary>
internal sealed class PictureHolder(int overlayBound)
{
    // So many times the bound at once is an import: one new base costs less than an overlay and its fold.
    private const int ImportFactor = 8;

    private readonly Lock _gate = new();
    private readonly List<DecodedVersion> _sinceFold = [];
    private volatile Picture? _current;
    private int _foldNumber;

    public Picture? Current => _current;

    /// <summary>The fold that is under way, or the last one; for those who have to wait for its end.</summary>
    public Task Folding { get; private set; } = Task.CompletedTask;

    /// <summary>Replaces everything, giving up a fold under way.</summary>
    public void Set(PictureState state)
    {
        lock (_gate)
        {
            Replace(state);
        }
    }

    /// <summary>Takes in changes, in the order of the log, up to a sequence that some of them may lie before.</summary>
    /// <returns>Whether everything was indexed anew.</returns>
    public bool Apply(IReadOnlyCollection<DecodedVersion> changes, long upTo)
    {
        lock (_gate)
        {
            var state = _current?.State ?? PictureState.Empty;
            if (_current is null || changes.Count > overlayBound * ImportFactor)
            {
                Replace(state.Rebuilt(changes).UpTo(upTo));
                return true;
            }

            _current = new Picture(state.With(changes).UpTo(upTo));
            _sinceFold.AddRange(changes);
            StartFoldIfDue();
            return false;
        }
    }

    /// <summary>Changes what is not indexed: times of import.</summary>
    public void Update(Func<PictureState, PictureState> change)
    {
        lock (_gate)
        {
            _current = new Picture(change(_current?.State ?? PictureState.Empty));
        }
    }

    public void SetTerritories(TerritoryIndex territories)
    {
        lock (_gate)
        {
            Replace((_current?.State ?? PictureState.Empty).WithTerritories(territories));
        }
    }

    private void Replace(PictureState state)
    {
        _foldNumber++;
        _sinceFold.Clear();
        _current = new Picture(state);
    }

    private void StartFoldIfDue()
    {
        if (!Folding.IsCompleted || _current!.State.OverlayWeight <= overlayBound)
        {
            return;
        }

        _sinceFold.Clear();
        var (state, number) = (_current.State, _foldNumber);
        Folding = Task.Run(() => Fold(state, number));
    }

    private void Fold(PictureState state, int number)
    {
        var folded = state.Folded();
        lock (_gate)
        {
            if (number != _foldNumber)
            {
                return;
            }

            var newest = _current!.State;
            _current = new Picture(folded.With(_sinceFold).UpTo(newest.Sequence) with { ImportedAt = newest.ImportedAt });
            _sinceFold.Clear();
        }
    }
}
