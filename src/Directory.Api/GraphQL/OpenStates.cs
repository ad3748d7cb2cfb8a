using System.Runtime.CompilerServices;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The states of receptions as of now. A state and its label hold until the status changes or the counter's day ends
/// (« demain » becomes today), so that they are kept until then for the administrations asked about lately.
/// </summary>
internal sealed class OpenStates
{
    // A power of two. An administration has one place, by its hash; another one may take it over.
    private const int Places = 1 << 14;

    private readonly Kept?[] _kept = new Kept?[Places];

    public StateAt Now(AdministrationRecord administration, DirectoryRequest request)
    {
        var now = request.Now;
        ref var place = ref _kept[RuntimeHelpers.GetHashCode(administration) & (Places - 1)];
        var kept = Volatile.Read(ref place);
        if (kept is not null && ReferenceEquals(kept.Administration, administration) && kept.From <= now && now < kept.Until)
        {
            return kept.State;
        }

        var state = At(administration, now, request.Schools);
        Volatile.Write(ref place, new Kept(administration, now, EndOf(administration, state, now), state));
        return state;
    }

    public static StateAt At(AdministrationRecord administration, Instant at, SchoolCalendar? schools)
    {
        var territory = TerritorialCalendar.ForInseeCode(administration.Commune?.Value);
        return new StateAt(
            Reception.StateAt(administration, territory, at, schools), territory?.TimeZone ?? DateTimeZone.Utc);
    }

    private static Instant EndOf(AdministrationRecord administration, StateAt state, Instant now)
    {
        var endOfDay = state.Zone.AtStartOfDay(now.InZone(state.Zone).Date.PlusDays(1)).ToInstant();
        var end = state.State.ChangesAt is { } change && change < endOfDay ? change : endOfDay;
        return Reception.NextNoticeChange(administration, now) is { } notice && notice < end ? notice : end;
    }

    private sealed record Kept(AdministrationRecord Administration, Instant From, Instant Until, StateAt State);
}

/// <summary>A state with the clock that its next change is told in.</summary>
internal readonly record struct StateAt(OpenState State, DateTimeZone Zone)
{
    public OffsetDateTime? ChangesAt => State.ChangesAt?.InZone(Zone).ToOffsetDateTime();
}
