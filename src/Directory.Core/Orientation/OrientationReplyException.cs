namespace PublicDirectory.Core.Orientation;

/// <summary>An answer that is none of the choices of its question: a mistake of whoever asks, to be told to them in French.</summary>
public sealed class OrientationReplyException : Exception
{
    internal OrientationReplyException(ClosedQuestion question, string choice)
        : base($"« {Shown(choice)} » n'est pas un choix de la question « {question.Text} ». {Possible(question)}")
    {
    }

    private static string Possible(ClosedQuestion question) => question.Choices.Count == 0
        ? "Donnez le code INSEE de la commune."
        : $"Les choix sont : {string.Join(", ", question.Choices.Select(choice => $"{choice.Id} ({choice.Label})"))}.";

    private static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
