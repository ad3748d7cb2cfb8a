using NodaTime;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>« Suspendre l'accueil »: a notice at the top of the others that says so, proposed or published like any change.</summary>
public static class Suspension
{
    /// <summary>The notice's title.</summary>
    public const string Title = "Accueil suspendu";

    /// <summary>The document with its reception suspended; a suspension that it has already is replaced.</summary>
    /// <param name="document">As it is.</param>
    /// <param name="from">From when; null for at once.</param>
    /// <param name="until">When it opens again, excluded; null for not known.</param>
    /// <param name="message">More for usagers, in French; null for none.</param>
    public static AdministrationDocument Begin(AdministrationDocument document, Instant? from, Instant? until, string? message) =>
        document with
        {
            Notices =
            [
                new Notice { Level = NoticeLevel.Warning, Title = Title, Body = message, From = from, Until = until, SuspendsReception = true },
                .. document.Notices.Where(notice => !notice.SuspendsReception),
            ],
        };

    /// <summary>The document with its reception open again.</summary>
    public static AdministrationDocument End(AdministrationDocument document) =>
        document with { Notices = [.. document.Notices.Where(notice => !notice.SuspendsReception)] };
}
