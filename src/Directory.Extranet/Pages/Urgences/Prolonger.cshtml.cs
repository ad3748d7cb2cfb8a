using Microsoft.AspNetCore.Mvc;
using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A later or a sooner end, by the author.</summary>
internal sealed class UrgenceProlongerModel(UrgentActions actions, UrgentPublications publications, ChangeRequestOptions options)
    : UrgentActionPageModel(actions)
{
    [BindProperty]
    public EndForm End { get; set; } = new();

    public IReadOnlyList<Choice> Ends => EndForm.Choices(options);

    /// <summary>The farthest end.</summary>
    public Instant Latest =>
        Action.First.UrgentSince!.Value + Duration.Min(UrgentBounds.MaxDuration, Duration.FromTimeSpan(options.MaxUrgentDuration));

    /// <summary>Whether it has to be reviewed before its end can be made later again.</summary>
    public bool IsMoved => Action.First is { ReviewerId: null, EndMoves: >= UrgentBounds.MaxMoves };

    public void OnGet() => Head("Prolonger");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (End.Read(ModelState, nameof(End)) is { } end)
        {
            var outcome = await publications.ExtendAsync(Account, Published.Running(Action), end, cancellationToken);
            if (this.Answer(outcome) is { } answer)
            {
                return answer;
            }

            if (outcome.IsDone)
            {
                TempData.Say(
                    $"Prolongé jusqu'au {Published.Until(outcome.Requests[0].EndsAt!.Value, Zone)}. Un valideur relira cette prolongation.");
                return LocalRedirect(Path);
            }

            foreach (var error in outcome.Errors)
            {
                ModelState.AddModelError("End.Day", error.Message);
            }
        }

        Head("Prolonger");
        return Page();
    }
}
