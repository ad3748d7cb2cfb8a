using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Collects the text of a fiche, a passage for each title, in reading order.</summary>
internal sealed class Passages
{
    private readonly List<Passage> _passages = [];
    private readonly StringBuilder _text = new();
    private string? _heading;
    private string? _situation;
    private int _level;

    /// <summary>What follows stands under this title.</summary>
    public void Begin(string? heading, int level, string? situation)
    {
        if (heading == _heading && level == _level && situation == _situation)
        {
            return;
        }

        End();
        (_heading, _level, _situation) = (heading, level, situation);
    }

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (_text.Length + line.Length >= DemarcheValidator.MaxTextLength)
        {
            End();
        }

        _text.Append(_text.Length > 0 ? "\n" : "").Append(FicheText.Cut(line, DemarcheValidator.MaxTextLength));
    }

    public IReadOnlyList<Passage> Build()
    {
        End();
        return [.. _passages.Take(DemarcheValidator.MaxPassages)];
    }

    private void End()
    {
        if (_text.Length > 0)
        {
            _passages.Add(new Passage
            {
                Heading = _heading is null ? null : FicheText.Cut(_heading, DemarcheValidator.MaxLabelLength),
                Level = _level,
                Text = _text.ToString(),
                Situation = _situation,
            });
            _text.Clear();
        }
    }
}
