namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>
/// Reads days and hours in French, statement by statement: some days, and their slots or that they are closed. Words that could be read
/// in two ways are refused.
/// </summary>
internal sealed class PastedWeek(PastedText text)
{
    private readonly PastedDays _days = new(text);
    private readonly PastedTimes _times = new(text);
    private readonly List<PastedStatement> _statements = [];
    private int _at;

    // « fermé » before the days that it is about.
    private bool _isClosedNext;
    private bool _isAroundTheClock;

    private PastedStatement? Current => _statements is [.., var last] ? last : null;

    private PastedKind? Kind => text.KindAt(_at);

    /// <returns>A schedule; what keeps it from being one, in French; never both.</returns>
    public PastedReading Read()
    {
        while (_at < text.Count)
        {
            if (ReadPiece() is { } problem)
            {
                return Refused(problem);
            }
        }

        return CheckStatement() is { } last ? Refused(last) : PastedAgreement.Of(text, _statements);
    }

    // What is wrong; null when the piece was read.
    private string? ReadPiece()
    {
        var start = _at;
        switch (Kind)
        {
            case var kind when PastedDays.Begins(kind):
                return _days.Read(ref _at) is { } days ? Begin(days, start) : Unclear(start, _at - 1);
            case PastedKind.Closed:
                return ReadClosed();
            case PastedKind.Morning or PastedKind.Afternoon:
                return ReadHalf();
            case PastedKind.Appointment:
                return ReadAppointment();
            case PastedKind.Free:
                Current?.Mark(byAppointment: false);
                return Advance();
            case PastedKind.Except:
                return ReadException();
            case PastedKind.RoundTheClock:
                return OpenAllDay();
            case PastedKind.Number or PastedKind.Noon or PastedKind.Midnight:
                return ReadSlot();
            case PastedKind.Unknown or PastedKind.Hour or PastedKind.To:
                return NotUnderstood(start);
            default:
                return Advance();
        }
    }

    private string? Begin((Weekdays Days, bool Holidays) days, int start)
    {
        if (CheckStatement() is { } problem)
        {
            return problem;
        }

        _statements.Add(new(days.Days, days.Holidays, start) { IsClosed = _isClosedNext });
        _isClosedNext = false;
        if (_isAroundTheClock)
        {
            Current!.Open(ClockTime.Midnight, ClockTime.EndOfDay);
            _isAroundTheClock = false;
        }

        return Stretch();
    }

    private string? ReadClosed()
    {
        var start = _at;
        var next = text.Skip(_at + 1, PastedKind.Filler, PastedKind.Article, PastedKind.Colon);
        if (HalfAt(next) is var half and not HalfDays.None && Current is { IsClosed: false })
        {
            Current.Close(half);
            _at = next;
            return Advance();
        }

        if (Current is { HasSlots: false, IsClosed: false } days)
        {
            days.IsClosed = true;
            return Advance();
        }

        // « fermé le mercredi »: days must follow.
        _isClosedNext = true;
        _at = next;
        return PastedDays.Begins(Kind) ? null : NotUnderstood(start);
    }

    private string? ReadHalf()
    {
        var half = HalfAt(_at);
        var next = text.Skip(_at + 1, PastedKind.Filler, PastedKind.Article, PastedKind.Colon);
        if (Current is not { } statement)
        {
            return Advance(); // the head of a table
        }

        switch (text.KindAt(next))
        {
            case PastedKind.Closed when !statement.IsClosed && !PastedDays.Begins(text.KindAt(text.SkipFillers(next + 1))):
                statement.Close(half);
                _at = next;
                return Advance();
            case PastedKind.Appointment:
                statement.TakeAppointments(half);
                _at = next;
                return Advance();
            default:
                statement.Speak(half);
                return Advance();
        }
    }

