using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>A slot as it is typed.</summary>
public sealed record SlotForm
{
    public string? From { get; set; }

    public string? To { get; set; }

    public bool ByAppointment { get; set; }

    public bool NextDay { get; set; }

    public string? Note { get; set; }

    /// <summary>« Réservé à ».</summary>
    public string? Purpose { get; set; }

    internal bool IsBlank => string.IsNullOrWhiteSpace(From) && string.IsNullOrWhiteSpace(To);

    internal static SlotForm Of(EditableSlot slot) => new()
    {
        From = TypedTime.Format(slot.Opens),
        To = TypedTime.Format(slot.Closes),
        ByAppointment = slot.ByAppointment,
        NextDay = slot.ClosesNextDay,
        Note = slot.Note?.ReplaceLineEndings(" "), // a field of one line drops them, and would join words
        Purpose = slot.Purpose,
    };
}

/// <summary>A day as it is typed; there is always a slot to type in.</summary>
public sealed record DayForm
{
    public const string Open = "ouvert";
    public const string Closed = "ferme";

    /// <summary>In grids of exceptional dates: as the usual hours say.</summary>
    public const string Usual = "habituel";

    /// <summary>1, Monday, to 7.</summary>
    public int Day { get; set; }

    /// <summary>One of the constants; empty while nothing was chosen.</summary>
    public string? State { get; set; }

    public List<SlotForm> Slots { get; set; } = [];

    /// <summary>« lundi ».</summary>
    internal string Name => WeekForm.DayNames[Math.Clamp(Day, 1, 7)];

    internal IsoDayOfWeek Weekday => (IsoDayOfWeek)Math.Clamp(Day, 1, 7);

    internal static DayForm Of(IsoDayOfWeek day, IEnumerable<EditableSlot> slots, string? stateWithout)
    {
        List<SlotForm> forms = [.. slots.Select(SlotForm.Of)];
        return new()
        {
            Day = (int)day,
            State = forms.Count > 0 ? Open : stateWithout,
            Slots = forms.Count > 0 ? forms : [new SlotForm()],
        };
    }
}

/// <summary>
/// Days and their slots as they are typed: the week of a counter, of a season, of a phone line, or the days of a few dates. Drawn by
/// the partial <c>_Week</c>, read by <see cref="WeekReader"/>.
/// </summary>
public sealed record WeekForm
{
    internal static readonly string[] DayNames = ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    public List<DayForm> Days { get; set; } = [];

    /// <summary>« Copier … »: the number of a day.</summary>
    public int CopyFrom { get; set; } = 1;

    /// <summary>« … vers »: numbers of days.</summary>
    public List<int> CopyTo { get; set; } = [];

    /// <summary>The days that the last copy replaced, as JSON, for « Annuler la copie »; null for none.</summary>
    public string? Undo { get; set; }

    /// <summary>Whether the last button pressed was one of copying: its fields are then in sight.</summary>
    public bool IsCopying { get; set; }

    /// <summary>The days of which something was said: closed, or open with a slot.</summary>
    internal Weekdays Said => Days.Where(day => day.State is DayForm.Closed || day.Slots.Exists(slot => !slot.IsBlank))
        .Aggregate(Weekdays.None, (days, day) => days | Weekdays.Of(day.Weekday));

    /// <param name="week">What the days say.</param>
    /// <param name="stateWithout">The state of a day without slots.</param>
    public static WeekForm Of(EditableWeek week, Func<IsoDayOfWeek, string?> stateWithout) => new()
    {
        Days = [.. Weekdays.All.Enumerate().Select(day => DayForm.Of(day, week[day], stateWithout(day)))],
    };

    /// <summary>Seven days of which nothing is said.</summary>
    public static WeekForm Blank() => Of(new EditableWeek(), _ => null);

    /// <summary>Does what a button of the week asks for.</summary>
    /// <param name="field">The week's field, for the ids of its elements: <c>Form.Week</c>.</param>
    /// <param name="verb"><c>ajouter:3</c> (a slot to the fourth line), <c>retirer:3:0</c>, <c>copier</c>, <c>annuler-copie</c>.</param>
    public GestureAnswer Perform(string field, string verb)
    {
        var words = verb.Split(':');
        IsCopying = words[0] is "copier" or "annuler-copie";
        var line = words.Length > 1 && int.TryParse(words[1], out var index) && index >= 0 && index < Days.Count ? index : -1;
        return (words[0], line) switch
        {
            ("ajouter", >= 0) => AddSlot(field, line),
            ("retirer", >= 0) when words.Length == 3 && int.TryParse(words[2], out var slot) => RemoveSlot(field, line, slot),
            ("copier", _) => Copy(field),
            ("annuler-copie", _) => UndoCopy(field),
            _ => GestureAnswer.Nothing,
        };
    }

    private GestureAnswer AddSlot(string field, int line)
    {
        var day = Days[line];
        if (day.Slots.Count < EditableSchedule.MaxSlots)
        {
            day.Slots.Add(new SlotForm());
        }

        day.State = DayForm.Open;
        return new(FieldTagHelper.IdOf($"{field}.Days[{line}].Slots[{day.Slots.Count - 1}].From"));
    }

    private GestureAnswer RemoveSlot(string field, int line, int slot)
    {
        var day = Days[line];
        if (slot >= 0 && slot < day.Slots.Count)
        {
            day.Slots.RemoveAt(slot);
        }

        if (day.Slots.Count == 0)
        {
            day.Slots.Add(new SlotForm());
        }

        return new(FieldTagHelper.IdOf($"{field}.Days[{line}].Add"), "Plage supprimée.");
    }

    private GestureAnswer Copy(string field)
    {
        var source = Days.Find(day => day.Day == CopyFrom);
        var targets = Days.Where(day => CopyTo.Contains(day.Day) && day.Day != CopyFrom).ToList();
        if (source is null || targets.Count == 0)
        {
            return new(FieldTagHelper.IdOf($"{field}.CopyTo"), "Cochez les jours vers lesquels copier.", IsDone: false);
        }

        Undo = JsonSerializer.Serialize(targets);
        foreach (var day in targets)
        {
            day.State = source.State;
            day.Slots = [.. source.Slots.Select(slot => slot with { })];
        }

        CopyTo = [];
        string[] names = [.. targets.Select(day => day.Name)];
        var list = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} et {names[^1]}";
        return new(FieldTagHelper.IdOf($"{field}.Undo"), $"Horaires copiés vers {list}.");
    }

    private GestureAnswer UndoCopy(string field)
    {
        foreach (var before in Undone())
        {
            if (Days.FindIndex(day => day.Day == before.Day) is >= 0 and var line)
            {
                Days[line] = before;
            }
        }

        Undo = null;
        return new(FieldTagHelper.IdOf($"{field}.CopyFrom"), "Copie annulée.");
    }

    // It comes back from the browser: whatever else it holds is nothing.
    private List<DayForm> Undone()
    {
        try
        {
            return JsonSerializer.Deserialize<List<DayForm>>(Undo ?? "[]") ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
