using System.Globalization;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Demarches;

/// <summary>Checks the tree of cases, then whatever refers to one of them.</summary>
internal sealed class SituationChecks(DocumentChecks check)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _count;

    public void Tree(string path, IReadOnlyList<Situation> situations) => Level(path, situations, 1);

    public void Reference(string path, string? id)
    {
        if (id is not null && !_ids.Contains(id))
        {
            check.Add(path, "UNKNOWN_SITUATION", "Cette situation n'existe pas dans la démarche.");
        }
    }

    private void Level(string path, IReadOnlyList<Situation> situations, int depth)
    {
        if (situations.Count > 0 && depth > DemarcheValidator.MaxSituationDepth)
        {
            check.Add(path, "TOO_DEEP", string.Create(
                CultureInfo.InvariantCulture, $"Les situations ont au plus {DemarcheValidator.MaxSituationDepth} niveaux."));
            return;
        }

        _count += situations.Count;
        if (!check.Count(path, _count, DemarcheValidator.MaxSituations))
        {
            return;
        }

        for (var i = 0; i < situations.Count; i++)
        {
            var (at, situation) = (string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), situations[i]);
            if (check.Text(at + ".id", situation.Id, DemarcheValidator.MaxIdLength,
                required: "Donnez un identifiant à la situation.") && !_ids.Add(situation.Id))
            {
                check.Add(at + ".id", "DUPLICATE", "Cet identifiant est déjà celui d'une autre situation.");
            }

            check.Text(at + ".label", situation.Label, DemarcheValidator.MaxLabelLength, required: "Saisissez le nom de la situation.");
            check.Types(at + ".handledBy", situation.HandledBy, DemarcheValidator.MaxHandledBy);
            Level(at + ".children", situation.Children, depth + 1);
        }
    }
}