    private string? ReadAppointment()
    {
        var next = text.SkipFillers(_at + 1);
        if (Current is not { } statement)
        {
            return NotUnderstood(_at);
        }

        if (HalfAt(next) is var half and not HalfDays.None)
        {
            statement.TakeAppointments(half);
            _at = next;
            return Advance();
        }

        // After a sentence, or after the last of several, it may be about all of them.
        var last = _at - 1;
        while (text.KindAt(last) is PastedKind.Filler or PastedKind.Article)
        {
            last--;
        }

        var before = text.KindAt(last);
        if (statement.HasSlots && (before is PastedKind.Break || (before is PastedKind.Comma && _statements.Count > 1)))
        {
            return Unclear(statement.Start, _at);
        }

        statement.Mark(byAppointment: true);
        return Advance();
    }

    // « du lundi au vendredi sauf le mercredi 9h-17h », « du lundi au vendredi 9h-17h, sauf le mercredi (9h-12h) »
    private string? ReadException()
    {
        var start = _at;
        _at = text.SkipFillers(_at + 1);
        if (Current is not { IsClosed: false } statement || !PastedDays.Begins(Kind) || _days.Read(ref _at) is not var (days, holidays))
        {
            return NotUnderstood(start);
        }

        if ((days & ~statement.Days) != Weekdays.None || days == statement.Days)
        {
            return Unclear(statement.Start, _at - 1);
        }

        statement.LeaveOut(days);
        if (!statement.HasSlots)
        {
            // The hours of the others are still to come.
            _statements.Insert(_statements.Count - 1, new(Weekdays.None, holidays, start) { IsException = true });
            return Stretch();
        }

        if (CheckStatement() is { } problem)
        {
            return problem;
        }

        _statements.Add(new(days, holidays, start) { IsException = true });
        return Stretch();
    }

    private string? OpenAllDay()
    {
        if (Current is { HasSlots: false } statement)
        {
            statement.Open(ClockTime.Midnight, ClockTime.EndOfDay);
        }
        else if (Current is null && !_isAroundTheClock)
        {
            _isAroundTheClock = true;
        }
        else
        {
            return Unclear(_at, _at);
        }

        return Advance();
    }

    private string? ReadSlot()
    {
        var start = _at;
        if (Current is not { } statement || _times.ReadSlot(ref _at) is not var (opens, closes))
        {
            return NotUnderstood(start);
        }

        if (closes <= opens)
        {
            return $"« {text.Quote(start, _at - 1)} » : l'heure de fermeture doit suivre l'heure d'ouverture.";
        }

        statement.Open(opens, closes);
        return Stretch();
    }

    // What keeps the last statement from being one.
    private string? CheckStatement() => Current is not { } statement ? null
        : statement is { HasSlots: false, IsClosed: false, IsException: false }
            ? $"« {text.Quote(statement.Start, statement.End)} » : un jour sans heures. Ajoutez-les, ou saisissez-les dans le formulaire."
        : statement.Read() is null ? Said(text.Quote(statement.Start, statement.End))
        : null;

    private static PastedReading Refused(string problem) => new(null, problem);

    // What stands there up to the next sign or day.
    private string NotUnderstood(int at)
    {
        var end = at + 1;
        while (end < text.Count && !PastedDays.Begins(text[end].Kind)
            && text[end].Kind is not (PastedKind.Comma or PastedKind.Break or PastedKind.Colon))
        {
            end++;
        }

        return Said(text.Quote(at, end - 1));
    }

    private string Unclear(int start, int last) => Said(text.Quote(start, last));

    private static string Said(string words) =>
        $"« {words} » n'a pas été compris. Retirez ces mots, ou saisissez les horaires dans le formulaire.";

    private string? Advance()
    {
        _at++;
        return Stretch();
    }

    private string? Stretch()
    {
        if (Current is { } statement)
        {
            statement.End = _at - 1;
        }

        return null;
    }

    private HalfDays HalfAt(int at) => text.KindAt(at) switch
    {
        PastedKind.Morning => HalfDays.Morning,
        PastedKind.Afternoon => HalfDays.Afternoon,
        _ => HalfDays.None,
    };
}
