namespace PublicDirectory.Extranet.Urgent;

/// <summary>Messages for what happens most, said as fits what it changes.</summary>
internal static class MessageTemplates
{
    /// <summary>Code, and what the button says.</summary>
    public static readonly IReadOnlyList<(string Code, string Label)> All =
        [("panne", "Panne"), ("meteo", "Alerte météo"), ("mouvement-social", "Mouvement social"), ("securite", "Incident de sécurité")];

    /// <summary>The sentence; null for no such template.</summary>
    /// <param name="code">Of <see cref="All"/>.</param>
    /// <param name="kind">Of <see cref="DisruptionForm"/>.</param>
    public static string? Of(string code, string? kind) => Reason(code) is { } reason
        ? kind switch
        {
            DisruptionForm.Later => $"Le service sera fermé en raison {reason}.",
            DisruptionForm.Reduced => $"Les horaires d'accueil sont réduits en raison {reason}.",
            DisruptionForm.Other => $"L'accueil est perturbé en raison {reason}.",
            _ => $"Le service est fermé en raison {reason}.",
        }
        : null;

    private static string? Reason(string code) => code switch
    {
        "panne" => "d'une panne électrique",
        "meteo" => "d'une alerte météo",
        "mouvement-social" => "d'un mouvement social",
        "securite" => "d'un incident de sécurité",
        _ => null,
    };
}
