using GraphQLEngine.Execution;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Themes and life events: what démarches are classified by.</summary>
internal static class ClassificationFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Query(query => query
            .List("themes", (_, context) => context.Picture().Themes)
            .List("lifeEvents", (_, context) => context.Picture().LifeEvents))
        .Object<PublishedTheme>("Theme", theme => theme
            .Field("id", Nodes.IdOf)
            .Field("code", t => t.Code)
            .Field("label", t => t.Label)
            .List("parents", t => t.Parents)
            .Field("demarches", (t, context) => DemarcheLists.Page(context, new DemarcheQuery { Theme = t.Code })))
        .Object<PublishedLifeEvent>("LifeEvent", lifeEvent => lifeEvent
            .Field("id", Nodes.IdOf)
            .Field("code", e => e.Code)
            .Field("label", e => e.Label)
            .Field("demarches", (e, context) => DemarcheLists.Page(context, new DemarcheQuery { LifeEvent = e.Code })));

    public static PublishedTheme[] ThemesOf(DemarcheRecord demarche, Picture picture) =>
        [.. demarche.Themes.Select(theme => picture.FindTheme(theme.Id)).OfType<PublishedTheme>()];

    public static PublishedLifeEvent[] LifeEventsOf(DemarcheRecord demarche, Picture picture) =>
        [.. demarche.LifeEvents.Select(lifeEvent => picture.FindLifeEvent(lifeEvent.Id)).OfType<PublishedLifeEvent>()];

    /// <summary>
    /// The code of a theme that a client names by its id or code: one that nothing has is a mistake that an empty list would hide.
    /// </summary>
    public static string ReadTheme(Picture picture, string argument, string idOrCode)
    {
        var code = Nodes.CodeOf<PublishedTheme>(idOrCode);
        return picture.FindTheme(JsonText.From(code)) is not null
            ? code
            : throw ContextExtensions.Wrong(
                argument,
                $"Aucune démarche n'est classée sous le thème « {Inputs.Shown(idOrCode)} » : la requête {{ themes {{ id label }} }} les donne tous.");
    }

    /// <summary>The same, of a life event.</summary>
    public static string ReadLifeEvent(Picture picture, string argument, string idOrCode)
    {
        var code = Nodes.CodeOf<PublishedLifeEvent>(idOrCode);
        return picture.FindLifeEvent(JsonText.From(code)) is not null
            ? code
            : throw ContextExtensions.Wrong(
                argument,
                $"Aucune démarche n'est liée à l'événement « {Inputs.Shown(idOrCode)} » : la requête {{ lifeEvents {{ id label }} }} les donne tous.");
    }
}
