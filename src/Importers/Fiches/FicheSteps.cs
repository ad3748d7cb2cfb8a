using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Collects the chapters that say what to do, in reading order.</summary>
internal sealed class FicheSteps
{
    private readonly List<DemarcheStep?> _steps = [];

    /// <summary>Keeps the place of a step whose text is still to be read.</summary>
    public int Reserve()
    {
        _steps.Add(null);
        return _steps.Count - 1;
    }

    /// <summary>Puts the step into its place, if its title or its text says something to do.</summary>
    public void Add(int place, FicheStep step, string title, string? situation)
    {
        var stage = ChapterTitles.StageOf(title) ?? (step.IsDone && !ChapterTitles.Explains(title) ? DemarcheStage.Build : null);
        if (stage is null)
        {
            return;
        }

        _steps[place] = new DemarcheStep
        {
            Stage = stage.Value,
            Title = FicheText.Cut(title, DemarcheValidator.MaxLabelLength),
            Body = step.Body,
            Situation = situation,
        };
    }

    public IReadOnlyList<DemarcheStep> Build() => [.. _steps.OfType<DemarcheStep>().Take(DemarcheValidator.MaxItems)];
}

/// <summary>A chapter while it is read.</summary>
internal sealed class FicheStep
{
    private const int MaxBody = 4000;

    private readonly StringBuilder _body = new();

    /// <summary>Whether it names a service, a place to go or something to bring.</summary>
    public bool IsDone { get; private set; }

    public string? Body => _body.Length == 0 ? null : FicheText.Cut(_body.ToString(), MaxBody);

    public void Do() => IsDone = true;

    public void Say(string line) => _body.Append(_body.Length > 0 ? "\n" : "").Append(line);
}
