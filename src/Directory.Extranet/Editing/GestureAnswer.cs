using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing;

/// <summary>What a button inside a form has done.</summary>
/// <param name="Focus">The id of the element to which the focus goes; null for none.</param>
/// <param name="Said">What to tell the agent; null for nothing.</param>
/// <param name="IsDone">Whether it could be done.</param>
public sealed record GestureAnswer(string? Focus, string? Said = null, bool IsDone = true)
{
    public static readonly GestureAnswer Nothing = new((string?)null);
}

internal static class GestureAnswers
{
    /// <summary>Tells the agent what was done.</summary>
    /// <returns>The id of the element to which the focus goes.</returns>
    public static string? Told(this PageModel page, GestureAnswer? answer)
    {
        if (answer is { Said: { } said, IsDone: true })
        {
            page.TempData.Say(said);
        }
        else if (answer?.Said is { } problem)
        {
            page.TempData.Warn(problem);
        }

        return answer?.Focus;
    }
}
