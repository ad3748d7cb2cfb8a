using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>What kind of thing usagers must be told at once.</summary>
public enum DisruptionKind
{
    /// <summary>Nobody is received from now on.</summary>
    ClosedNow,

    /// <summary>Nobody will be received, from a later day on.</summary>
    ClosedLater,

    /// <summary>Other hours than usual, from today on.</summary>
    ReducedHours,

    /// <summary>A message; the hours stay as they are.</summary>
    Information,
}

/// <summary>
/// Something unforeseen at a counter for a time, as an agent tells it, and what it makes of the document: notices and exceptional
/// hours, nothing else. Pure, so that it can be previewed, and applied again when its end moves.
/// </summary>
public sealed record Disruption
{
    /// <summary>The most characters in a message.</summary>
    public const int MaxMessageLength = 300;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper), new InstantConverter(), new LocalDateConverter() },
    };

    /// <summary>What happens.</summary>
    public required DisruptionKind Kind { get; init; }

    /// <summary>What usagers read, in French, 1 to 300 characters.</summary>
    public required string Message { get; init; }

    /// <summary>The first day, by the counter's own clock; today, but for <see cref="DisruptionKind.ClosedLater"/>.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The first instant at which it is over.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>Whether nobody can tell when it will be over: <see cref="EndsAt"/> is then the latest without news.</summary>
    public bool IsEndUnknown { get; init; }

    /// <summary>Of <see cref="DisruptionKind.ReducedHours"/>, the slots of each day; else empty.</summary>
    public IReadOnlyList<ExceptionalSlot> Slots { get; init; } = [];

    /// <summary>The clock on the counter's wall; Paris's where its place is not known.</summary>
    public static DateTimeZone ZoneOf(AdministrationDocument document) =>
        (TerritorialCalendar.ForInseeCode(document.Commune?.Value) ?? TerritorialCalendar.ForInseeCode("75")!).TimeZone;

    /// <summary>The notice's title: « Fermé aujourd'hui », « Horaires réduits jusqu'au 10 mars inclus ».</summary>
    public string TitleAt(DateTimeZone zone) => Kind switch
    {
        DisruptionKind.ClosedNow => "Fermé" + Until(zone),
        DisruptionKind.ClosedLater => "Fermé" + Days(zone),
        DisruptionKind.ReducedHours => "Horaires réduits" + Until(zone),
        _ => "À noter" + Until(zone),
    };

    /// <summary>What does not fit; empty when it can be applied.</summary>
    /// <param name="zone">The counter's clock.</param>
    /// <param name="now">When it is told.</param>
    public IReadOnlyList<FieldError> Check(DateTimeZone zone, Instant now)
    {
        var errors = new List<FieldError>();
        var today = now.InZone(zone).Date;
        if (Kind is DisruptionKind.ClosedLater && From <= today)
        {
            errors.Add(new("from", "PAST", "Choisissez un jour à partir de demain, ou « Fermeture maintenant »."));
        }

        if (EndsAt <= now || EndsAt <= zone.AtStartOfDay(From).ToInstant())
        {
            errors.Add(new("endsAt", "PAST", "Choisissez une fin à venir, qui suit le début."));
        }

        if (Kind is DisruptionKind.ReducedHours && Slots.Count == 0)
        {
            errors.Add(new("slots", "REQUIRED", "Indiquez au moins une plage d'ouverture, ou choisissez « Fermeture maintenant »."));
        }

        if (string.IsNullOrWhiteSpace(Message))
        {
            errors.Add(new("message", "REQUIRED", "Saisissez le message affiché au public, ou choisissez un modèle."));
        }
        else if (Message.Length > MaxMessageLength)
        {
            errors.Add(new("message", "TOO_LONG", $"Saisissez au plus {MaxMessageLength} caractères."));
        }

        return errors;
    }

    /// <summary>The notices that it shows; of a closure to come, one that announces it and one that suspends the reception.</summary>
    public IReadOnlyList<Notice> NoticesAt(DateTimeZone zone, NoticeLevel level = NoticeLevel.Urgent)
    {
        var notice = new Notice { Level = level, Title = TitleAt(zone), Body = Message, Until = EndsAt };
        if (Kind is not DisruptionKind.ClosedLater)
        {
            return [notice with { SuspendsReception = Kind is DisruptionKind.ClosedNow }];
        }

        var begins = zone.AtStartOfDay(From).ToInstant();
        return [notice with { Until = begins }, notice with { From = begins, SuspendsReception = true }];
    }

    /// <summary>The document with it: its notices before the others, its days over whatever hours they had.</summary>
    public AdministrationDocument ApplyTo(AdministrationDocument document, NoticeLevel level = NoticeLevel.Urgent)
    {
        var zone = ZoneOf(document);
        return document with
        {
            Notices = [.. NoticesAt(zone, level), .. document.Notices],
            OpeningHours = Kind is DisruptionKind.Information
                ? document.OpeningHours
                : With(
                    document.OpeningHours ?? new OpeningSchedule(),
                    new ExceptionalPeriod { From = From, To = LastDay(zone), Slots = Slots, Reason = Message }),
        };
    }

    /// <summary>As JSON, to be kept with a request.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The JSON is none.</exception>
    public static Disruption Read(string json) =>
        JsonSerializer.Deserialize<Disruption>(json, Json) ?? throw new JsonException("Not a disruption.");

    // The last day that is wholly concerned: days are given other hours, and the last hours of the end are for the notice to say.
    private LocalDate LastDay(DateTimeZone zone) => LocalDate.Max(From, EndsAt.InZone(zone).Date.PlusDays(-1));

    private string Until(DateTimeZone zone) =>
        IsEndUnknown ? Kind is DisruptionKind.Information ? "" : " jusqu'à nouvel ordre"
        : LastDay(zone) is var last && last == From ? " aujourd'hui"
        : $" jusqu'au {FrenchText.DayAndMonth(last)} inclus";

    private string Days(DateTimeZone zone) =>
        IsEndUnknown ? $" à partir du {FrenchText.DayAndMonth(From)}"
        : LastDay(zone) is var last && last == From ? $" le {FrenchText.DayAndMonth(From)}"
        : From.Month == last.Month && From.Day > 1 ? $" du {From.Day} au {FrenchText.DayAndMonth(last)} inclus"
        : $" du {FrenchText.DayAndMonth(From)} au {FrenchText.DayAndMonth(last)} inclus";

    // A period of fewer days would decide over a longer one: on each day where another still decides, this one is said for that day alone.
    private static OpeningSchedule With(OpeningSchedule hours, ExceptionalPeriod period)
    {
        var result = Replace(hours, period);
        for (var date = period.From; date <= period.To; date = date.PlusDays(1))
        {
            if (result.ExceptionOn(date) is { } other && !ReferenceEquals(other, period) && !other.Equals(period))
            {
                result = Replace(result, period with { From = date, To = date });
            }
        }

        return result;
    }

    // Two periods of the same dates would contradict each other; the return brings back the one that was there.
    private static OpeningSchedule Replace(OpeningSchedule hours, ExceptionalPeriod period) => hours with
    {
        Exceptional = [.. hours.Exceptional.Where(other => other.From != period.From || other.To != period.To), period],
    };
}
