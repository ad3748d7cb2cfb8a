using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>A slot as it is typed: « 9 h », « 12h30 ».</summary>
public sealed record HalfDayForm
{
    public string? Opens { get; set; }

    public string? Closes { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Opens) && string.IsNullOrWhiteSpace(Closes);
}

/// <summary>« Que se passe-t-il ? » and what goes with the answer, as it is typed.</summary>
public sealed record DisruptionForm
{
    public const int SlotCount = 3;
    public const string Now = "maintenant";
    public const string Later = "a-venir";
    public const string Reduced = "horaires";
    public const string Other = "information";

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(Now, "Fermeture maintenant"), new(Later, "Fermeture à venir"), new(Reduced, "Horaires réduits"), new(
            Other, "Autre information"),
    ];

    public string? Kind { get; set; } = Now;

    public string? From { get; set; }

    public List<HalfDayForm> Slots { get; set; } = [];

    public EndForm End { get; set; } = new();

    public string? Message { get; set; }

    /// <summary>The message as it is counted and kept: a line break is one character.</summary>
    public string CleanMessage => (Message ?? "").ReplaceLineEndings("\n").Trim();

    public DisruptionKind? ReadKind() => Kind switch
    {
        Now => DisruptionKind.ClosedNow,
        Later => DisruptionKind.ClosedLater,
        Reduced => DisruptionKind.ReducedHours,
        Other => DisruptionKind.Information,
        _ => null,
    };

    /// <summary>As many lines as the page shows.</summary>
    public void FillUp()
    {
        while (Slots.Count < SlotCount)
        {
            Slots.Add(new HalfDayForm());
        }
    }

    /// <summary>What was typed, for counters of each clock. Null with mistakes, which are then in the model state.</summary>
    /// <param name="state">Of the page.</param>
    /// <param name="prefix">The form's own name.</param>
    /// <param name="now">When it is said.</param>
    /// <param name="options">The times of the workflow.</param>
    public Func<DateTimeZone, Disruption>? Read(ModelStateDictionary state, string prefix, Instant now, ChangeRequestOptions options)
    {
        var kind = ReadKind();
        if (kind is null)
        {
            state.AddModelError($"{prefix}.{nameof(Kind)}", "Choisissez ce qui se passe.");
        }

        var from = kind is DisruptionKind.ClosedLater ? TypedDate.Parse(From) : null;
        if (kind is DisruptionKind.ClosedLater && from is null)
        {
            state.AddModelError($"{prefix}.{nameof(From)}", "Saisissez le premier jour de fermeture, par exemple 08/03/2026.");
        }

        var slots = kind is DisruptionKind.ReducedHours ? ReadSlots(state, prefix) : [];
        var end = End.Read(state, $"{prefix}.{nameof(End)}");
        if (kind is not { } what || end is null || (what is DisruptionKind.ClosedLater && from is null))
        {
            return null;
        }

        return zone =>
        {
            var first = from ?? now.InZone(zone).Date;
            return new Disruption
            {
                Kind = what,
                Message = CleanMessage,
                From = first,
                EndsAt = end.At(zone, first, now, options.UnknownEndLasts),
                IsEndUnknown = end.Kind is DisruptionEndKind.Unknown,
                Slots = slots,
            };
        };
    }

    /// <summary>Where a mistake that the domain finds is shown.</summary>
    public static string FieldOf(string path, string prefix) => path switch
    {
        "message" => $"{prefix}.{nameof(Message)}",
        "from" => $"{prefix}.{nameof(From)}",
        "endsAt" => $"{prefix}.{nameof(End)}.{nameof(EndForm.Day)}",
        "slots" => $"{prefix}.{nameof(Slots)}[0].{nameof(HalfDayForm.Opens)}",
        _ => "",
    };

    private List<ExceptionalSlot> ReadSlots(ModelStateDictionary state, string prefix)
    {
        var read = new List<ExceptionalSlot>();
        for (var i = 0; i < Slots.Count; i++)
        {
            var (slot, name) = (Slots[i], $"{prefix}.{nameof(Slots)}[{i}]");
            if (slot.IsEmpty)
            {
                continue;
            }

            if (!TypedTime.TryParse(slot.Opens, isEnd: false, out var opens))
            {
                state.AddModelError(
                    $"{name}.{nameof(HalfDayForm.Opens)}", $"Plage {i + 1} : saisissez une heure d'ouverture, par exemple 9 h.");
            }
            else if (!TypedTime.TryParse(slot.Closes, isEnd: true, out var closes)
                || (closes = TypedTime.EndAfter(opens, closes)) <= opens)
            {
                state.AddModelError(
                    $"{name}.{nameof(HalfDayForm.Closes)}",
                    $"Plage {i + 1} : saisissez une heure de fermeture après {TypedTime.Format(opens)}.");
            }
            else if (read.Exists(other => opens < other.Closes && other.Opens < closes))
            {
                state.AddModelError($"{name}.{nameof(HalfDayForm.Opens)}", $"La plage {i + 1} chevauche une autre plage.");
            }
            else
            {
                read.Add(new ExceptionalSlot(opens, closes));
            }
        }

        return read;
    }
}
