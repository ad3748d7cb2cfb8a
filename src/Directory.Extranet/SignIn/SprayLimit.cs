using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// How many tries of a network may fail in an hour, whatever the accounts: one password tried on everyone. Per node and place.
/// </summary>
internal sealed class SprayLimit(TimeProvider clock, IOptions<SignInOptions> options)
{
    private readonly (double Level, long At)[] _places = new (double, long)[Network.PlaceCount];
    private readonly Lock _lock = new();

    public bool MayTry(string network)
    {
        lock (_lock)
        {
            return Level(Network.PlaceOf(network)) + 1 <= options.Value.FailuresPerHour; // it runs out a little between two tries
        }
    }

    public void Fail(string network)
    {
        lock (_lock)
        {
            var place = Network.PlaceOf(network);
            _places[place] = (Level(place) + 1, clock.GetTimestamp());
        }
    }

    // It runs out as time passes.
    private double Level(int place)
    {
        var (level, at) = _places[place];
        return Math.Max(0, level - (clock.GetElapsedTime(at).TotalHours * options.Value.FailuresPerHour));
    }
}
