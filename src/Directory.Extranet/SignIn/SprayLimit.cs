using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// How many tries of a network may fail in an hour, whatever the accounts: one password tried on everyone. Per node; in a fixed memory,
/// where two networks may share a place and its limit.
/// </summary>
internal sealed class SprayLimit(TimeProvider clock, IOptions<SignInOptions> options)
{
    private const int Places = 1 << 16;

    private readonly (double Level, DateTimeOffset At)[] _places = new (double, DateTimeOffset)[Places];
    private readonly Lock _lock = new();

    /// <summary>The place of a network, of which there are as many as memory is given for.</summary>
    public static int PlaceOf(string network) => network.GetHashCode(StringComparison.Ordinal) & (Places - 1); // seeded at each start

    public bool MayTry(string network)
    {
        lock (_lock)
        {
            return Level(PlaceOf(network)) + 1 <= options.Value.FailuresPerHour; // it runs out a little between two tries
        }
    }

    public void Fail(string network)
    {
        lock (_lock)
        {
            var place = PlaceOf(network);
            _places[place] = (Level(place) + 1, clock.GetUtcNow());
        }
    }

    // It runs out as time passes.
    private double Level(int place)
    {
        var (level, at) = _places[place];
        return Math.Max(0, level - ((clock.GetUtcNow() - at).TotalHours * options.Value.FailuresPerHour));
    }
}
