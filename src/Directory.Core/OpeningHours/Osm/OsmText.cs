using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// Opening hours in OpenStreetMap's <c>opening_hours</c> syntax: how a schedule is written in it, and how such a text is read.
/// </summary>
/// <remarks>
/// <para>Source: the specification at wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Not all of it exists here,
/// nor the other way round: what one side cannot say exactly is refused with the reason, never approached.</para>
/// <para>Appointments are <c>open "sur rendez-vous"</c>, since by the specification a comment without a state makes it unknown; texts that
/// were not read are <c>unknown "text"</c>, public holidays that nobody confirmed are <c>PH unknown</c>. Notes, the general comment and
/// reasons of exceptional slots are not carried.</para>
/// </remarks>
public static class OsmText
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 4000;

    internal const string Appointment = "sur rendez-vous";
    internal const string ToConfirm = "à confirmer";

    /// <summary>Writes the schedule.</summary>
    /// <returns>The text, or why there is none; never both.</returns>
    public static OsmWriting Write(OpeningSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return OsmWriter.Write(schedule);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">What an editor pasted.</param>
    /// <param name="holidays">
    /// What is meant where the text says nothing of public holidays. By the specification that is
    /// <see cref="PublicHolidayPolicy.AsUsual"/>; whoever pastes it rarely knew, so that pages ask with
    /// <see cref="PublicHolidayPolicy.Unconfirmed"/>.
    /// </param>
    /// <returns>A valid schedule, or what is wrong and where; never both.</returns>
    public static OsmReading Read(string text, PublicHolidayPolicy holidays)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return new(null, new(OsmProblem.TooLong, $"Le texte compte {text.Length} caractères ; {MaxLength} au plus.", MaxLength));
        }

        try
        {
            var schedule = new OsmInterpreter(holidays).Interpret(new OsmParser(text).Parse());
            return schedule.Validate() is [var error, ..]
                ? new(null, new(error.Code, error.Message, 0))
                : new(schedule, null);
        }
        catch (OsmException e)
        {
            return new(null, e.Problem);
        }
    }
}

/// <summary>A schedule as text.</summary>
/// <param name="Text">The text; null where there is none.</param>
/// <param name="Refusal">Why there is none, in French; null where there is one.</param>
public sealed record OsmWriting(string? Text, string? Refusal);

/// <summary>A text as a schedule.</summary>
/// <param name="Schedule">A valid schedule; null where the text cannot be read.</param>
/// <param name="Problem">Why it cannot; null where it was.</param>
public sealed record OsmReading(OpeningSchedule? Schedule, OsmProblem? Problem);

/// <summary>What is wrong with a text.</summary>
/// <param name="Code">A stable code: one of the constants below, or of <see cref="ScheduleError"/>.</param>
/// <param name="Message">A sentence in French, with the place.</param>
/// <param name="Position">The character it is about, from 0.</param>
public sealed record OsmProblem(string Code, string Message, int Position)
{
    /// <summary>The text is too long, or has too many rules.</summary>
    public const string TooLong = "OSM_TOO_LONG";

    /// <summary>The text is not in the syntax.</summary>
    public const string NotSyntax = "OSM_SYNTAX";

    /// <summary>The text is right, and says what a schedule here cannot hold.</summary>
    public const string NotSupported = "OSM_NOT_SUPPORTED";
}

/// <summary>Ends a reading.</summary>
internal sealed class OsmException(OsmProblem problem) : Exception(problem.Message)
{
    public OsmProblem Problem { get; } = problem;

    public static OsmException Syntax(string message, int position) =>
        new(new(OsmProblem.NotSyntax, $"{message} (caractère {position + 1})", position));

    public static OsmException NotSupported(string message, int position) =>
        new(new(OsmProblem.NotSupported, $"{message} (caractère {position + 1})", position));
}
