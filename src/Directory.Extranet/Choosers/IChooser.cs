using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>Something to choose from that is too long for a list.</summary>
public interface IChooser
{
    /// <summary>The last part of the address of its suggestions: <c>communes</c>.</summary>
    string Source { get; }

    /// <summary>« Aucune commune ne correspond à ».</summary>
    string NothingFound { get; }

    /// <summary>« Plusieurs communes correspondent à ».</summary>
    string SeveralFound { get; }

    /// <summary>What the text may mean, best first.</summary>
    Task<IReadOnlyList<Choice>> FindAsync(string text, int first, CancellationToken cancellationToken);

    /// <summary>What may be meant with a mistake, where nothing else is: never taken without asking.</summary>
    Task<IReadOnlyList<Choice>> FindNearAsync(string text, int first, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Choice>>([]);

    /// <summary>What the code is; null for no such code.</summary>
    Task<Choice?> FindByCodeAsync(string code, CancellationToken cancellationToken);
}

internal static class ChooserExtensions
{
    /// <summary>How many are proposed at once.</summary>
    public const int Shown = 10;

    /// <summary>The chooser of a code that a document holds; the code itself where nobody knows it any more.</summary>
    public static async Task<Chosen> ReadAsync(this IChooser chooser, string? code, CancellationToken cancellationToken) =>
        code is null ? new Chosen() : Chosen.Of(await chooser.FindByCodeAsync(code, cancellationToken) ?? new Choice(code, code));

    /// <summary>What to propose for what is typed.</summary>
    public static async Task<IReadOnlyList<Choice>> SuggestAsync(this IChooser chooser, string text, CancellationToken cancellationToken) =>
        await chooser.FindAsync(text, Shown, cancellationToken) is { Count: > 0 } found
            ? found
            : await chooser.FindNearAsync(text, Shown, cancellationToken);

    /// <summary>Finds what was chosen or typed. Afterwards either the code is that of the text, or there are matches or none.</summary>
    /// <param name="chooser">Where to look.</param>
    /// <param name="chosen">As posted; changed in place.</param>
    /// <param name="before">The code that the document holds: kept as long as nobody types over it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ResolveAsync(this IChooser chooser, Chosen chosen, string? before, CancellationToken cancellationToken)
    {
        chosen.Matches = [];
        if (string.IsNullOrWhiteSpace(chosen.Text))
        {
            (chosen.Text, chosen.For, chosen.Code) = (null, null, null);
            return;
        }

        if (!string.IsNullOrEmpty(chosen.Code) && chosen.For == chosen.Text)
        {
            if (await chooser.FindByCodeAsync(chosen.Code, cancellationToken) is { } known)
            {
                (chosen.Text, chosen.For) = (known.Label, known.Label);
                return;
            }

            if (chosen.Code == before)
            {
                return;
            }
        }

        var matches = await chooser.FindAsync(chosen.Text, Shown, cancellationToken);
        var typed = FoldedWords.Fold(chosen.Text);
        if ((matches.Count == 1 ? matches : [.. matches.Where(match => FoldedWords.Fold(match.Label) == typed)]) is [var only])
        {
            (chosen.Text, chosen.For, chosen.Code) = (only.Label, only.Label, only.Value);
            return;
        }

        (chosen.For, chosen.Code, chosen.Matches) = (chosen.Text, null, matches);
        if (matches.Count == 0)
        {
            (chosen.Matches, chosen.IsNear) = (await chooser.FindNearAsync(chosen.Text, Shown, cancellationToken), true);
        }
    }

    /// <summary>What to say of something typed that means nothing or several things; null when there is nothing to say.</summary>
    public static string? Problem(this IChooser chooser, Chosen chosen) =>
        !chosen.IsOpen ? null
        : chosen.Matches.Count == 0 ? $"{chooser.NothingFound} « {chosen.Text} ». Vérifiez l'orthographe ou saisissez un autre mot."
        : chosen.IsNear ? $"{chooser.NothingFound} « {chosen.Text} » : choisissez dans la liste, ou saisissez un autre mot."
        : $"{chooser.SeveralFound} « {chosen.Text} » : choisissez dans la liste.";
}
