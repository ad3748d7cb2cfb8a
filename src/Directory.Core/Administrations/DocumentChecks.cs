using System.Globalization;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Administrations;

/// <summary>The checks that the validators share; collects what they find.</summary>
internal sealed class DocumentChecks
{
    private const int MaxUrlLength = 2000;
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string path, string code, string message) => _errors.Add(new FieldError(path, code, message));

    /// <param name="path">Its place in the document.</param>
    /// <param name="text">What is there.</param>
    /// <param name="maxLength">The most characters.</param>
    /// <param name="required">What to do where nothing is there: « Saisissez le nom de… »; null where there may be nothing.</param>
    /// <param name="mayHaveLines">Whether it may be of several lines.</param>
    /// <returns>Whether there is a text and it fits.</returns>
    public bool Text(string path, string? text, int maxLength, string? required = null, bool mayHaveLines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required is not null)
            {
                Add(path, "REQUIRED", required);
            }
            else if (text is not null)
            {
                Add(path, "BLANK", "Laissez ce champ vide plutôt que d'y mettre des espaces.");
            }

            return false;
        }

        if (text.Length > maxLength)
        {
            Add(path, "TOO_LONG", string.Create(
                CultureInfo.InvariantCulture, $"Saisissez au plus {maxLength} caractères ({text.Length} saisis)."));
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) && !(c == '\n' && mayHaveLines))
            {
                Add(path, "CONTROL_CHARACTER", mayHaveLines
                    ? "Retirez les caractères invisibles, par exemple les tabulations."
                    : "Saisissez ce texte sur une seule ligne, sans caractère invisible.");
                return false;
            }
        }

        return true;
    }

    /// <returns>Whether the list is short enough to be looked into.</returns>
    public bool Count(string path, int count, int max)
    {
        if (count <= max)
        {
            return true;
        }

        Add(path, "TOO_MANY", string.Create(CultureInfo.InvariantCulture, $"Indiquez au plus {max} éléments ({count} indiqués)."));
        return false;
    }

    public void Defined<TEnum>(string path, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            Add(path, "UNKNOWN_VALUE", "Choisissez une des valeurs proposées.");
        }
    }

    public void Type(string path, string? code)
    {
        if (!ServiceTypeCode.IsValid(code))
        {
            Add(path, "INVALID_FORMAT", "Un code de type s'écrit en minuscules, chiffres et tirets bas, par exemple sous_pref.");
        }
    }

    /// <summary>Of the form that codes of départements have; whether there is such a one is for those who know the territories.</summary>
    public void Departement(string path, string code)
    {
        var isOne = code.Length is 2 or 3 && (code.All(char.IsAsciiDigit) || code is "2A" or "2B");
        if (!isOne)
        {
            Add(path, "INVALID_FORMAT", "Saisissez un code de département, par exemple 69, 2A ou 974.");
        }
    }

    public void Url(string path, string? url, string? required = null)
    {
        if (Text(path, url, MaxUrlLength, required) && !ContactValue.IsWebAddress(url!))
        {
            Add(path, "INVALID_FORMAT", "Saisissez une adresse complète qui commence par https:// ou http://.");
        }
    }

    public void Each<T>(string path, IReadOnlyList<T> items, int max, Action<DocumentChecks, string, T> one)
    {
        if (!Count(path, items.Count, max))
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            one(this, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), items[i]);
        }
    }

    public void Types(string path, IReadOnlyList<string> codes, int max)
    {
        if (!Count(path, codes.Count, max))
        {
            return;
        }

        for (var i = 0; i < codes.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            Type(at, codes[i]);
            for (var j = 0; j < i; j++)
            {
                if (codes[i] == codes[j])
                {
                    Add(at, "DUPLICATE", "Ce type est déjà indiqué plus haut.");
                    break;
                }
            }
        }
    }

    public void ExternalIds(IReadOnlyList<ExternalId> ids, int max)
    {
        if (!Count("externalIds", ids.Count, max))
        {
            return;
        }

        for (var i = 0; i < ids.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"externalIds[{i}]");
            Text(path + ".scheme", ids[i].Scheme, 60, required: "Dites de quel identifiant il s'agit.");
            if (!Text(path + ".value", ids[i].Value, 200, required: "Saisissez l'identifiant, ou retirez-le."))
            {
                continue;
            }

            if (ids[i].Scheme == ExternalIdSchemes.Siret && !CompanyNumber.IsSiret(ids[i].Value))
            {
                Add(path + ".value", "INVALID_FORMAT", "Ce SIRET n'existe pas : vérifiez les 14 chiffres.");
            }
            else if (ids[i].Scheme == ExternalIdSchemes.Siren && !CompanyNumber.IsSiren(ids[i].Value))
            {
                Add(path + ".value", "INVALID_FORMAT", "Ce SIREN n'existe pas : vérifiez les 9 chiffres.");
            }
        }
    }

    public void Hours(string path, OpeningSchedule? schedule)
    {
        foreach (var error in schedule?.Validate() ?? [])
        {
            Add(error.Path.Length == 0 ? path : $"{path}.{error.Path}", error.Code, error.Message);
        }
    }

    public void Provenance(Provenance provenance)
    {
        Text("provenance.source", provenance.Source, 60, required: "Dites d'où viennent ces informations.");
        Text("provenance.attribution", provenance.Attribution, Documents.Provenance.MaxAttributionLength);
        foreach (var (name, block) in provenance.Blocks)
        {
            Text($"provenance.blocks.{name}.source", block.Source, 60, required: "Dites d'où vient cette information.");
            Text($"provenance.blocks.{name}.verifiedBy", block.VerifiedBy, 200);
        }
    }
}
