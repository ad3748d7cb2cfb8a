using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>« Jusqu'à quand ? », as it is typed.</summary>
public sealed record EndForm
{
    public const string Tonight = "ce-soir";
    public const string OnDay = "jour";
    public const string Unknown = "inconnu";

    public string? Kind { get; set; } = Tonight;

    /// <summary>Of <see cref="OnDay"/>: <c>2026-03-08</c> or <c>08/03/2026</c>.</summary>
    public string? Day { get; set; }

    /// <summary>Null with a mistake, which is then in the model state.</summary>
    /// <param name="state">Of the page.</param>
    /// <param name="prefix">The form's own name: <c>End</c>.</param>
    public DisruptionEnd? Read(ModelStateDictionary state, string prefix)
    {
        switch (Kind)
        {
            case Tonight:
                return new DisruptionEnd(DisruptionEndKind.Tonight);
            case Unknown:
                return new DisruptionEnd(DisruptionEndKind.Unknown);
            case OnDay when TypedDate.Parse(Day) is { } day:
                return new DisruptionEnd(DisruptionEndKind.OnDay, day);
            case OnDay:
                state.AddModelError($"{prefix}.{nameof(Day)}", "Saisissez le dernier jour, par exemple 08/03/2026.");
                return null;
            default:
                state.AddModelError($"{prefix}.{nameof(Kind)}", "Choisissez jusqu'à quand.");
                return null;
        }
    }

    /// <param name="options">How long an unknown end is waited for, and how often its author is asked, where mails leave.</param>
    public static IReadOnlyList<Choice> Choices(ChangeRequestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var lasts =
            string.Create(
                CultureInfo.InvariantCulture, $"Fin automatique au bout de {options.UnknownEndLasts.TotalHours:0} h si vous ne prolongez pas");
        var asked = options.Outbox.HasServer
            ? string.Create(CultureInfo.InvariantCulture, $" ; un courriel vous le rappelle toutes les {options.RemindEvery.TotalHours:0} h.")
            : ".";
        return [new(Tonight, "Ce soir"), new(OnDay, "Jusqu'au"), new(Unknown, "Je ne sais pas", lasts + asked)];
    }
}
